package dev.elbo.job.live;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.elbo.report.RunView;
import dev.elbo.report.RunView.Pace;
import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.ElboParts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.MetricsSystem;
import org.apache.spark.metrics.source.Source;
import org.bytedeco.javacpp.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.JavaConverters;

/**
 * The numbers of the run that goes, as a source of Spark's metrics system: it is there from the
 * beginning of a run to its end. Of several at once, those of the one that began last. What is not
 * known (yet) is NaN.
 */
final class RunMetrics implements Source {
  /** Names of metrics begin with it. */
  static final String NAME = "elbo";

  private static final Logger LOG = LoggerFactory.getLogger(RunMetrics.class);

  private final MetricRegistry registry = new MetricRegistry();
  private final Deque<LiveRun> runs = new ArrayDeque<>();

  RunMetrics() {
    gauge("epoch", view -> view.last().map(line -> (double) line.epoch()).orElse(0.0));
    gauge("epochs", view -> orNaN(view.pace().map(pace -> (double) pace.epochs())));
    gauge("epochs_done", view -> orNaN(view.pace().map(Pace::done)));
    gauge("round", view -> orNaN(view.round().map(round -> (double) round.number())));
    gauge("rounds", view -> orNaN(view.round().map(round -> (double) round.of())));
    gauge("round_seconds", view -> orNaN(view.round().map(RunView.Round::seconds)));
    gauge("rollbacks", RunView::rollbacks);
    gauge("seconds_left", RunMetrics::secondsLeft);
    line("examples_per_second", EpochMetrics::examplesPerSecond);
    line("learning_rate", EpochMetrics::learningRate);
    line("active_units", EpochMetrics::activeUnits);
    parts("", line -> Optional.of(line.train()));
    parts("validation_", EpochMetrics::validation);
    registry.register("offheap_bytes", (Gauge<Long>) Pointer::totalBytes);
    registry.register("physical_bytes", (Gauge<Long>) Pointer::physicalBytes);
    memory("executor_offheap_bytes", memory -> OptionalLong.of(memory.offHeap()));
    memory("executor_physical_bytes", memory -> OptionalLong.of(memory.physical()));
    memory("executor_gpu_bytes", RunView.Memory::gpu);
  }

  private void parts(String prefix, Function<EpochMetrics, Optional<ElboParts>> of) {
    part(prefix + "elbo", of, ElboParts::elbo);
    part(prefix + "objective", of, ElboParts::objective);
    part(prefix + "reconstruction", of, ElboParts::reconstruction);
    part(prefix + "kl", of, ElboParts::kl);
  }

  private void part(
      String name,
      Function<EpochMetrics, Optional<ElboParts>> of,
      ToDoubleFunction<ElboParts> value) {
    gauge(name, view -> orNaN(view.last().flatMap(of).map(value::applyAsDouble)));
  }

  private void line(String name, ToDoubleFunction<EpochMetrics> value) {
    gauge(name, view -> orNaN(view.last().map(value::applyAsDouble)));
  }

  private void memory(String name, Function<RunView.Memory, OptionalLong> value) {
    gauge(
        name,
        view -> {
          OptionalLong bytes = view.memory().map(value).orElse(OptionalLong.empty());
          return bytes.isPresent() ? bytes.getAsLong() : Double.NaN;
        });
  }

  private void gauge(String name, ToDoubleFunction<RunView> value) {
    registry.register(
        name, (Gauge<Double>) () -> orNaN(newest().map(run -> value.applyAsDouble(run.view()))));
  }

  private static double secondsLeft(RunView view) {
    Optional<Duration> left = view.pace().flatMap(pace -> pace.left(Instant.now()));
    return orNaN(left.map(duration -> duration.toMillis() / 1e3));
  }

  private static double orNaN(Optional<Double> value) {
    return value.orElse(Double.NaN);
  }

  private synchronized Optional<LiveRun> newest() {
    return Optional.ofNullable(runs.peekLast());
  }

  private synchronized void add(LiveRun run) {
    runs.addLast(run);
  }

  /** True if it was the last one. */
  private synchronized boolean remove(LiveRun run) {
    runs.remove(run);
    return runs.isEmpty();
  }

  @Override
  public String sourceName() {
    return NAME;
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }

  /** Shows a run in the metrics of this driver. */
  static synchronized void show(LiveRun run) {
    try {
      MetricsSystem system = SparkEnv.get().metricsSystem();
      Optional<RunMetrics> there = registered(system);
      RunMetrics source = there.orElseGet(RunMetrics::new);
      source.add(run);
      if (there.isEmpty()) {
        system.registerSource(source);
      }
    } catch (RuntimeException | LinkageError e) { // Spark's own classes: another build may differ.
      LOG.warn("This Spark takes no metrics of Elbo: [{}].", e.toString());
    }
  }

  /** Takes a run out of them, and the source with the last one. */
  static synchronized void hide(LiveRun run) {
    try {
      SparkEnv env = SparkEnv.get();
      if (env == null) { // Spark was stopped.
        return;
      }
      MetricsSystem system = env.metricsSystem();
      registered(system).filter(source -> source.remove(run)).ifPresent(system::removeSource);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("This Spark keeps the metrics of a run that ended: [{}].", e.toString());
    }
  }

  private static Optional<RunMetrics> registered(MetricsSystem system) {
    return JavaConverters.seqAsJavaList(system.getSourcesByName(NAME)).stream()
        .filter(RunMetrics.class::isInstance)
        .map(RunMetrics.class::cast)
        .findFirst();
  }
}
