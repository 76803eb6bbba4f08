package dev.elbo.job;

import dev.elbo.job.train.Progress;
import dev.elbo.job.train.TrainingRun;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import dev.elbo.store.RunDirectory.Existing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Runs trainings as the train verb does, and reads what they leave behind. */
public final class Trainings {
  private Trainings() {}

  /** Trains with settings in HOCON; the output goes to {@code out}. */
  public static Progress.RunResult train(SparkSession spark, Path out, String... settings) {
    return train(spark, out, new Progress.Silent(), settings);
  }

  /** A run id of its own, or none. */
  public record Named(String runId) {
    /** The name that settings and data give. */
    public static final Named BY_DIGEST = new Named(null);
  }

  /** Trains and tells somebody. */
  public static Progress.RunResult train(
      SparkSession spark, Path out, Progress progress, String... settings) {
    return train(spark, out, Named.BY_DIGEST, progress, settings);
  }

  /** Trains under a name. */
  public static Progress.RunResult train(
      SparkSession spark, Path out, Named name, Progress progress, String... settings) {
    return train(spark, out.toString(), name, progress, settings);
  }

  /** Trains under a name, to a path or URI of Hadoop's. */
  public static Progress.RunResult train(
      SparkSession spark, String out, Named name, Progress progress, String... settings) {
    try {
      Path conf = Files.createTempFile("elbo", ".conf");
      Files.writeString(conf, String.join("\n", settings));
      ResolvedSettings resolved =
          ResolvedSettings.read(
              new Sources(
                  List.of("elbo.output.dir=" + out), Map.of(), Map.of(), conf.toString(), "/"),
              spark.sparkContext().hadoopConfiguration());
      Existing existing =
          resolved.settings().output().overwrite() ? Existing.OVERWRITE : Existing.RESUME;
      return TrainingRun.run(
          spark, resolved, Optional.ofNullable(name.runId()), existing, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every byte of the model, by file. */
  public static Map<String, String> model(Progress.RunResult result) {
    try (var files = Files.list(Path.of(result.model()))) {
      return files.collect(
          Collectors.toMap(
              file -> file.getFileName().toString(),
              file -> java.util.HexFormat.of().formatHex(bytes(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of metrics.jsonl without what depends on the clock. */
  public static List<String> metrics(Progress.RunResult result) {
    String text =
        new String(bytes(Path.of(result.directory(), "metrics.jsonl")), StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    text.lines()
        .forEach(
            line ->
                lines.add(
                    line.replaceAll(
                        "\"(seconds|averaging_seconds|examples_per_second)\":[^,}]*", "")));
    return lines;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
