package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties files of conf/spark. */
class ProfilesTest {
  /** Spark reads them by name. */
  private static final List<String> UNREGISTERED = List.of("spark.master", "spark.local.dir");

  /** Of these Spark reads whatever name stands in the place of gpu. */
  private static final String RESOURCES =
      "spark\\.(executor|task)\\.resource\\.gpu\\.(amount|vendor|discoveryScript)";

  @TempDir Path folder;

  private static Path profile(String name) {
    return Clone.ROOT.resolve("conf/spark/" + name + ".conf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "standalone", "yarn", "kubernetes"})
  void sparkKnowsEveryPropertyAlsoThoseThatAreCommentedOut(String name) throws IOException {
    Path all = folder.resolve("all.conf");
    Files.writeString(all, Files.readString(profile(name)).replaceAll("(?m)^#spark", "spark"));
    Map<String, String> properties = SparkHome.properties(all);
    assertThat(properties).hasSizeGreaterThan(4);
    assertThat(properties.keySet())
        .allSatisfy(
            key ->
                assertThat(
                        UNREGISTERED.contains(key)
                            || key.matches(RESOURCES)
                            || SparkProperties.isKnown(key))
                    .as(key)
                    .isTrue());
    assertThat(properties.values()).noneMatch(String::isEmpty);
    properties.forEach(
        (key, value) -> {
          if (key.matches("spark\\.\\w+\\.memory(Overhead)?")) {
            assertThat(MemorySize.mebibytes(key, value)).isGreaterThan(512);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "standalone", "yarn", "kubernetes"})
  void everyLineIsExplained(String name) throws IOException {
    List<String> lines = Files.readAllLines(profile(name));
    for (int i = 1; i < lines.size(); i++) {
      boolean isFirstOfGroup =
          lines.get(i).matches("#?spark\\..*") && !lines.get(i - 1).matches("#?spark\\..*");
      if (isFirstOfGroup) {
        assertThat(lines.get(i - 1)).as(lines.get(i)).startsWith("# ");
      }
    }
  }

  @Test
  void aProfileTakesThePlaceOfSparksDefaults() {
    FakeSpark spark = new FakeSpark(folder);
    spark.write("spark/conf/spark-defaults.conf", "spark.master spark://other:1\n");
    assertThat(spark.elbo("train", "digits.conf", "--properties-file", profile("local").toString()))
        .isZero();
    assertThat(spark.arguments())
        .containsSequence("--master", "local[*]")
        .containsSequence("--properties-file", profile("local").toString())
        .noneMatch(word -> word.startsWith("spark.driver.memory="));
  }
}
