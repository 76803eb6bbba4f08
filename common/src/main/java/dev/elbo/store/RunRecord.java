package dev.elbo.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.elbo.gate.Differences;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * run.json: what a run was and how it ended. Keys unknown to this version are ignored on reading,
 * absent ones become empty.
 *
 * @param formatVersion of the whole run directory
 * @param runId the name of the run directory
 * @param exitCode of the command, once it ended
 * @param message of the error that ended it
 * @param versions of elbo, java, spark, nd4j, openblas
 * @param settingsDigest of the settings that the run id is made of
 * @param dataFingerprint of the rows, whatever their order
 * @param auto what each setting that said {@code auto} became; a resumed run adopts it
 * @param metrics of the last epoch
 * @param bestEpoch with the highest selection value
 * @param seconds spent by phase, on the wall clock
 * @param memory that the processes took, by what they are: the driver, an executor
 * @param started of the first start, in UTC
 * @param ended when it finished or failed, in UTC
 * @param differences of the rows from those of the champion; none where nobody compared them
 */
public record RunRecord(
    int formatVersion,
    String runId,
    Status status,
    Optional<Integer> exitCode,
    Optional<String> message,
    SortedMap<String, String> versions,
    String settingsDigest,
    String dataFingerprint,
    Counts counts,
    SortedMap<String, String> auto,
    Optional<EpochMetrics> metrics,
    Optional<Integer> bestEpoch,
    SortedMap<String, Double> seconds,
    SortedMap<String, Memory> memory,
    Instant started,
    Optional<Instant> ended,
    Place place,
    Optional<Differences> differences) {

  private static final int VERSION = 1;

  /** How far a run is. */
  public enum Status {
    /** It runs, or its driver died without a word: it can be resumed. */
    @JsonProperty("running")
    RUNNING,
    /** It is done; its model is whole. */
    @JsonProperty("finished")
    FINISHED,
    /** It ended with an error: it can be resumed. */
    @JsonProperty("failed")
    FAILED
  }

  /** Sizes: training rows, validation rows, columns, and the fixed parts of the data. */
  public record Counts(long rows, long validationRows, int features, int shards) {}

  /** Where the driver ran; what does not apply is empty. */
  public record Place(String host, String master, String applicationId) {
    /** Absent parts become empty. */
    public Place {
      host = orEmpty(host);
      master = orEmpty(master);
      applicationId = orEmpty(applicationId);
    }
  }

  /** Of a process with its heap, in MiB: what the plan allows, and its resident memory at most. */
  public record Memory(long plannedMib, long peakMib) {}

  /** Absent parts become empty. */
  public RunRecord {
    runId = orEmpty(runId);
    status = status == null ? Status.RUNNING : status;
    versions = sorted(versions);
    settingsDigest = orEmpty(settingsDigest);
    dataFingerprint = orEmpty(dataFingerprint);
    counts = counts == null ? new Counts(0, 0, 0, 0) : counts;
    auto = sorted(auto);
    seconds = sorted(seconds);
    memory = sorted(memory);
    started = started == null ? Instant.EPOCH : started;
    place = place == null ? new Place("", "", "") : place;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(map == null ? new TreeMap<>() : new TreeMap<>(map));
  }

  /** The record of a run that begins. */
  public static RunRecord started(
      String runId,
      Map<String, String> versions,
      String settingsDigest,
      String dataFingerprint,
      Counts counts,
      Map<String, String> auto,
      Instant now,
      Place place) {
    return new RunRecord(
        VERSION,
        runId,
        Status.RUNNING,
        Optional.empty(),
        Optional.empty(),
        sorted(versions),
        settingsDigest,
        dataFingerprint,
        counts,
        sorted(auto),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(),
        new TreeMap<>(),
        now,
        Optional.empty(),
        place,
        Optional.empty());
  }

  /** The same run, resumed elsewhere: first start and what {@code auto} became stay. */
  public RunRecord resumed(Map<String, String> newVersions, Place newPlace) {
    RunRecord again =
        started(
            runId, newVersions, settingsDigest, dataFingerprint, counts, auto, started, newPlace);
    return differences.map(again::compared).orElse(again);
  }

  /** The same run, whose rows were compared with those of the champion. */
  public RunRecord compared(Differences found) {
    return new RunRecord(
        formatVersion,
        runId,
        status,
        exitCode,
        message,
        versions,
        settingsDigest,
        dataFingerprint,
        counts,
        auto,
        metrics,
        bestEpoch,
        seconds,
        memory,
        started,
        ended,
        place,
        Optional.of(found));
  }

  /** The same run after its last epoch, with a whole model. */
  public RunRecord finished(
      EpochMetrics last,
      int best,
      Map<String, Double> spent,
      Map<String, Memory> taken,
      Instant now) {
    return ended(
        Status.FINISHED,
        0,
        Optional.empty(),
        Optional.of(last),
        Optional.of(best),
        spent,
        taken,
        now);
  }

  /** The same run after an error. */
  public RunRecord failed(int code, String why, Map<String, Double> spent, Instant now) {
    return ended(Status.FAILED, code, Optional.of(why), metrics, bestEpoch, spent, memory, now);
  }

  private RunRecord ended(
      Status how,
      int code,
      Optional<String> why,
      Optional<EpochMetrics> last,
      Optional<Integer> best,
      Map<String, Double> spent,
      Map<String, Memory> taken,
      Instant now) {
    return new RunRecord(
        formatVersion,
        runId,
        how,
        Optional.of(code),
        why,
        versions,
        settingsDigest,
        dataFingerprint,
        counts,
        auto,
        last,
        best,
        sorted(spent),
        sorted(taken),
        started,
        Optional.of(now),
        place,
        differences);
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
  public static RunRecord read(WholeFile file) {
    return Json.fromDocument(file.read(), RunRecord.class, file.path(), VERSION);
  }
}
