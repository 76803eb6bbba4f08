package dev.elbo.job.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.settings.Entry;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.store.DecisionRecord;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run on a tracking server of MLflow, by its REST API 2.0 (mlflow.org, "REST API"). The
 * experiment has the name of the model; parameters are the settings that somebody chose.
 */
final class MlflowRun {
  private static final String API = "/api/2.0/mlflow/";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  /** What the server takes. */
  private static final int LONGEST_VALUE = 500;

  private static final int MOST_PARAMETERS = 100;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();
  private final String server;
  private final ResolvedSettings resolved;

  MlflowRun(String server, ResolvedSettings resolved) {
    this.server = server.replaceAll("/+$", "");
    this.resolved = resolved;
  }

  /**
   * Tells how a run ended.
   *
   * @throws IOException if the server does not answer as it should
   */
  void log(Outcome outcome) throws IOException, InterruptedException {
    DecisionRecord record = outcome.decision().orElseThrow();
    String experiment = experiment(resolved.settings().output().name());
    long now = System.currentTimeMillis();
    String run =
        post(
                "runs/create",
                Map.of("experiment_id", experiment, "run_name", record.runId(), "start_time", now))
            .path("run")
            .path("info")
            .path("run_id")
            .asText();
    post(
        "runs/log-batch",
        Map.of(
            "run_id", run,
            "metrics", metrics(outcome, now),
            "params", parameters(),
            "tags", tags(outcome)));
    post("runs/update", Map.of("run_id", run, "status", "FINISHED", "end_time", now));
  }

  private String experiment(String name) throws IOException, InterruptedException {
    String query = "experiments/get-by-name?experiment_name=" + encoded(name);
    HttpResponse<String> found = http.send(request(query).GET().build(), BodyHandlers.ofString());
    return found.statusCode() == NOT_FOUND
        ? post("experiments/create", Map.of("name", name)).path("experiment_id").asText()
        : read(query, found).path("experiment").path("experiment_id").asText();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private List<Map<String, Object>> metrics(Outcome outcome, long now) {
    List<Map<String, Object>> metrics = new ArrayList<>();
    outcome
        .facts()
        .forEach(
            (name, value) -> {
              if (value instanceof Number number) {
                metrics.add(Map.of("key", name, "value", number, "timestamp", now, "step", 0));
              }
            });
    return metrics;
  }

  private List<Map<String, String>> parameters() {
    return resolved.entries().stream()
        .filter(Entry::isChosen)
        .limit(MOST_PARAMETERS)
        .map(entry -> pair(entry.key(), entry.value()))
        .toList();
  }

  private static List<Map<String, String>> tags(Outcome outcome) {
    List<Map<String, String>> tags = new ArrayList<>();
    outcome
        .facts()
        .forEach(
            (name, value) -> {
              if (value instanceof String text) {
                tags.add(pair("elbo." + name, text));
              }
            });
    return tags;
  }

  private static Map<String, String> pair(String key, String value) {
    Map<String, String> pair = new LinkedHashMap<>();
    pair.put("key", key);
    pair.put("value", value.substring(0, Math.min(LONGEST_VALUE, value.length())));
    return pair;
  }

  private JsonNode post(String what, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(what)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
    return read(what, http.send(request, BodyHandlers.ofString()));
  }

  private HttpRequest.Builder request(String what) {
    return HttpRequest.newBuilder(URI.create(server + API + what)).timeout(PATIENCE);
  }

  private JsonNode read(String what, HttpResponse<String> response) throws IOException {
    if (response.statusCode() != OK) {
      throw new IOException(
          "%s answered %d %s".formatted(what, response.statusCode(), response.body().strip()));
    }
    return json.readTree(response.body());
  }
}
