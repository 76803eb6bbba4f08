package dev.elbo.job.retrain;

import dev.elbo.feature.TableProfile;
import dev.elbo.gate.Differences;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.store.DecisionRecord;
import dev.elbo.store.DecisionRecord.Context;
import dev.elbo.store.DecisionRecord.Snapshot;
import dev.elbo.store.Failures;
import dev.elbo.store.Json;
import dev.elbo.store.NumberedFiles;
import dev.elbo.store.ProfileFile;
import dev.elbo.store.Storage;
import dev.elbo.store.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What runs of a model decided, decisions/RUN.json, and what belongs to it: profiles/RUN.json, what
 * the rows were like that a model was trained on, and checks/NUMBER.json, why a run trained
 * nothing.
 */
final class Decisions {
  private static final String JSON = ".json";

  private final Configuration hadoop;
  private final ModelRegistry registry;

  Decisions(Configuration hadoop, ModelRegistry registry) {
    this.hadoop = hadoop;
    this.registry = registry;
  }

  Configuration hadoop() {
    return hadoop;
  }

  /** All that runs made, in order. */
  List<DecisionRecord> all() {
    Path folder = file("any").path().getParent();
    try {
      return Arrays.stream(Storage.of(hadoop, folder).listStatus(folder))
          .map(status -> status.getPath().getName())
          .filter(name -> name.endsWith(JSON) && !name.startsWith("."))
          .map(name -> name.substring(0, name.length() - JSON.length()))
          .map(runId -> DecisionRecord.read(file(runId)))
          .filter(record -> record.context().isPresent())
          .sorted(Comparator.comparingLong(record -> record.context().get().order()))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw Failures.cannotRead(folder, e);
    }
  }

  /** The one of a run, if there is one. */
  Optional<DecisionRecord> of(String runId) {
    WholeFile file = file(runId);
    return file.exists() ? Optional.of(DecisionRecord.read(file)) : Optional.empty();
  }

  WholeFile file(String runId) {
    return registry.decision(runId);
  }

  void write(DecisionRecord record) {
    record.write(file(record.runId()));
  }

  /** How far the last of them went. */
  static Optional<Snapshot> last(List<DecisionRecord> all) {
    return all.isEmpty()
        ? Optional.empty()
        : all.get(all.size() - 1).context().flatMap(Context::snapshot);
  }

  /** The highest number of a holdout that models were compared on; 0 if there is none. */
  static long holdouts(List<DecisionRecord> all) {
    return all.stream()
        .flatMap(record -> record.context().stream())
        .mapToLong(context -> Long.parseLong(context.holdout()))
        .max()
        .orElse(0);
  }

  Optional<TableProfile> profile(String runId) {
    WholeFile file = profileFile(runId);
    return file.exists() ? Optional.of(ProfileFile.read(file)) : Optional.empty();
  }

  void writeProfile(String runId, TableProfile profile) {
    ProfileFile.write(profileFile(runId), profile);
  }

  private WholeFile profileFile(String runId) {
    return new WholeFile(hadoop, new Path(new Path(registry.path(), "profiles"), runId + JSON));
  }

  /** Writes why a run stopped; the file says so. */
  Path writeChecks(long order, Snapshot snapshot, Differences differences) {
    Path folder = new Path(registry.path(), "checks");
    WholeFile file = new WholeFile(hadoop, new Path(folder, NumberedFiles.name(order) + JSON));
    file.write(
        Json.toDocument(
            Map.of("format_version", 1, "snapshot", snapshot, "differences", differences.all())));
    return file.path();
  }
}
