package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanAndDoctorTest {
  @TempDir Path folder;
  private FakeSpark spark;

  @BeforeEach
  void setUp() {
    spark = new FakeSpark(folder);
  }

  @Test
  void planAsksTheDriverAndPrintsTheLineOfTrain() {
    assertThat(spark.elbo("plan", "digits.conf", "--set", "elbo.training.epochs=3", "--overwrite"))
        .isZero();
    assertThat(spark.ofDriver())
        .containsExactly("plan", "digits.conf", "--set", "elbo.training.epochs=3");
    assertThat(spark.out())
        .startsWith(
            "\nThe spark-submit line of train:\nMALLOC_ARENA_MAX=2 OMP_NUM_THREADS=1 SPARK_LOCAL_IP=127.0.0.1 "
                + folder)
        .endsWith(" train digits.conf --set elbo.training.epochs=3 --overwrite\n");
  }

  @Test
  void theLineOfAQuietPlanRunsAsItStands() throws Exception {
    assertThat(spark.says("echo profile").elbo("plan", "digits.conf", "--quiet")).isZero();
    assertThat(spark.out()).contains("OMP_NUM_THREADS=1 ").doesNotContain("profile");
    Process shell = new ProcessBuilder("sh", "-c", spark.out()).inheritIO().start();
    assertThat(shell.waitFor()).isZero();
    assertThat(spark.ofDriver()).containsExactly("train", "digits.conf", "--quiet");
  }

  @Test
  void aPlanThatFailsHasNoLine() {
    assertThat(spark.says("exit 3").elbo("plan", "digits.conf")).isEqualTo(3);
    assertThat(spark.out()).isEmpty();
  }

  @Test
  void asJsonEveryLineIsAnEvent() {
    assertThat(spark.says("echo 'rows \"600\"'").elbo("plan", "digits.conf", "--json")).isZero();
    List<JsonNode> events =
        spark.out().lines().map(line -> Events.parse(line).orElseThrow()).toList();
    assertThat(events).extracting(e -> e.path("event").asText()).containsExactly("line", "submit");
    assertThat(events.get(0).path("text").asText()).isEqualTo("rows \"600\"");
    assertThat(events.get(1).path("command").get(0).asText())
        .isEqualTo(folder + "/spark/bin/spark-submit");
  }

  @Test
  void doctorTellsWhatTheCommandFindsAndAsksTheDriver() {
    spark.environment("OPENBLAS_CORETYPE", "Haswell");
    assertThat(spark.elbo("doctor", "--master", "local[2]")).isZero();
    assertThat(spark.out())
        .contains("java         17")
        .contains("spark        3.5.5, " + folder + "/spark\n")
        .contains("master       local[2]\n")
        .contains("machine      16,384 MiB, 4 cores\n")
        .contains("gpu          ")
        .contains("-> OPENBLAS_CORETYPE is set [Haswell]");
    assertThat(spark.ofDriver()).containsExactly("doctor");
  }
}
