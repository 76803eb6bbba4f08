package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.elbo.ElboException;
import dev.elbo.gate.Decision;
import dev.elbo.gate.Differences;
import dev.elbo.store.DecisionRecord;
import dev.elbo.store.DecisionRecord.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of a run: a command, and a stub that answers as MLflow's REST API says. */
class NoticesTest {
  @TempDir private Path folder;
  private Days days;
  private HttpServer server;
  private final Map<String, JsonNode> asked = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private boolean isExperimentKnown;
  private int answer = 200;

  @BeforeEach
  void start() throws IOException {
    days = new Days(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/2.0/mlflow/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestURI().toString().substring("/api/2.0/mlflow/".length());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.put(what, new ObjectMapper().readTree(body.isEmpty() ? "{}" : body));
    boolean isUnknown = what.startsWith("experiments/get-by-name") && !isExperimentKnown;
    String reply =
        switch (exchange.getRequestURI().getPath().substring("/api/2.0/mlflow/".length())) {
          case "experiments/get-by-name" -> "{\"experiment\":{\"experiment_id\":\"7\"}}";
          case "experiments/create" -> "{\"experiment_id\":\"7\"}";
          case "runs/create" -> "{\"run\":{\"info\":{\"run_id\":\"r9\"}}}";
          default -> "{}";
        };
    byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(isUnknown ? 404 : answer, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String mlflow() {
    return "elbo.retrain.notify.mlflow = \"http://%s:%d\""
        .formatted(server.getAddress().getHostString(), server.getAddress().getPort());
  }

  private static Outcome outcome() {
    DecisionRecord record =
        DecisionRecord.of(
                "tiny-1",
                0,
                Optional.of(
                    new Decision(
                        Decision.Outcome.PROMOTED,
                        "Promoted.",
                        "better",
                        Optional.empty(),
                        List.of())),
                new Differences(List.of()),
                Optional.of("v00000001"))
            .with(
                new Context(
                    1,
                    Instant.EPOCH,
                    Optional.empty(),
                    "00000001",
                    Optional.of(-2.5),
                    List.of(),
                    0,
                    90));
    return Outcome.of(
        record, "Version v00000001 is the champion.", new org.apache.hadoop.fs.Path("/d.json"));
  }

  private Notices notices(String... more) {
    return new Notices(days.settings(more), notes::add);
  }

  @Test
  void mlflowIsToldOfARunInAnExperimentOfItsOwn() {
    notices(mlflow()).send(outcome());
    assertThat(notes).isEmpty();
    assertThat(asked.keySet())
        .containsExactly(
            "experiments/get-by-name?experiment_name=tiny",
            "experiments/create",
            "runs/create",
            "runs/log-batch",
            "runs/update");
    assertThat(asked.get("runs/create").path("experiment_id").asText()).isEqualTo("7");
    assertThat(asked.get("runs/create").path("run_name").asText()).isEqualTo("tiny-1");
    JsonNode batch = asked.get("runs/log-batch");
    assertThat(batch.path("run_id").asText()).isEqualTo("r9");
    assertThat(batch.path("metrics"))
        .anySatisfy(
            metric -> {
              assertThat(metric.path("key").asText()).isEqualTo("elbo");
              assertThat(metric.path("value").asDouble()).isEqualTo(-2.5);
            });
    assertThat(batch.path("tags"))
        .anySatisfy(
            tag -> {
              assertThat(tag.path("key").asText()).isEqualTo("elbo.outcome");
              assertThat(tag.path("value").asText()).isEqualTo("promoted");
            });
    assertThat(batch.path("params"))
        .anySatisfy(
            param -> assertThat(param.path("key").asText()).isEqualTo("elbo.training.epochs"));
    assertThat(asked.get("runs/update").path("status").asText()).isEqualTo("FINISHED");
  }

  @Test
  void anExperimentThatIsThereIsTaken() {
    isExperimentKnown = true;
    notices(mlflow()).send(outcome());
    assertThat(asked.keySet()).doesNotContain("experiments/create").contains("runs/update");
  }

  @Test
  void aServerThatFailsOrIsGoneIsAWarning() {
    isExperimentKnown = true;
    answer = 500;
    notices(mlflow()).send(outcome());
    assertThat(notes).singleElement().asString().contains("was not told").contains("500");
    String gone = mlflow();
    server.stop(0);
    notices(gone).send(outcome());
    assertThat(notes).hasSize(2);
    notices("elbo.retrain.notify.mlflow = \"http://127.0.0.1:99999\"").send(outcome());
    assertThat(notes).hasSize(3).allMatch(note -> note.contains("was not told"));
  }

  private String command(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("told.sh"), script);
    return "elbo.retrain.notify.command = [sh, \"%s\", \"%s\"]"
        .formatted(file, folder.resolve("told"));
  }

  @Test
  void aCommandFindsTheEndInItsEnvironment() throws IOException {
    String command = command("echo \"$ELBO_OUTCOME $ELBO_EXIT_CODE $ELBO_DECISION\" >> \"$1\"");
    Notices notices = notices(command);
    notices.send(outcome());
    notices.send(Outcome.nothing());
    notices.send(ElboException.data("Cannot."));
    notices.send(ElboException.busy("Cannot."));
    assertThat(Files.readString(folder.resolve("told")))
        .isEqualTo("promoted 0 /d.json\nnothing 99 \ndata 3 \n");
    assertThat(notes).isEmpty();
  }

  @Test
  void aCommandThatDoesNotEndIsEnded() throws IOException {
    String command = command("sleep 300");
    new Notices(days.settings(command), notes::add, Duration.ofSeconds(1)).send(outcome());
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("Warning: elbo.retrain.notify.command [sh, ")
        .endsWith("took longer than [1 s] and was ended.");
  }

  @Test
  void aCommandThatFailsOrIsNotThereIsAWarning() throws IOException {
    notices(command("exit 4")).send(outcome());
    notices("elbo.retrain.notify.command = [/no/such/program]").send(outcome());
    assertThat(notes)
        .hasSize(2)
        .allMatch(note -> note.startsWith("Warning: elbo.retrain.notify.command ["))
        .anyMatch(note -> note.endsWith("ended with exit code [4]."));
  }
}
