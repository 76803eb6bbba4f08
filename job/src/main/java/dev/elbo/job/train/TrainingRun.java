package dev.elbo.job.train;

import dev.elbo.ElboException;
import dev.elbo.Secrets;
import dev.elbo.job.data.Shards;
import dev.elbo.job.failure.ClusterWatch;
import dev.elbo.job.gpu.Gpus;
import dev.elbo.job.live.ShownRun;
import dev.elbo.settings.GpuSettings;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Settings;
import dev.elbo.settings.TrainingSettings;
import dev.elbo.store.Anomaly;
import dev.elbo.store.Checkpoint;
import dev.elbo.store.Checkpoints;
import dev.elbo.store.EpochMetrics;
import dev.elbo.store.MetricsFile;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunDirectory.Existing;
import dev.elbo.store.RunRecord;
import dev.elbo.store.ShardStates;
import dev.elbo.store.ShardStates.Point;
import dev.elbo.vae.ElboSums;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One training run from settings to model and report, in a run directory that can be resumed. The
 * session is the caller's and stays open.
 */
public final class TrainingRun {
  /** The exit code of a command that was ended by Ctrl-C. */
  private static final int STOPPED = 130;

  private final SparkSession spark;
  private final Configuration hadoop;
  private final TrainingPlan plan;
  private final Settings settings;
  private final RunDirectory directory;
  private final Progress progress;
  private final ClusterWatch watch;
  private final PhaseProgress phases;
  private final Gpus gpus;
  private final ShownRun watched;
  private final Runnable fence;
  private final Circumstances circumstances;
  private final SortedMap<String, Double> seconds = new TreeMap<>();

  private TrainingRun(
      SparkSession spark,
      TrainingPlan plan,
      RunDirectory directory,
      Progress progress,
      ClusterWatch watch,
      PhaseProgress phases,
      ShownRun watched,
      Gpus gpus,
      Runnable fence) {
    this.spark = spark;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
    this.plan = plan;
    this.settings = plan.settings();
    this.directory = directory;
    this.progress = progress;
    this.watch = watch;
    this.phases = phases;
    this.gpus = gpus;
    this.watched = watched;
    this.fence = fence;
    this.circumstances = Circumstances.of(spark);
  }

  /**
   * Trains.
   *
   * @param runId a name of its own for the run; else a digest of settings, data and code
   * @param overwrite train a finished run anew
   * @throws ElboException if anything is wrong; what was done so far can be resumed
   */
  public static Progress.RunResult run(
      SparkSession spark,
      ResolvedSettings resolved,
      Optional<String> runId,
      Existing overwrite,
      Progress progress) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    String dir = resolved.settings().output().dir();
    // A given name can be refused before any data is read.
    if (overwrite == Existing.RESUME && runId.isPresent()) {
      new RunDirectory(hadoop, dir, runId.get()).requireUnfinished();
    }
    return run(
        spark,
        resolved.settings().training().gpu(),
        () -> TrainingPlan.of(spark, resolved, runId),
        () -> {},
        progress,
        run -> run.start(overwrite));
  }

  /**
   * Trains on the rows of a DataFrame. A finished run of the same settings and rows is the result,
   * unless the settings say to overwrite it.
   *
   * @throws ElboException if anything is wrong; what was done so far can be resumed
   */
  public static Progress.RunResult fit(
      SparkSession spark, ResolvedSettings resolved, Dataset<Row> rows, Progress progress) {
    boolean overwrite = resolved.settings().output().overwrite();
    return run(
        spark,
        resolved.settings().training().gpu(),
        () -> TrainingPlan.of(spark, resolved, rows),
        () -> {},
        progress,
        run ->
            overwrite
                ? run.start(Existing.OVERWRITE)
                : run.finished().orElseGet(() -> run.start(Existing.RESUME)));
  }

  /**
   * Trains as planned. A finished run of the same id is the result.
   *
   * @param planned made of the settings and rows
   * @param fence throws if another process may write to the folder of the run by now; it is asked
   *     at the start, at the end of every epoch and before the model is written, and nothing is
   *     written after it threw
   * @throws ElboException if anything is wrong; what was done so far can be resumed
   */
  public static Progress.RunResult run(
      SparkSession spark, TrainingPlan planned, Runnable fence, Progress progress) {
    return run(
        spark,
        planned.settings().training().gpu(),
        () -> planned,
        fence,
        progress,
        run -> run.finished().orElseGet(() -> run.start(Existing.RESUME)));
  }

  private static Progress.RunResult run(
      SparkSession spark,
      GpuSettings gpu,
      Supplier<TrainingPlan> planner,
      Runnable fence,
      Progress progress,
      Function<TrainingRun, Progress.RunResult> start) {
    long started = System.nanoTime();
    try (ClusterWatch watch = ClusterWatch.of(spark.sparkContext(), progress::note);
        PhaseProgress phases = PhaseProgress.of(spark.sparkContext(), progress);
        ShownRun watched = ShownRun.of(spark.sparkContext())) {
      watch.doing("check the GPUs");
      JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
      Gpus gpus = watch.explaining(() -> Gpus.prepare(context, gpu, progress::note));
      WarmUp warmUp = WarmUp.start(spark);
      watch.doing("read the data");
      phases.begin("reading");
      watched.doing("reading");
      TrainingPlan plan = watch.explaining(planner);
      warmUp.await();
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      RunDirectory directory =
          new RunDirectory(hadoop, plan.settings().output().dir(), plan.runId());
      TrainingRun run =
          new TrainingRun(spark, plan, directory, progress, watch, phases, watched, gpus, fence);
      run.seconds.put("read", (System.nanoTime() - started) / 1e9);
      return plan.data().orRelease(() -> start.apply(run));
    }
  }

  /** What another start of the run left behind, if it came to its end. */
  private Optional<Progress.RunResult> finished() {
    if (directory.state() != RunDirectory.State.FINISHED) {
      return Optional.empty();
    }
    plan.data().release();
    progress.note("Run %s is finished already: its model is read.".formatted(plan.runId()));
    RunRecord record = RunRecord.read(directory.runFile());
    List<EpochMetrics> lines = MetricsFile.read(directory.metricsFile());
    boolean selected = settings.training().earlyStopping().isPresent();
    int epoch = selected ? record.bestEpoch().orElse(lines.size()) : lines.size();
    return Optional.of(Progress.RunResult.of(directory, lines.get(epoch - 1).selection(), epoch));
  }

  private Progress.RunResult start(Existing overwrite) {
    fence.run();
    Gpus fitting = gpus.fitting(plan.steps(), progress::note);
    Optional<RunRecord> before = new RunOpening(plan, directory).open(overwrite);
    int shards = before.map(record -> record.counts().shards()).orElse(plan.shards());
    TrainingPlan adopted = plan.in(shards);
    RunRecord begun =
        before
            .map(old -> old.resumed(circumstances.versions(), circumstances.place()))
            .orElseGet(() -> circumstances.begun(adopted));
    RunRecord record = plan.differences().map(begun::compared).orElse(begun);
    record.write(directory.runFile());
    directory.settingsFile().write(plan.resolved().render().getBytes(StandardCharsets.UTF_8));
    watched
        .begin(plan.runId(), plan.changedSettings())
        .ifPresent(page -> progress.note("Watch it at " + page));
    try {
      return watch.explaining(() -> train(adopted, record, before.isPresent(), fitting));
    } catch (Throwable e) { // Scala throws checked exceptions without declaring them
      fail(record, e);
      throw e;
    }
  }

  private void fail(RunRecord record, Throwable why) {
    // What a stopped driver throws while Spark goes down says nothing.
    boolean stopped = ShutdownHookManager.get().isShutdownInProgress();
    ElboException known = stopped ? null : ElboException.in(why);
    int code = known == null ? ElboException.Kind.ENVIRONMENT.exitCode() : known.kind().exitCode();
    // Spark puts stack traces into messages.
    String message =
        known == null
            ? Secrets.redact(why.toString().lines().findFirst().orElse(""))
            : known.getMessage();
    String said = stopped ? "Stopped. The same command goes on from the last checkpoint." : message;
    watched.failed(said);
    if (code == ElboException.Kind.BUSY.exitCode()) {
      return; // run.json is another's by now.
    }
    try {
      record
          .failed(stopped ? STOPPED : code, said, seconds, Instant.now())
          .write(directory.runFile());
    } catch (ElboException e) { // What ended the run is the news.
      why.addSuppressed(e);
    }
  }

  private Progress.RunResult train(
      TrainingPlan plan, RunRecord record, boolean resume, Gpus fitting) {
    TrainingSettings training = settings.training();
    Checkpoints checkpoints =
        new Checkpoints(hadoop, directory.checkpoints(), training.checkpoint().keep());
    ShardStates states = new ShardStates(hadoop, directory.shards(), plan.runId());
    Optional<Checkpoint> checkpoint = resume ? latest(checkpoints, states, plan) : Optional.empty();
    int completed = checkpoint.map(c -> c.state().epoch()).orElse(0);
    checkpoints.discardAfter(completed);
    RunJournal journal =
        new RunJournal(
            directory,
            checkpoints,
            plan.runId(),
            training.seed(),
            plan.shards(),
            training.checkpoint().every(),
            checkpoint.map(Checkpoint::metrics).orElse(List.of()));
    Announcement.of(plan, completed, fitting.engine(training.engine())).forEach(progress::note);
    List<MemoryShare> memory = MemoryPlan.shares(plan, spark);
    MemoryPlan.warning(memory).ifPresent(progress::note);
    PeakMemory peak = new PeakMemory(memory);
    watch.doing("pack the data into shards");
    phases.begin("packing");
    watched.doing("packing");
    watched.past(journal.lines());
    long started = System.nanoTime();
    try (Shards packed = plan.data().pack(plan.shards(), training.seed());
        Shards held = plan.data().packValidation().orElse(null)) {
      Shards shards = fitting.place(packed);
      Optional<Shards> validation = Optional.ofNullable(held).map(fitting.measuring()::place);
      phases.end();
      plan.data().release();
      seconds.put("pack", (System.nanoTime() - started) / 1e9);
      started = System.nanoTime();
      Trainer trainer =
          new Trainer(
              new JavaSparkContext(spark.sparkContext()),
              training,
              plan.architecture(),
              settings.model(),
              fitting.steps(training.engine()),
              shards,
              validation,
              directory.shards(),
              plan.runId(),
              listeners(journal, plan, states, checkpoints, peak));
      float[] untrained = plan.firstParameters();
      Trainer.Outcome outcome =
          trainer.train(
              untrained,
              checkpoint.map(Checkpoint::state).orElseGet(() -> trainer.initial(untrained)),
              checkpoint.flatMap(Checkpoint::best).map(TrainingRun::best));
      seconds.put("train", (System.nanoTime() - started) / 1e9);
      Shards shown = validation.orElse(fitting.measuring().areUsed() ? shards : packed);
      return finish(plan, record, journal.lines(), outcome, trainer, shown, peak);
    }
  }

  private Progress.RunResult finish(
      TrainingPlan plan,
      RunRecord record,
      List<EpochMetrics> lines,
      Trainer.Outcome outcome,
      Trainer trainer,
      Shards shown,
      PeakMemory peak) {
    long started = System.nanoTime();
    watch.doing("write the model and the report");
    watched.doing("model and report");
    boolean selected = settings.training().earlyStopping().isPresent();
    int epoch = selected ? outcome.best().epoch() : outcome.state().epoch();
    float[] parameters = selected ? outcome.best().parameters() : outcome.state().parameters();
    Optional<Anomaly> anomaly =
        new ThresholdFit(plan.architecture(), settings.training().seed(), settings.anomaly())
            .run(new JavaSparkContext(spark.sparkContext()), shown, parameters);
    seconds.put("threshold", (System.nanoTime() - started) / 1e9);
    started = System.nanoTime();
    fence.run();
    ModelWriter.write(hadoop, directory.model(), plan, epoch, parameters, anomaly);
    ElboSums sums = trainer.evaluate(shown, parameters);
    String html =
        new ReportWriter(plan, parameters, shown)
            .html(lines, epoch, sums, Instant.now(), circumstances.versions());
    directory.reportFile().write(html.getBytes(StandardCharsets.UTF_8));
    seconds.put("report", (System.nanoTime() - started) / 1e9);
    fence.run();
    EpochMetrics last = lines.get(lines.size() - 1);
    record
        .finished(last, outcome.best().epoch(), seconds, peak.taken(), Instant.now())
        .write(directory.runFile());
    // Nobody goes on from a finished run.
    new ShardStates(hadoop, directory.shards(), plan.runId()).delete();
    Progress.RunResult result = Progress.RunResult.of(directory, sums.parts().elbo(), epoch);
    watched.finished("model of epoch " + epoch);
    progress.note(peak.sentence());
    progress.onEnd(result);
    return result;
  }

  private Optional<Checkpoint> latest(
      Checkpoints checkpoints, ShardStates states, TrainingPlan plan) {
    boolean isNeeded = ShardMemory.isNeeded(plan.averaging().averaging());
    Checkpoints.Latest latest =
        checkpoints.latest(
            plan.runId(),
            checkpoint ->
                isNeeded
                    ? states.problem(new Point(checkpoint.state().epoch(), 0), plan.shards())
                    : Optional.empty());
    latest
        .refused()
        .forEach(
            refused ->
                progress.note(
                    "Passed over checkpoint [%s]: %s".formatted(refused.file(), refused.reason())));
    if (latest.checkpoint().isEmpty() && !latest.refused().isEmpty()) {
      progress.note("No checkpoint is left to go on from: training starts anew.");
    }
    return latest.checkpoint();
  }

  private List<TrainingListener> listeners(
      RunJournal journal,
      TrainingPlan plan,
      ShardStates states,
      Checkpoints checkpoints,
      PeakMemory peak) {
    List<TrainingListener> listeners = new ArrayList<>();
    listeners.add(new Fenced(fence));
    listeners.add(journal);
    listeners.add(peak);
    if (ShardMemory.isNeeded(plan.averaging().averaging())) {
      listeners.add(new ShardKeeper(states, checkpoints));
    }
    listeners.add(new EpochInProgress(watch));
    listeners.add(new ShownEpochs(watched, plan.averaging(), settings.training().epochs()));
    listeners.add(progress);
    return listeners;
  }

  private static TrainingListener.Best best(Checkpoint.Best best) {
    return new TrainingListener.Best(best.epoch(), best.selection(), best.parameters());
  }
}
