package dev.elbo.job.averaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.ElboException;
import dev.elbo.job.train.AutomaticChoice;
import dev.elbo.job.train.Progress;
import dev.elbo.job.train.TrainingRun;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import dev.elbo.store.RunDirectory.Existing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Runs trials, one after the other, as {@code elbo train} would, in one session. */
final class Laboratory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUN = "trial";

  private final SparkSession spark;
  private final Path scratch;
  private final Set<Integer> cores;
  private final String commit;

  /**
   * A laboratory.
   *
   * @param scratch for what runs leave behind
   * @param cores that the process is pinned to
   * @param commit of the code that runs
   */
  Laboratory(SparkSession spark, Path scratch, Set<Integer> cores, String commit) {
    this.spark = spark;
    this.scratch = scratch;
    this.cores = cores;
    this.commit = commit;
  }

  /**
   * The settings of a trial.
   *
   * @throws ElboException if they are wrong
   */
  ResolvedSettings settings(Trial trial) {
    List<String> sets = new ArrayList<>(trial.sets());
    sets.add("elbo.output.dir=\"" + scratch + "\"");
    return ResolvedSettings.read(
        new Sources(
            sets, Map.of(), Map.of(), trial.data().conf(), Path.of("").toAbsolutePath().toString()),
        spark.sparkContext().hadoopConfiguration());
  }

  /** Whether a trial would do again what gave an outcome. */
  boolean isSame(Trial trial, Outcome outcome) {
    ResolvedSettings resolved = settings(trial);
    return outcome.digest().equals(resolved.digest())
        && (outcome.metrics().isEmpty()
            || outcome
                .auto()
                .equals(
                    AutomaticChoice.of(
                        resolved.settings().training(), trial.shards(), outcome.examples())));
  }

  /** Trains. A run that diverges is an outcome too. */
  Outcome run(Trial trial) {
    ResolvedSettings resolved = settings(trial);
    Busy before = Busy.now(cores);
    String failed = "";
    try {
      TrainingRun.run(spark, resolved, Optional.of(RUN), Existing.OVERWRITE, new Progress.Silent());
    } catch (ElboException e) {
      if (e.kind() != ElboException.Kind.DIVERGED) {
        throw e;
      }
      failed = e.getMessage();
    }
    Busy after = Busy.now(cores);
    Path run = scratch.resolve("runs").resolve(RUN);
    return new Outcome(
        trial.data().name(),
        trial.contestant().name(),
        trial.shards(),
        trial.seed(),
        commit,
        resolved.digest(),
        auto(run.resolve("run.json")),
        failed,
        after.wall() - before.wall(),
        after.othersSince(before, cores.size()),
        metrics(run.resolve("metrics.jsonl")));
  }

  private static Map<String, String> auto(Path file) {
    try {
      Map<String, String> auto = new TreeMap<>();
      JsonNode fields = JSON.readTree(file.toFile()).path("auto");
      fields.fields().forEachRemaining(e -> auto.put(e.getKey(), e.getValue().asText()));
      return auto;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> metrics(Path file) {
    try {
      List<JsonNode> lines = new ArrayList<>();
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          lines.add(JSON.readTree(line));
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
