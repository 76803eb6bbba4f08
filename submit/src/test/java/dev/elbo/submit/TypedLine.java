package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.apache.spark.util.Utils;
import picocli.CommandLine;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map.Map1;

/**
 * A line that somebody types, held against the programs that it is for.
 *
 * @param words the program and what follows it
 */
record TypedLine(List<String> words) {
  /** Of this repository; what else a line names belongs to its reader. */
  private static final Pattern OURS =
      Pattern.compile("(?<![\\w./:-])(?:file:)?((?:conf|job|submit)/[\\w./-]+)");

  private static final String BUILT = "(job|submit)/target/.*";

  /** Of these Spark reads whatever name stands behind. */
  private static final String CATALOG = "spark.sql.catalog.";

  /** Taken apart as by a shell. */
  static TypedLine of(String text) {
    return new TypedLine(JavaConverters.seqAsJavaList(Utils.splitCommandString(text)));
  }

  private String[] arguments() {
    return words.subList(1, words.size()).toArray(String[]::new);
  }

  /** The command takes it. */
  void assertElboTakes(CommandLine elbo) {
    elbo.parseArgs(arguments());
    assertKnown();
  }

  /** Spark takes it, and what stands after the jar our driver; or there is such an example. */
  void assertSparkSubmitTakes() {
    SparkSubmitArguments spark =
        new SparkSubmitArguments(
            JavaConverters.asScalaBuffer(List.of(arguments())),
            new Map1<>("HADOOP_CONF_DIR", "/etc/hadoop"));
    assertThat(spark.primaryResource()).endsWith(".jar");
    if (spark.mainClass().equals("dev.elbo.job.Main")) {
      assertDriverTakes(JavaConverters.seqAsJavaList(spark.childArgs()));
      assertKnown();
    } else {
      String file = spark.mainClass().replace('.', '/') + ".java";
      assertThat(Clone.ROOT.resolve("job/src/examples/java").resolve(file)).exists();
    }
  }

  /** Our driver takes what stands after the jar. */
  static void assertDriverTakes(List<String> words) {
    new CommandLine(dev.elbo.job.Main.class)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(words.toArray(String[]::new));
  }

  /** Files of ours exist, properties and settings are known and their values may be. */
  private void assertKnown() {
    OURS.matcher(String.join(" ", words))
        .results()
        .map(found -> found.group(1))
        .filter(file -> !file.matches(BUILT))
        .forEach(file -> assertThat(Clone.ROOT.resolve(file)).exists());
    Map<String, String> properties = new HashMap<>();
    for (String assignment : after("--conf")) {
      String[] sides = assignment.split("=", 2);
      properties.put(sides[0], sides[1]);
      assertThat(sides[0]).matches(p -> p.startsWith(CATALOG) || SparkProperties.isKnown(p));
    }
    String file =
        words.stream()
            .filter(word -> word.matches("conf/\\w+\\.conf"))
            .findFirst()
            .orElse("conf/digits.conf");
    ResolvedSettings.read(
        new Sources(
            after("--set"),
            properties,
            Map.of(),
            Clone.ROOT.resolve(file).toString(),
            Clone.ROOT.toString()),
        new Configuration());
  }

  /** What follows each option of the name. */
  private List<String> after(String option) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i - 1).equals(option)) {
        values.add(words.get(i));
      }
    }
    return values;
  }
}
