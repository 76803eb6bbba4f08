package dev.elbo.store;

import dev.elbo.gate.Decision;
import dev.elbo.gate.Differences;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a scheduled run decided, with its numbers: the file that makes the same run again end the
 * same way without training.
 *
 * @param formatVersion of the file
 * @param runId of the training
 * @param exitCode of the run
 * @param decision of the gate; none if it did not come to that
 * @param differences of the new rows from those of the champion
 * @param version that the model is kept as; none before it is
 * @param context what the run saw; none of decisions that were made without a run
 */
public record DecisionRecord(
    int formatVersion,
    String runId,
    int exitCode,
    Optional<Decision> decision,
    Differences differences,
    Optional<String> version,
    Optional<Context> context) {
  private static final int VERSION = 1;

  /**
   * How far the rows go that a run saw.
   *
   * @param by what the watermark is: modified, a partition column, snapshot
   * @param watermark the last file time, partition or snapshot that counts as trained on
   * @param listing stands for all that lies up to there, so that what comes late is noticed
   */
  public record Snapshot(String by, String watermark, String listing) {}

  /**
   * What a run saw and measured.
   *
   * @param order grows from run to run
   * @param decided when, in UTC
   * @param snapshot none of a run over chosen rows that has no predecessor
   * @param holdout generation of it
   * @param elbo mean of the model on the holdout, in nats and in the units of the data; none if it
   *     is not finite
   * @param seeds the same of trainings that differ in the seed alone; few or none but in the first
   *     run on a holdout
   * @param since number of the change of the champion that it was compared with; 0 if there was
   *     none
   * @param rows that it was trained on
   */
  public record Context(
      long order,
      Instant decided,
      Optional<Snapshot> snapshot,
      String holdout,
      Optional<Double> elbo,
      List<Double> seeds,
      long since,
      long rows) {
    /** Absent parts become empty. */
    public Context {
      seeds = seeds == null ? List.of() : List.copyOf(seeds);
    }

    /** The same, seen again by a later run. */
    public Context seen(long laterOrder, Optional<Snapshot> later) {
      return new Context(laterOrder, decided, later, holdout, elbo, seeds, since, rows);
    }
  }

  /** Absent parts become empty. */
  public DecisionRecord {
    differences = differences == null ? new Differences(List.of()) : differences;
  }

  /** What was decided just now. */
  public static DecisionRecord of(
      String runId,
      int exitCode,
      Optional<Decision> decision,
      Differences differences,
      Optional<String> version) {
    return new DecisionRecord(
        VERSION, runId, exitCode, decision, differences, version, Optional.empty());
  }

  /** The same of a run. */
  public DecisionRecord with(Context seen) {
    return new DecisionRecord(
        formatVersion, runId, exitCode, decision, differences, version, Optional.of(seen));
  }

  /** The same, whose model is kept as a version. */
  public DecisionRecord withVersion(String name) {
    return new DecisionRecord(
        formatVersion, runId, exitCode, decision, differences, Optional.of(name), context);
  }

  /** The same with another end: somebody changed the champion in between. */
  public DecisionRecord withExitCode(int code) {
    return new DecisionRecord(formatVersion, runId, code, decision, differences, version, context);
  }

  /**
   * Writes the record.
   *
   * @throws dev.elbo.ElboException (settings) if the place cannot be written
   */
  public void write(WholeFile file) {
    file.write(Json.toDocument(this));
  }

  /**
   * Reads a record.
   *
   * @throws dev.elbo.ElboException (data) naming the file, if it is none or of a newer version
   */
  public static DecisionRecord read(WholeFile file) {
    return Json.fromDocument(file.read(), DecisionRecord.class, file.path(), VERSION);
  }
}
