package dev.elbo.store;

import dev.elbo.gate.Decision;
import dev.elbo.gate.Differences;
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
 * @param version that the model was published as; none if it was not
 */
public record DecisionRecord(
    int formatVersion,
    String runId,
    int exitCode,
    Optional<Decision> decision,
    Differences differences,
    Optional<String> version) {
  private static final int VERSION = 1;

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
    return new DecisionRecord(VERSION, runId, exitCode, decision, differences, version);
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
