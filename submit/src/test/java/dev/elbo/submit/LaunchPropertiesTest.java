package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchPropertiesTest {
  private static final String LIMITS_4G =
      "-Dorg.bytedeco.javacpp.maxbytes=1536m -Dorg.bytedeco.javacpp.maxphysicalbytes=6144m";
  private static final String LIMITS_1G =
      "-Dorg.bytedeco.javacpp.maxbytes=768m -Dorg.bytedeco.javacpp.maxphysicalbytes=2048m";

  private static final String YOUNG = " -XX:+UseParallelGC -Xmn192m";

  @TempDir Path folder;
  private FakeSpark spark;

  @BeforeEach
  void setUp() {
    spark = new FakeSpark(folder);
  }

  private Map<String, String> properties(String master, Map<String, String> user) {
    return LaunchProperties.of(spark.around(), new Master(master), DeployMode.of(user), user, user);
  }

  @Test
  void aLocalRunGetsMemoryAndNoPagesToServe() {
    assertThat(properties("local[*]", Map.of()))
        .containsExactly(
            Map.entry("spark.ui.showConsoleProgress", "false"),
            Map.entry("spark.ui.enabled", "false"),
            Map.entry("spark.broadcast.compress", "false"),
            Map.entry("spark.task.maxDirectResultSize", "64m"),
            Map.entry("spark.driver.extraClassPath", jar()),
            Map.entry("spark.driver.memory", "4096m"),
            Map.entry("spark.driver.extraJavaOptions", LIMITS_4G + YOUNG));
  }

  @Test
  void aSmallMachineGivesHalfOfItsMemory() {
    spark.machine(3000, 2);
    assertThat(properties("local[2]", Map.of()))
        .containsEntry("spark.driver.memory", "1500m")
        .containsEntry(
            "spark.driver.extraJavaOptions",
            "-Dorg.bytedeco.javacpp.maxbytes=768m -Dorg.bytedeco.javacpp.maxphysicalbytes=2524m"
                + YOUNG);
  }

  @Test
  void aClusterGetsExecutorsWithRoomBesideTheHeap() {
    assertThat(properties("yarn", Map.of()))
        .containsOnly(
            Map.entry("spark.ui.showConsoleProgress", "false"),
            Map.entry("spark.executor.memoryOverhead", "1g"),
            Map.entry("spark.executor.extraJavaOptions", LIMITS_1G),
            Map.entry("spark.driver.extraJavaOptions", LIMITS_1G));
  }

  @Test
  void whatTheUserSetIsKept() {
    Map<String, String> user =
        Map.of(
            "spark.ui.enabled", "true",
            "spark.ui.showConsoleProgress", "true",
            "spark.driver.memory", "4g",
            "spark.driver.extraClassPath", "/opt/codecs.jar",
            "spark.broadcast.compress", "true",
            "spark.task.maxDirectResultSize", "1m",
            "spark.driver.extraJavaOptions", "-XX:+UseG1GC");
    assertThat(properties("local", user))
        .containsOnly(
            Map.entry("spark.ui.enabled", "true"),
            Map.entry("spark.ui.showConsoleProgress", "true"),
            Map.entry("spark.driver.memory", "4g"),
            Map.entry("spark.driver.extraClassPath", jar() + ":/opt/codecs.jar"),
            Map.entry("spark.broadcast.compress", "true"),
            Map.entry("spark.task.maxDirectResultSize", "1m"),
            Map.entry("spark.driver.extraJavaOptions", LIMITS_4G + " -XX:+UseG1GC"));
  }

  private String jar() {
    return folder + "/job/target/elbo-job.jar";
  }

  @Test
  void theUsersOverheadDecidesTheLimitsOfTheExecutors() {
    assertThat(
            properties(
                "spark://host:7077",
                Map.of("spark.executor.memory", "8g", "spark.executor.memoryOverhead", "4g")))
        .containsEntry(
            "spark.executor.extraJavaOptions",
            "-Dorg.bytedeco.javacpp.maxbytes=3072m -Dorg.bytedeco.javacpp.maxphysicalbytes=12288m");
    assertThat(properties("yarn", Map.of("spark.executor.memoryOverheadFactor", "0.5")))
        .doesNotContainKey("spark.executor.memoryOverhead")
        .containsEntry(
            "spark.executor.extraJavaOptions",
            "-Dorg.bytedeco.javacpp.maxbytes=384m -Dorg.bytedeco.javacpp.maxphysicalbytes=1536m");
  }

  @Test
  void theOwnersDefaultsOfSparkAreNotOverruled() {
    spark.write(
        "spark/conf/spark-defaults.conf",
        "spark.driver.memory 2g\nspark.ui.enabled=true\nspark.master  local[3]\n");
    assertThat(spark.elbo("train", "digits.conf")).isZero();
    assertThat(spark.arguments())
        .containsSequence("--master", "local[3]")
        .noneMatch(word -> word.startsWith("spark.driver.memory"))
        .noneMatch(word -> word.startsWith("spark.ui.enabled"))
        .contains("spark.driver.extraJavaOptions=" + LIMITS_1G.replace("2048m", "3072m") + YOUNG);
  }

  @Test
  void aHeapFromTheEnvironmentIsKept() {
    spark.environment("SPARK_DRIVER_MEMORY", "4g");
    assertThat(properties("local[*]", Map.of()))
        .doesNotContainKey("spark.driver.memory")
        .containsEntry("spark.driver.extraJavaOptions", LIMITS_4G + YOUNG);
  }

  @Test
  void theDriverLogsAsTheCopyOfElboSaysUnlessSparkDoes() {
    spark.write("conf/log4j2.properties", "");
    String option = "-Dlog4j2.configurationFile=file://" + folder + "/conf/log4j2.properties";
    assertThat(properties("local", Map.of()).get("spark.driver.extraJavaOptions")).endsWith(option);
    spark.write("spark/conf/log4j2.properties", "");
    assertThat(properties("local", Map.of()).get("spark.driver.extraJavaOptions"))
        .doesNotContain("log4j2");
  }

  @Test
  void aLocalDriverMapsTheArchiveOfItsClassesIfThereIsOne() {
    spark.write("submit/target/elbo.jsa", "");
    assertThat(properties("local[2]", Map.of()).get("spark.driver.extraJavaOptions"))
        .contains(" -XX:SharedArchiveFile=" + folder + "/submit/target/elbo.jsa ");
    assertThat(properties("yarn", Map.of()).get("spark.driver.extraJavaOptions"))
        .doesNotContain("elbo.jsa");
  }
}
