package dev.elbo.job.retrain;

import dev.elbo.gate.Decision;
import dev.elbo.registry.Change;
import dev.elbo.registry.Lease;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.registry.Origin;
import dev.elbo.registry.Reason;
import dev.elbo.registry.VersionRecord;
import dev.elbo.store.DecisionRecord;
import dev.elbo.store.DecisionRecord.Context;
import dev.elbo.store.DecisionRecord.Snapshot;
import dev.elbo.store.RunDirectory;
import java.util.Map;
import java.util.Optional;

/**
 * From a decision to what it means. Each step can be done again, and the next run does what one
 * that was killed left undone: the decision is on disk before the version, the version before the
 * champion, and the decision says its version when all is done.
 */
final class Publication {
  private final ModelRegistry registry;
  private final Decisions decisions;
  private final String outputDir;
  private final Lease lease;
  private final Step.Listener steps;

  Publication(
      ModelRegistry registry,
      Decisions decisions,
      String outputDir,
      Lease lease,
      Step.Listener steps) {
    this.registry = registry;
    this.decisions = decisions;
    this.outputDir = outputDir;
    this.lease = lease;
    this.steps = steps;
  }

  /**
   * Writes a decision, keeps its model as a version, and makes that the champion if it is to be.
   */
  Outcome publish(DecisionRecord record) {
    lease.require();
    decisions.write(record);
    steps.done(Step.DECISION);
    return finish(record);
  }

  /** Does what is left to do for a decision. */
  Outcome finish(DecisionRecord record) {
    lease.require();
    VersionRecord version = registry.add(run(record), origin(record), lease);
    steps.done(Step.VERSION);
    DecisionRecord end = record.withVersion(version.version());
    if (record.exitCode() == Outcome.PROMOTED) {
      end = promote(end, version.version());
      steps.done(Step.CHAMPION);
    }
    lease.require();
    decisions.write(end);
    steps.done(Step.RECORD);
    return outcome(end);
  }

  /** If somebody changed the champion since the comparison, it is theirs, and stays. */
  private DecisionRecord promote(DecisionRecord record, String version) {
    Optional<Change> now = registry.champion();
    if (isOf(version, now)) {
      return record;
    }
    long compared = record.context().map(Context::since).orElse(0L);
    if (now.map(Change::number).orElse(0L) != compared) {
      return record.withExitCode(Outcome.REFUSED);
    }
    Reason reason =
        Reason.here(record.decision().map(d -> d.why()).orElse("It was decided."))
            .ofRun(record.runId());
    return registry.promote(version, reason, now, lease).isPresent()
        ? record
        : record.withExitCode(Outcome.REFUSED);
  }

  private static boolean isOf(String version, Optional<Change> champion) {
    return champion.filter(change -> change.version().equals(version)).isPresent();
  }

  /**
   * Whether a decision still says how things are: the champion is the one that the model was
   * compared with, or the model itself.
   */
  static boolean stands(DecisionRecord record, Optional<Change> champion) {
    long compared = record.context().orElseThrow().since();
    boolean isMade =
        record.exitCode() == Outcome.PROMOTED && isOf(record.version().orElse(""), champion);
    return isMade || champion.map(Change::number).orElse(0L) == compared;
  }

  /** What a decision says, at its end. */
  Outcome outcome(DecisionRecord record) {
    boolean wanted =
        record.decision().filter(d -> d.outcome() == Decision.Outcome.PROMOTED).isPresent();
    String why = record.decision().map(d -> d.why()).orElse("");
    String version = record.version().orElse("");
    String text =
        record.exitCode() == Outcome.PROMOTED
            ? "Version %s is the champion. %s".formatted(version, why)
            : wanted
                ? "The champion stays: it was changed by hand after the comparison. The model is kept as version %s; `elbo models promote` publishes it."
                    .formatted(version)
                : "The champion stays. %s The model is kept as version %s.".formatted(why, version);
    return Outcome.of(record, text, decisions.file(record.runId()).path());
  }

  private RunDirectory run(DecisionRecord record) {
    return new RunDirectory(decisions.hadoop(), outputDir, record.runId());
  }

  private static Origin origin(DecisionRecord record) {
    Optional<Context> context = record.context();
    return new Origin(
        record.runId(),
        context.flatMap(Context::snapshot).map(Snapshot::watermark),
        context.map(Context::rows).orElse(0L),
        context.flatMap(Context::elbo).map(elbo -> Map.of("holdout", elbo)).orElse(Map.of()));
  }
}
