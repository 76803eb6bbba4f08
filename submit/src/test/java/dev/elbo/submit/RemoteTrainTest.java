package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver on the cluster as its command sees it; a script plays spark-submit and the driver. */
class RemoteTrainTest {
  /**
   * What spark-submit 3.5.5 logs of a driver on a standalone cluster, after the level and class.
   */
  private static final String STANDALONE =
      """
      say 'INFO ClientEndpoint: Driver successfully submitted as driver-20260101000000-0007'
      say 'INFO ClientEndpoint: State of driver-20260101000000-0007 is RUNNING'
      say 'INFO ClientEndpoint: Driver running on 10.0.0.5:41234 (worker-1)'
      """;

  @TempDir Path folder;
  private FakeSpark spark;

  @BeforeEach
  void setUp() {
    spark = new FakeSpark(folder);
    spark.write(
        "digits.conf",
        "elbo.data { format = csv, path = \"hdfs://a/rows.csv\" }\nelbo.output.dir = out\n");
  }

  /** A script in which {@code say} logs a line and {@code prints JSON} is the driver's console. */
  private FakeSpark script(String... steps) {
    return spark.says(
        """
        say() { printf '%s\\n' "$1" >&2; }
        while [ "$1" != --console ]; do shift; done
        console="${2#file:}"
        prints() { mkdir -p "$(dirname "$console")"; printf '%s' "$1" > "$console"; }
        cp "${4#file:}" "$(dirname "$0")/settings" 2>/dev/null
        """
            + String.join("\n", steps));
  }

  private static String ends(int code, String line) {
    return "prints '{\"format_version\":1,\"skipped\":0,\"lines\":[{\"stream\":\"out\",\"text\":\"%s\"}],\"exit_code\":%d}'"
        .formatted(line, code);
  }

  private int train(String... more) {
    List<String> words = List.of("train", "digits.conf", "--deploy-mode", "cluster");
    return spark.elbo(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 4, 5})
  void theExitCodeIsTheDriversWhateverSparkSubmitSays(int code) throws IOException {
    script(STANDALONE, ends(code, "epoch 1/1"), "exit " + (code == 0 ? 1 : 0));
    assertThat(train("--master", "spark://host:7077")).isEqualTo(code);
    assertThat(spark.out().lines())
        .containsSubsequence(
            "driver-20260101000000-0007 is SUBMITTED",
            "driver-20260101000000-0007 is RUNNING",
            "Its log: work/driver-20260101000000-0007/stderr in the Spark of worker 10.0.0.5, also on the worker's web page")
        .contains("epoch 1/1");
    try (Stream<Path> left = Files.list(folder.resolve("out/launches"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theDriverIsToldWhereItsSettingsAndItsConsoleAre() throws IOException {
    script(STANDALONE, ends(0, ""));
    assertThat(
            train(
                "--master",
                "spark://host:7077",
                "--set",
                "elbo.training.epochs=3",
                "--run-id",
                "x",
                "--job-jar",
                "hdfs:///elbo-job.jar"))
        .isZero();
    List<String> all = spark.arguments();
    assertThat(all)
        .contains(
            "spark.submit.deployMode=cluster", "spark.standalone.submit.waitAppCompletion=true")
        .anySatisfy(
            word ->
                assertThat(word)
                    .startsWith("spark.driver.extraJavaOptions=")
                    .contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"));
    List<String> driver = all.subList(all.indexOf("hdfs:///elbo-job.jar") + 1, all.size());
    String launch = "file:" + folder + "/out/launches/";
    assertThat(driver).hasSize(6);
    assertThat(driver.get(0)).isEqualTo("--console");
    assertThat(driver.get(1)).startsWith(launch).endsWith("/console.json");
    assertThat(driver.get(2)).isEqualTo("train");
    assertThat(driver.get(3)).startsWith(launch).endsWith("/settings.conf");
    assertThat(driver.subList(4, 6)).containsExactly("--run-id", "x");
    assertThat(Files.readString(folder.resolve("spark/bin/settings")))
        .containsPattern("\"epochs\" ?: ?3")
        .contains("hdfs://a/rows.csv");
    assertThat(spark.err())
        .contains("elbo: elbo.output.dir is a local path [file:" + folder + "/out]: every node");
  }

  @Test
  void yarnsStatesAndPageAreToldAsEvents() {
    script(
        "test -n \"$SPARK_SUBMIT_OPTS\" || exit 9",
        "say 'INFO Client: Submitted application application_1_0001'",
        "say 'INFO Client: Application report for application_1_0001 (state: ACCEPTED)'",
        "printf 'INFO Client: \\n\\t client token: N/A\\n\\t tracking URL: http://rm/1\\n' >&2",
        "say 'INFO Client: Application report for application_1_0001 (state: RUNNING)'",
        ends(3, "x"),
        "exit 1");
    assertThat(train("--master", "yarn", "--json", "--queue", "q")).isEqualTo(3);
    assertThat(spark.out().lines().filter(line -> line.startsWith("{")))
        .containsExactly(
            "{\"event\":\"application\",\"id\":\"application_1_0001\",\"state\":\"SUBMITTED\",\"log\":\"yarn logs -applicationId application_1_0001\"}",
            "{\"event\":\"application\",\"id\":\"application_1_0001\",\"state\":\"ACCEPTED\",\"log\":\"yarn logs -applicationId application_1_0001\"}",
            "{\"event\":\"application\",\"id\":\"application_1_0001\",\"state\":\"RUNNING\",\"log\":\"yarn logs -applicationId application_1_0001\",\"page\":\"http://rm/1\"}");
    assertThat(spark.arguments()).contains("spark.yarn.queue=q", "spark.yarn.maxAppAttempts=1");
  }

  @Test
  void aDriverThatEndsWithoutAWordIsAFailureThatPointsAtItsLog() {
    script(
        STANDALONE,
        "prints '{\"format_version\":1,\"skipped\":0,\"lines\":[]}'",
        "say 'INFO ClientEndpoint: State of driver driver-20260101000000-0007 is FAILED, exiting spark-submit JVM.'");
    assertThat(train("--master", "spark://host:7077")).isEqualTo(5);
    assertThat(spark.err())
        .endsWith(
            "elbo: Cannot finish: the driver ended without a word, and the standalone master says [FAILED]. Its log may say why: work/driver-20260101000000-0007/stderr in the Spark of worker 10.0.0.5, also on the worker's web page. The same command goes on from the last checkpoint.\n");
  }

  @Test
  void aSparkSubmitThatSubmitsNothingIsHeard() {
    script("say 'ERROR ClientEndpoint: All masters are unresponsive! Giving up.'", "exit 255");
    assertThat(train("--master", "spark://host:7077")).isEqualTo(5);
    assertThat(spark.err())
        .contains("All masters are unresponsive")
        .endsWith(
            "elbo: Cannot start the driver on the cluster: spark-submit ended with the exit code [255]. Its messages above say why.\n");
  }

  @Test
  void settingsThatHoldASecretAreNotCopied() {
    spark.write(
        "digits.conf",
        "elbo.data { format = jdbc, path = t, options { url = \"jdbc:h2:x\", password = p } }\n");
    assertThat(train("--master", "yarn")).isEqualTo(2);
    assertThat(spark.err())
        .endsWith(
            "elbo: Cannot hand the settings to a driver on another machine: elbo.data.options.password (digits.conf: 1) holds a secret, which others could read there. Put the settings file where the driver can read it and you alone may, and give its URI.\n");
    assertThat(spark.started()).isFalse();
  }

  @Test
  void theOtherVerbsSayThatTheyRunHere() {
    assertThat(
            spark.elbo(
                "generate", "m", "--out", "o", "--master", "yarn", "--deploy-mode", "cluster"))
        .isEqualTo(2);
    assertThat(spark.err())
        .isEqualTo(
            "elbo: Cannot generate in deploy mode [cluster]: the result of this verb is told here, and only train is followed on the cluster. Use --deploy-mode client: the tasks run on the cluster all the same.\n");
  }

  @Test
  void aPlanRunsHereAndShowsTheLineOfTheClusterWithoutSecrets() {
    assertThat(
            spark.elbo(
                "plan",
                "digits.conf",
                "--master",
                "yarn",
                "--deploy-mode",
                "cluster",
                "--conf",
                "spark.hadoop.fs.s3a.secret.key=hush",
                "--conf",
                "spark.executor.extraJavaOptions=-Dpassword=hush",
                "--set",
                "elbo.data.format=json",
                "--set",
                "elbo.data.options.password=hush"))
        .isZero();
    assertThat(spark.arguments()).contains("spark.submit.deployMode=client");
    assertThat(spark.out())
        .contains("spark.submit.deployMode=cluster", "redacted")
        .doesNotContain("hush");
  }
}
