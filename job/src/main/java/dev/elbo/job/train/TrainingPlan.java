package dev.elbo.job.train;

import dev.elbo.Versions;
import dev.elbo.distribution.Noise;
import dev.elbo.gate.Differences;
import dev.elbo.job.data.TrainingData;
import dev.elbo.report.ReportData;
import dev.elbo.settings.Entry;
import dev.elbo.settings.ModelSettings;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Settings;
import dev.elbo.settings.TrainingSettings;
import dev.elbo.store.SavedNetwork;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.StepSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a run is going to do: the settings met the data. Nothing is written and nothing trained.
 *
 * @param resolved the settings with their origins
 * @param data read once and checked
 * @param architecture the network for this data
 * @param runId the given one, else a digest of settings, data and code
 * @param shards what {@code auto} became, or the given number
 * @param start the network that training goes on from; none to begin with random weights
 * @param differences of the rows from those of the champion; none where nobody compared them
 */
public record TrainingPlan(
    ResolvedSettings resolved,
    TrainingData data,
    Architecture architecture,
    String runId,
    int shards,
    Optional<SavedNetwork> start,
    Optional<Differences> differences) {

  /** With fewer steps between two averagings, averaging costs more quality than it saves time. */
  private static final long LEAST_STEPS = 16;

  /** Reads the data and makes the plan. */
  public static TrainingPlan of(
      SparkSession spark, ResolvedSettings resolved, Optional<String> runId) {
    Settings settings = resolved.settings();
    return of(
        spark,
        resolved,
        runId,
        TrainingData.open(spark, settings.data(), settings.model().likelihood()),
        Optional.empty());
  }

  /** The same of rows that are in a DataFrame already. */
  public static TrainingPlan of(SparkSession spark, ResolvedSettings resolved, Dataset<Row> rows) {
    Settings settings = resolved.settings();
    TrainingData data =
        TrainingData.open(
            spark, settings.data(), settings.model().likelihood(), rows, Optional.empty());
    return of(spark, resolved, Optional.empty(), data, Optional.empty());
  }

  /**
   * The same of rows beside others to validate on, where training may go on from another model: its
   * rows are prepared in the same way, and its parameters are the first ones.
   *
   * @throws dev.elbo.ElboException (settings) if that model has other columns or another network
   */
  public static TrainingPlan of(
      SparkSession spark,
      ResolvedSettings resolved,
      Dataset<Row> rows,
      Optional<Dataset<Row>> validation,
      Optional<WarmStart> start) {
    Settings settings = resolved.settings();
    TrainingData data =
        TrainingData.open(
            spark,
            settings.data(),
            settings.model().likelihood(),
            rows,
            validation,
            start.map(from -> from.model().metadata().preparation()));
    return of(spark, resolved, Optional.empty(), data, start);
  }

  private static TrainingPlan of(
      SparkSession spark,
      ResolvedSettings resolved,
      Optional<String> runId,
      TrainingData data,
      Optional<WarmStart> start) {
    return data.orRelease(() -> plan(spark, resolved, runId, data, start));
  }

  private static TrainingPlan plan(
      SparkSession spark,
      ResolvedSettings resolved,
      Optional<String> runId,
      TrainingData data,
      Optional<WarmStart> start) {
    start.ifPresent(from -> from.requireColumns(data.schema()));
    Settings settings = resolved.settings();
    settings.training().shards().ifPresent(data::requireRowsFor);
    Architecture architecture = architecture(settings.model(), data);
    return new TrainingPlan(
        resolved,
        data,
        architecture,
        runId.orElseGet(() -> digest(resolved, data, start)),
        settings
            .training()
            .shards()
            .orElseGet(
                () ->
                    shards(
                        new JavaSparkContext(spark.sparkContext()),
                        settings.training(),
                        data.profile().rows())),
        start.map(from -> from.network(architecture)),
        Optional.empty());
  }

  /** The same on rows that were compared with those of the champion. */
  public TrainingPlan compared(Differences found) {
    return new TrainingPlan(resolved, data, architecture, runId, shards, start, Optional.of(found));
  }

  /** The same in so many parts. */
  TrainingPlan in(int parts) {
    return new TrainingPlan(resolved, data, architecture, runId, parts, start, differences);
  }

  /** The settings. */
  public Settings settings() {
    return resolved.settings();
  }

  /** Those that somebody set. */
  List<ReportData.Setting> changedSettings() {
    return resolved.entries().stream()
        .filter(Entry::isChosen)
        .map(entry -> new ReportData.Setting(entry.key(), entry.value(), entry.origin()))
        .toList();
  }

  /** How its shards are averaged. */
  public AveragingPlan averaging() {
    return AveragingPlan.of(settings().training(), shards, data.profile().rows());
  }

  /** What the steps of training share. */
  StepSettings steps() {
    TrainingSettings training = settings().training();
    return new StepSettings(
        architecture,
        settings().model().objective(),
        averaging().averaging().optimizer(),
        training.clipNorm().orElse(Double.POSITIVE_INFINITY),
        training.batchSize());
  }

  /** The parameters before the first step. */
  float[] firstParameters() {
    return start
        .map(network -> network.parameters().clone())
        .orElseGet(
            () ->
                Initializer.initialize(
                    new ParameterLayout(architecture),
                    settings().model().initialization(),
                    Noise.of(settings().training().seed(), 0, 0, 0)));
  }

  private static Architecture architecture(ModelSettings model, TrainingData data) {
    return new Architecture(
        data.schema().features(),
        model.encoder(),
        model.latents(),
        model.decoder(),
        model.activation(),
        data.likelihood(),
        data.inputs());
  }

  private static String digest(
      ResolvedSettings resolved, TrainingData data, Optional<WarmStart> start) {
    String text =
        String.join(
            "\n",
            resolved.digest(),
            data.schema().columns().toString(),
            data.fingerprint(),
            Versions.elbo());
    if (start.isPresent()) {
      text += "\n" + start.get().runId();
    }
    String hex = DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    return resolved.settings().output().name() + "-" + hex.substring(0, 12);
  }

  /** What {@code auto} shards become for so many rows. */
  public static int shards(JavaSparkContext spark, TrainingSettings settings, long rows) {
    long useful = rows / (LEAST_STEPS * settings.batchSize());
    return (int) Math.max(1, Math.min(spark.defaultParallelism(), useful));
  }
}
