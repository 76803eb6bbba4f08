package dev.elbo.job.averaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a trial gave; an entry of averaging.json.
 *
 * @param data the name of the data
 * @param contestant the name of the contestant
 * @param shards how many
 * @param seed of the run
 * @param commit of the code that ran
 * @param digest of the settings
 * @param auto what each setting that said auto became
 * @param failed why training diverged; empty if it did not
 * @param wall seconds of the whole run: reading, training, validation and report
 * @param others the part of the cores' time that went to anything else
 * @param metrics the lines of metrics.jsonl
 */
record Outcome(
    String data,
    String contestant,
    int shards,
    int seed,
    String commit,
    String digest,
    Map<String, String> auto,
    String failed,
    double wall,
    double others,
    List<JsonNode> metrics) {

  boolean isFinished() {
    return failed.isEmpty();
  }

  /** Of an epoch, counted from 0, in nats. */
  double elbo(int epoch) {
    return metrics.get(epoch).path("validation").path("elbo").asDouble(Double.NaN);
  }

  double finalElbo() {
    return elbo(metrics.size() - 1);
  }

  /** Training and averaging in an epoch, counted from 0. */
  double seconds(int epoch) {
    return metrics.get(epoch).path("seconds").asDouble();
  }

  /** Training and averaging. */
  double seconds() {
    return metrics.stream().mapToDouble(line -> line.path("seconds").asDouble()).sum();
  }

  int rounds(int epoch) {
    return metrics.get(epoch).path("rounds").asInt();
  }

  int rounds() {
    return metrics.stream().mapToInt(line -> line.path("rounds").asInt()).sum();
  }

  /** Training rows. */
  long examples() {
    return metrics.isEmpty() ? 0 : metrics.get(0).path("examples").asLong();
  }
}
