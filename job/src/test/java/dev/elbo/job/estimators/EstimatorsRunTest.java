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
            "mean",
            "bias",
            "variance",
            "variance",
            "ratio",
            "ratio",
            "sample",
            "expected",
            "note");
    assertThat(lines.get(lines.indexOf(heads) - 1).split(" +"))
        .containsExactly("", "exact", "exact", "exact", "evaluations", "a", "as");
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
    assertThat(end.path("checked").asInt()).isEqualTo(16);
    assertThat(end.path("unchecked").asInt(1)).isZero();
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

  @Test
  void fewSamplesAreCountedAsUnchecked() {
    List<String> lines =
        run(request("toy-bernoulli", OptionalLong.of(200), Optional.empty())).lines().toList();
    JsonNode end = read(lines.get(lines.size() - 1));
    assertThat(end.path("checked").asInt(1)).isZero();
    assertThat(end.path("unchecked").asInt()).isEqualTo(16);
  }

  @Test
  void whatAnExperimentHasNoUseForIsRefused() {
    assertThatThrownBy(() -> run(request("toy-normal", OptionalLong.empty(), Optional.of("3-2"))))
        .isInstanceOfSatisfying(
            ElboException.class, e -> assertThat(e.kind().exitCode()).isEqualTo(2))
        .hasMessage(
            "Cannot use --network: [toy-normal] has no use for it. Leave it out, or name graph.");
    assertThatThrownBy(() -> run(request("graph", OptionalLong.of(200), Optional.empty())))
        .hasMessage("Cannot use --samples: [graph] has no use for it. Leave it out.");
    Path page = folder.resolve("list.html");
    assertThatThrownBy(() -> run(null, Format.TEXT, page, Existing.KEEP))
        .hasMessage(
            "Cannot use --html: [a list of the experiments] has no use for it. Name an experiment, such as toy-normal, or graph.");
    assertThat(page).doesNotExist();
  }

  private static EstimatorsRequest request(
      String name, OptionalLong samples, Optional<String> network) {
    return new EstimatorsRequest(
        Optional.of(name), samples, 1, network, Optional.empty(), Format.JSON, Existing.KEEP);
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
    boolean measures = name != null && !name.equals("graph");
    return run(
        new EstimatorsRequest(
            Optional.ofNullable(name),
            measures ? OptionalLong.of(10_000) : OptionalLong.empty(),
            1,
            Optional.empty(),
            Optional.ofNullable(html),
            format,
            existing));
  }

  private static String run(EstimatorsRequest request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EstimatorsRun.run(request, new PrintStream(out, true, StandardCharsets.UTF_8), what -> {});
    return out.toString(StandardCharsets.UTF_8);
  }
}
