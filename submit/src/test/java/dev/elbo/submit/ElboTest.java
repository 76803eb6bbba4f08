package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElboTest {
  @TempDir Path folder;
  private FakeSpark spark;

  @BeforeEach
  void setUp() {
    spark = new FakeSpark(folder);
  }

  private void refused(String message, String... arguments) {
    assertThat(spark.elbo(arguments)).isEqualTo(2);
    assertThat(spark.err()).isEqualTo("elbo: " + message + "\n");
    assertThat(spark.started()).isFalse();
  }

  @Test
  void trainHandsTheDriverWhatItWasTold() {
    int code =
        spark.elbo(
            "train",
            "digits.conf",
            "--set",
            "elbo.training.epochs=3",
            "--run-id",
            "try",
            "--overwrite",
            "--quiet",
            "--master",
            "local[2]",
            "--conf",
            "spark.x=a=b");
    assertThat(code).isZero();
    assertThat(spark.ofDriver())
        .containsExactly(
            "train",
            "digits.conf",
            "--set",
            "elbo.training.epochs=3",
            "--run-id",
            "try",
            "--overwrite",
            "--quiet");
    assertThat(spark.arguments())
        .containsSequence("--master", "local[2]")
        .containsSequence("--name", "elbo train digits")
        .containsSequence("--conf", "spark.x=a=b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 4, 5, 75, 143})
  void theExitCodeOfTheDriverIsTheCommands(int code) {
    assertThat(spark.says("exit " + code).elbo("train", "digits.conf")).isEqualTo(code);
    assertThat(spark.err()).isEmpty();
  }

  @Test
  void aFailureOfSparkSubmitItselfIsOneOfTheEnvironment() {
    assertThat(spark.says("exit 1").elbo("train", "digits.conf")).isEqualTo(5);
    assertThat(spark.err())
        .isEqualTo(
            "elbo: Cannot finish: spark-submit ended with the exit code [1], which is none of the driver's. Its messages above say why; elbo doctor looks at the machine.\n");
  }

  @Test
  void aDriverWithoutMemorySaysWhatToRaise() {
    assertThat(spark.says("exit 52").elbo("train", "digits.conf")).isEqualTo(5);
    assertThat(spark.err())
        .isEqualTo(
            "elbo: Cannot finish: the driver ran out of memory, so Spark ended it [exit code 52]. Raise --driver-memory; the same command goes on from the last checkpoint.\n");
  }

  @Test
  void aSparkSubmitThatDoesNotStartIsNamed() throws Exception {
    Path script = folder.resolve("spark/bin/spark-submit");
    Files.delete(script);
    assertThat(spark.elbo("train", "digits.conf")).isEqualTo(5);
    assertThat(spark.err())
        .startsWith("elbo: Cannot start spark-submit: [" + script + "] does not run (")
        .endsWith(
            "). Point SPARK_HOME to a Spark 3.5, or unset it to use the one that the build assembles.\n");
  }

  @Test
  void theDriverGetsOneNativeThreadATaskAndInLocalModeNoNeedOfANetwork() {
    spark.says("test \"$OMP_NUM_THREADS $SPARK_LOCAL_IP\" = \"1 127.0.0.1\" || exit 4");
    assertThat(spark.elbo("train", "digits.conf")).isZero();
  }

  @Test
  void aBadSettingStartsNoDriver() {
    refused(
        "Cannot use elbo.training.epochs (--set): [0] is less than [1]. Give 1 or more.",
        "train",
        "digits.conf",
        "--set",
        "elbo.training.epochs=0");
  }

  @Test
  void aSparkPropertyCountsAsASetting() {
    assertThat(spark.elbo("plan", "digits.conf", "--conf", "spark.elbo.training.epochs=none"))
        .isEqualTo(2);
    assertThat(spark.err()).contains("elbo.training.epochs", "[none]");
    assertThat(spark.started()).isFalse();
  }

  @Test
  void aMistypedVerbOrOptionIsAnErrorWithASuggestion() {
    refused(
        "Cannot read the command line: [trian] is no verb or argument of elbo. Did you mean plan or train or retrain? See elbo --help.",
        "trian",
        "digits.conf");
    setUp();
    refused(
        "Cannot read the command line: [--mastr] is no option of elbo train. Did you mean --master? See elbo train --help.",
        "train",
        "digits.conf",
        "--mastr",
        "yarn");
  }

  @Test
  void aMissingVerbOrFileIsNamed() {
    refused(
        "Cannot read the command line: a verb is missing: train, retrain, score, generate, evaluate, plan, doctor, estimators or models. See elbo --help.");
    setUp();
    refused(
        "Cannot read the command line: Missing required parameter: [CONF]. See elbo train --help.",
        "train");
  }

  @Test
  void whatSparkWouldDropOrHideIsRefused() {
    refused(
        "Cannot use --conf elbo.training.epochs: Spark drops properties whose names do not start with [spark.]. Use --set for a setting of Elbo.",
        "train",
        "digits.conf",
        "--conf",
        "elbo.training.epochs=3");
    setUp();
    refused(
        "Cannot start the driver: the master [local[*]] runs no drivers for others. Use --deploy-mode client, or the --master of a cluster: yarn, spark://host:7077, k8s://host:6443.",
        "train",
        "digits.conf",
        "--conf",
        "spark.submit.deployMode=cluster");
  }

  @Test
  void inheritedVariablesThatCostSpeedAreNamedOnceUnlessQuiet() {
    spark.environment("OPENBLAS_CORETYPE", "Haswell");
    assertThat(spark.elbo("train", "digits.conf")).isZero();
    assertThat(spark.err()).containsOnlyOnce("elbo: OPENBLAS_CORETYPE is set [Haswell]");
    setUp();
    spark.environment("OPENBLAS_CORETYPE", "Haswell");
    assertThat(spark.elbo("train", "digits.conf", "--quiet")).isZero();
    assertThat(spark.err()).isEmpty();
  }
}
