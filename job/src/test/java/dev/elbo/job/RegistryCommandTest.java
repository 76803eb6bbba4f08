package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.distribution.Noise;
import dev.elbo.registry.Lease;
import dev.elbo.registry.ModelAddress;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.registry.Origin;
import dev.elbo.store.Model;
import dev.elbo.store.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actions of models on versions of two trained models, the second with wider latents. */
class RegistryCommandTest {
  private static final Configuration CONF = new Configuration();
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir static Path folder;
  private static List<Path> trained;

  @TempDir Path dir;
  private Path models;
  private String out;
  private String err;

  @BeforeAll
  static void train() throws Exception {
    StringBuilder csv = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 60; i++) {
      Noise noise = Noise.of(1, 0, 0, 0).at(i);
      csv.append(noise.gaussian(0)).append(',').append(noise.gaussian(1)).append(",2\n");
    }
    Path rows = Files.writeString(folder.resolve("rows.csv"), csv);
    String base =
        """
        elbo.data { format = csv, path = "%s", scale = minmax, validation.fraction = 0 }
        elbo.model { encoder = [6], decoder = [5], likelihood = gaussian }
        elbo.training { epochs = 1, batch-size = 8, shards = 1 }
        """
            .formatted(rows);
    trained = new ArrayList<>();
    for (int dimension : List.of(1, 2)) {
      String more = "elbo.model.latent.dimension = " + dimension;
      trained.add(
          Path.of(
              Trainings.train(Sparks.local(2), folder.resolve("output"), base, more).directory()));
    }
  }

  @BeforeEach
  void twoVersionsOfWhichTheFirstIsChampion() {
    models = dir.resolve("models/numbers");
    ModelRegistry registry = ModelRegistry.open(CONF, dir.toString(), "numbers");
    for (Path run : trained) {
      String id = run.getFileName().toString();
      registry.add(
          new RunDirectory(CONF, folder.resolve("output").toString(), id),
          new Origin(id, Optional.of("day=" + id.length()), 60, Map.of("validation", -2.5)));
    }
    assertThat(elbo("promote", "1", "--why", "the first")).as(err).isZero();
  }

  private int elbo(String action, String... more) {
    List<String> words = new ArrayList<>(List.of("models", action, models.toString()));
    words.addAll(List.of(more));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      return Main.run(
          words.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8));
    } finally {
      System.setOut(console);
      out = printed.toString(StandardCharsets.UTF_8);
      err = said.toString(StandardCharsets.UTF_8);
    }
  }

  private List<JsonNode> events() throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String line : out.lines().toList()) {
      events.add(new ObjectMapper().readTree(line));
    }
    return events;
  }

  private static String id(int version) {
    return trained.get(version - 1).getFileName().toString();
  }

  @Test
  void theListHasAStarAtTheChampionAndTheHistoryBelow() {
    assertThat(elbo("list")).as(err).isZero();
    String time = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC";
    assertThat(out.lines())
        .satisfiesExactly(
            line -> assertThat(line).matches(" +version +added +run +rows +validation +holdout"),
            line ->
                assertThat(line).matches("\\* +v00000001 +" + time + " +" + id(1) + " +60 +-2.500"),
            line ->
                assertThat(line).matches(" +v00000002 +" + time + " +" + id(2) + " +60 +-2.500"),
            line -> assertThat(line).isEmpty(),
            line ->
                assertThat(line).matches(time + " +promote +v00000001 by [^ ]+@[^ ]+: the first"));
  }

  @Test
  void programsGetAnObjectALine() throws Exception {
    assertThat(elbo("list", "--json")).as(err).isZero();
    assertThat(events())
        .map(event -> event.path("event").asText() + " " + event.path("version").asText())
        .containsExactly("version v00000001", "version v00000002", "change v00000001");
    JsonNode first = events().get(0);
    assertThat(first.path("champion").asBoolean()).isTrue();
    assertThat(first.path("origin").path("run_id").asText()).isEqualTo(id(1));
    assertThat(first.path("origin").path("elbo").path("validation").asDouble()).isEqualTo(-2.5);
    assertThat(events().get(2).path("why").asText()).isEqualTo("the first");
    assertThat(events().get(2).path("action").asText()).isEqualTo("promote");
  }

  @Test
  void aVersionIsShownWithItsNetwork() throws Exception {
    assertThat(elbo("show")).as(err).isZero();
    assertThat(out)
        .containsPattern("version +v00000001, the champion\n")
        .containsPattern("run id +" + id(1) + "\n")
        .containsPattern("columns +3: a, b, c\n")
        .containsPattern("latent.dimension +1\n")
        .containsPattern("files +4, [0-9,]+ bytes\n")
        .contains("promote   v00000001 by ");
    assertThat(elbo("show", "2", "--json")).as(err).isZero();
    JsonNode event = events().get(0);
    assertThat(event.path("champion").asBoolean()).isFalse();
    assertThat(event.path("architecture").path("latent").path("dimension").asInt()).isEqualTo(2);
    assertThat(event.path("files").size()).isEqualTo(4);
  }

  @Test
  void aDiffNamesWhatIsNotTheSame() throws Exception {
    assertThat(elbo("diff", "v2")).as(err).isZero();
    assertThat(out)
        .startsWith("v00000001 -> v00000002\norigin\n")
        .containsPattern("  run_id +" + id(1) + " -> " + id(2) + "\n")
        .containsPattern("settings\n  elbo.model.latent.dimension +1 -> 2\n")
        .contains("schema: the same\n")
        .containsPattern("architecture\n  latent.dimension +1 -> 2\n")
        .containsPattern("posterior.mean.weight +\\[6, 1\\] -> \\[6, 2\\]\n")
        .containsPattern("encoder.0.weight +\\[3, 6\\] +[0-9.e-]+ +[0-9.e-]+ +[0-9.e-]+\n")
        .doesNotContain("validation");
  }

  @Test
  void theDistanceIsEuclidean() throws Exception {
    assertThat(elbo("diff", "2", "1", "--json")).as(err).isZero();
    JsonNode tensor =
        events().stream()
            .filter(event -> event.path("tensor").path("name").asText().equals("encoder.0.weight"))
            .findFirst()
            .orElseThrow()
            .path("tensor");
    float[] a = weights(1);
    float[] b = weights(2);
    double squares = 0;
    double norm = 0;
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      squares += Math.pow((double) a[i] - b[i], 2);
      norm += Math.pow(a[i], 2);
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    assertThat(squares).isPositive();
    assertThat(tensor.path("distance").asDouble()).isEqualTo(Math.sqrt(squares));
    assertThat(tensor.path("relative").asDouble()).isEqualTo(Math.sqrt(squares) / Math.sqrt(norm));
    assertThat(tensor.path("largest").asDouble()).isEqualTo(largest);
    assertThat(elbo("diff", "1", "1", "--json")).isZero();
    assertThat(events())
        .allSatisfy(
            event -> assertThat(event.path("tensor").path("distance").asDouble(-1)).isEqualTo(0));
  }

  private float[] weights(int version) {
    Model model = ModelAddress.read(CONF, models + "/versions/v0000000" + version);
    return model.parameters().get(0).floats();
  }

  @Test
  void theListNamesWhoHoldsTheLease() throws Exception {
    try (Lease lease =
        ModelRegistry.open(CONF, dir.toString(), "numbers").leases(HOUR).take("n1")) {
      assertThat(elbo("list")).as(err).isZero();
      assertThat(out)
          .containsPattern(
              "\\nlease held by n1, process %d on .* since .*; last sign of life .* UTC\n"
                  .formatted(lease.holder().pid()));
      assertThat(elbo("list", "--json")).isZero();
      assertThat(events().get(3).path("event").asText()).isEqualTo("lease");
      assertThat(events().get(3).path("lease_seconds").asDouble()).isEqualTo(3600);
    }
    assertThat(elbo("list")).isZero();
    assertThat(out).doesNotContain("lease");
  }

  @Test
  void aNameIsItsChampionForThoseWhoPutAModelToWork() throws Exception {
    for (int version : List.of(1, 2)) {
      assertThat(elbo("promote", Integer.toString(version), "--why", "its turn")).isZero();
      List<String> rows = new ArrayList<>();
      for (Path model : List.of(models, trained.get(version - 1))) {
        Path table = dir.resolve("rows-" + rows.size() + "-" + version);
        assertThat(
                Main.run(
                    new String[] {
                      "generate",
                      model.toString(),
                      "--out",
                      table.toString(),
                      "--rows",
                      "5",
                      "--out-format",
                      "csv",
                      "--quiet"
                    },
                    System.err))
            .isZero();
        rows.add(csv(table));
      }
      assertThat(rows.get(0)).isNotEmpty().isEqualTo(rows.get(1));
    }
  }

  private static String csv(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
        text.append(Files.readString(file));
      }
      return text.toString();
    }
  }

  @Test
  void promoteRollbackAndPruneSayWhatTheyDid() {
    assertThat(elbo("promote", "2", "--why", "wider")).isZero();
    assertThat(out)
        .matches("The champion is v00000002 \\(before: v00000001\\), since .* by .*@.*: wider\n");
    assertThat(elbo("rollback", "--why", "too wide")).isZero();
    assertThat(out).startsWith("The champion is v00000001 (before: v00000002), since ");
    assertThat(elbo("prune", "--keep", "1")).isZero();
    assertThat(out).isEqualTo("Nothing to prune.\n");
    assertThat(elbo("promote", "2", "--why", "wide enough")).isZero();
    assertThat(elbo("prune", "--keep", "1")).isZero();
    assertThat(out).isEqualTo("Nothing to prune.\n");
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(elbo("promote", "7", "--why", "luck")).isEqualTo(2);
    assertThat(err).startsWith("elbo: Cannot find version [v00000007] in [file:" + models + "]");
    models = dir.resolve("elsewhere");
    assertThat(elbo("list")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "elbo: Cannot find models in [file:%s]: there are neither versions nor a champion. Give OUTPUT_DIR/models/NAME, of the settings elbo.output.dir and elbo.output.name of the retraining.\n"
                .formatted(models));
  }
}
