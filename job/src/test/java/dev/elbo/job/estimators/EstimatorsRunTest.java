package dev.elbo.job.estimators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.ElboException;
import dev.elbo.job.estimators.EstimatorsRequest.Existing;
import dev.elbo.job.estimators.EstimatorsRequest.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimatorsRunTest {
  @TempDir Path folder;

  @Test
  void withoutANameTheExperimentsAreListed() {
    assertThat(run(null, Format.TEXT))
        .contains("toy-normal ", "toy-bernoulli ", "variance-table ", "failures ", "graph ")
        .contains("For example: elbo estimators toy-normal");
  }

  @Test
  void aTableStandsInColumnsWithAVerdictBelow() {
    List<String> lines = run("toy-normal", Format.TEXT).lines().toList();
    String heads =
        lines.stream().filter(l -> l.startsWith("  estimator")).findFirst().orElseThrow();
    assertThat(heads.split(" +"))
        .containsExactly(
            "",
            "estimator",
            "estimate",
            "s.e.",
            "exact",
            "bias",
            "variance",
            "exact",
            "ratio",
            "exact",
            "f",
            "a",
            "sample",
            "check",
            "note");
    String naive = lines.stream().filter(l -> l.startsWith("  naive")).findFirst().orElseThrow();
    assertThat(naive.indexOf('0')).isEqualTo(heads.indexOf("estimate ") + "estimate".length() - 1);
    assertThat(lines.get(lines.size() - 2)).startsWith("All 13 rows are inside: means within 4");
  }

  @Test
  void everyLineOfJsonIsAnObject() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : run("toy-bernoulli", Format.JSON).lines().toList()) {
      events.add(new ObjectMapper().readTree(line));
    }
    assertThat(events).hasSize(17);
    JsonNode naive = events.get(0);
    assertThat(naive.path("event").asText()).isEqualTo("row");
    assertThat(naive.path("estimator").asText()).isEqualTo("naive");
    assertThat(naive.path("estimate").asDouble(1)).isZero();
    assertThat(naive.path("truth").asDouble()).isEqualTo(1);
    assertThat(naive.path("check").asText()).isEqualTo("inside");
    assertThat(naive.has("ratio")).isFalse();
    JsonNode end = events.get(16);
    assertThat(end.path("event").asText()).isEqualTo("end");
    assertThat(end.path("outside").asInt(1)).isZero();
  }

  @Test
  void theGraphIsDrawnAndItsNodesAreListed() throws IOException {
    assertThat(run("graph", Format.TEXT))
        .contains("encoder.0", "eps ~ N(0, I)    the noise enters here", "elbo <---------------'")
        .contains("no gradient passes here without the trick");
    List<String> lines = run("graph", Format.JSON).lines().toList();
    JsonNode scale =
        lines.stream()
            .filter(line -> line.contains("\"name\":\"scale\""))
            .map(EstimatorsRunTest::read)
            .findFirst()
            .orElseThrow();
    assertThat(scale.path("gradient").get(0).asDouble()).isNotZero();
    assertThat(scale.path("gradient_without_trick").get(0).asDouble(1)).isZero();
  }

  @Test
  void aPageIsWrittenAndReplacedButNoFileOfAnother() throws IOException {
    Path page = folder.resolve("page.html");
    assertThat(run("graph", Format.TEXT, page, Existing.KEEP)).contains("The picture: " + page);
    assertThat(run("graph", Format.JSON, page, Existing.KEEP)).contains("\"event\":\"page\"");
    Files.writeString(page, "mine");
    assertThatThrownBy(() -> run("graph", Format.TEXT, page, Existing.KEEP))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot write the page [%s]: it exists and is no page of elbo estimators. Give --html another name, or --overwrite to replace a file."
                .formatted(page));
    assertThat(page).hasContent("mine");
    run("graph", Format.TEXT, page, Existing.REPLACE);
    assertThat(Files.readString(page)).contains("<svg");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(page);
    }
  }

  @Test
  void whatCannotBeRunIsAnErrorOfUsage() {
    assertThatThrownBy(() -> run("toy", Format.TEXT))
        .isInstanceOfSatisfying(
            ElboException.class, e -> assertThat(e.kind().exitCode()).isEqualTo(2))
        .hasMessage(
            "Cannot run the experiment [toy]: there is none of this name. Use toy-normal, toy-bernoulli, variance-table, failures or graph.");
    Path nowhere = folder.resolve("no/page.html");
    assertThatThrownBy(() -> run("graph", Format.TEXT, nowhere, Existing.KEEP))
        .hasMessage(
            "Cannot write the page [%s]: its folder does not exist or is not writable. Give --html a file in one that is."
                .formatted(nowhere));
  }

  private static JsonNode read(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String run(String name, Format format) {
    return run(name, format, null, Existing.KEEP);
  }

  private static String run(String name, Format format, Path html, Existing existing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EstimatorsRun.run(
        new EstimatorsRequest(
            Optional.ofNullable(name),
            OptionalLong.of(10_000),
            1,
            Optional.empty(),
            Optional.ofNullable(html),
            format,
            existing),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        what -> {});
    return out.toString(StandardCharsets.UTF_8);
  }
}
