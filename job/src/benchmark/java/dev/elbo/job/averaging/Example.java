package dev.elbo.job.averaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Outcomes made by hand, for tests. */
final class Example {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Example() {}

  /** One that came to its end. */
  static Outcome finished(String contestant, int shards, int seed, String... epochs) {
    return outcome(contestant, shards, seed, "", epochs);
  }

  /** One that diverged after these epochs. */
  static Outcome diverged(String contestant, int shards, int seed, String... epochs) {
    return outcome(contestant, shards, seed, "Cannot finish epoch [2]: ..", epochs);
  }

  /** A line of metrics, as far as it matters here. */
  static String epoch(double elbo, double seconds, int rounds) {
    return "{\"validation\":{\"elbo\":%s},\"seconds\":%s,\"rounds\":%d,\"examples\":100}"
        .formatted(elbo, seconds, rounds);
  }

  private static Outcome outcome(
      String contestant, int shards, int seed, String failed, String... epochs) {
    List<JsonNode> metrics = new ArrayList<>();
    for (String epoch : epochs) {
      try {
        metrics.add(JSON.readTree(epoch));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Outcome(
        "mnist", contestant, shards, seed, "abc", "0", Map.of(), failed, 1, 0, metrics);
  }
}
