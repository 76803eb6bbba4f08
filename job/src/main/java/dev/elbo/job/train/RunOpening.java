package dev.elbo.job.train;

import dev.elbo.ElboException;
import dev.elbo.Versions;
import dev.elbo.settings.TrainingSettings.Resume;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunDirectory.Existing;
import dev.elbo.store.RunRecord;
import java.util.Optional;

/** How a run begins in its directory: anew, or where another start of it ended. */
final class RunOpening {
  private final TrainingPlan plan;
  private final RunDirectory directory;

  RunOpening(TrainingPlan plan, RunDirectory directory) {
    this.plan = plan;
    this.directory = directory;
  }

  /**
   * Makes the directory ready and says which run to go on with. Overwriting is for what cannot be
   * gone on with: a finished run, a run made of something else, a damaged record.
   */
  Optional<RunRecord> open(Existing overwrite) {
    Optional<RunRecord> before;
    try {
      before =
          directory.state() == RunDirectory.State.UNFINISHED && directory.runFile().exists()
              ? Optional.of(RunRecord.read(directory.runFile()))
              : Optional.empty();
    } catch (ElboException e) {
      if (overwrite == Existing.RESUME) {
        throw e;
      }
      before = Optional.empty();
    }
    Optional<String> other = before.flatMap(this::difference);
    if (other.isPresent() && overwrite == Existing.RESUME) {
      throw ElboException.settings(
          "Cannot resume run [%s]: it was started with %s. Use --overwrite to train it anew, or another --run-id."
              .formatted(plan.runId(), other.get()));
    }
    boolean resume =
        before.isPresent() && other.isEmpty() && plan.settings().training().resume() == Resume.AUTO;
    boolean never = before.isPresent() && plan.settings().training().resume() == Resume.NEVER;
    directory.open(resume ? Existing.RESUME : never ? Existing.OVERWRITE : overwrite);
    return before.filter(record -> resume);
  }

  /** What a run of the same id is made of that this one is not: a given id does not say. */
  private Optional<String> difference(RunRecord before) {
    if (!before.settingsDigest().equals(plan.resolved().digest())) {
      return Optional.of("other settings");
    }
    if (!before.dataFingerprint().equals(plan.data().fingerprint())) {
      return Optional.of("other data");
    }
    String version = before.versions().get("elbo");
    return Versions.elbo().equals(version)
        ? Optional.empty()
        : Optional.of("version [%s] of Elbo".formatted(version));
  }
}
