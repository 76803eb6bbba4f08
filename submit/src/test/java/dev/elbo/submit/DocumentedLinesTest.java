package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map.Map1;

/**
 * Every line that the documentation and the settings files show to be typed is one that the
 * programs take: Spark's own parser, the driver's, and the command's.
 */
class DocumentedLinesTest {
  /** Of the repository, files and folders of files. */
  private static final List<String> PLACES =
      List.of(
          "README.md",
          "CONTRIBUTING.md",
          "common/README.md",
          "job/README.md",
          "submit/README.md",
          "conf/README.md",
          "conf",
          "conf/spark",
          "conf/kubernetes");

  /** Indented in a README, or in a comment. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?: {4,}|# {2,})(?:[A-Z_]+=\\S+ )*((?:\\S*/)?(?:elbo|spark-submit) [-a-z].*)");

  /** Of this repository; what else a line names belongs to its reader. */
  private static final Pattern OURS =
      Pattern.compile("(?<![\\w./:-])(?:file:)?((?:conf|job|submit)/[\\w./-]+)");

  /** Of these Spark reads whatever name stands behind. */
  private static final String CATALOG = "spark.sql.catalog.";

  private static final String BUILT = "(job|submit)/target/.*";

  @TempDir Path folder;

  private static Stream<String> shown(String program) {
    return PLACES.stream()
        .flatMap(DocumentedLinesTest::files)
        .flatMap(DocumentedLinesTest::lines)
        .filter(line -> line.matches("(\\S*/)?" + program + " .*"));
  }

  private static Stream<Path> files(String place) {
    Path path = Clone.ROOT.resolve(place);
    if (!Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside
          .filter(file -> file.toString().matches(".*\\.(conf|properties|yaml)"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The shown lines of a file, whole where a backslash goes on. */
  private static Stream<String> lines(Path file) {
    List<String> found = new ArrayList<>();
    try {
      String begun = null;
      for (String line : Files.readAllLines(file)) {
        var first = LINE.matcher(line);
        String text =
            begun != null
                ? begun + line.replaceFirst("^[#\\s]+", "")
                : first.matches() ? first.group(1) : "";
        boolean goesOn = text.endsWith("\\");
        begun = goesOn ? text.substring(0, text.length() - 1) : null;
        if (!goesOn && !text.isEmpty()) {
          found.add(text.replaceFirst("\\s+#.*", ""));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return found.stream();
  }

  static Stream<String> linesOfElbo() {
    return shown("elbo");
  }

  static Stream<String> linesOfSparkSubmit() {
    return shown("spark-submit");
  }

  /** As a shell takes them apart. */
  private static List<String> words(String line) {
    return JavaConverters.seqAsJavaList(Utils.splitCommandString(line));
  }

  @Test
  void thereAreSuchLines() {
    assertThat(linesOfElbo().count()).isGreaterThan(25);
    assertThat(linesOfSparkSubmit().count()).isGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("linesOfElbo")
  void theCommandTakesIt(String line) throws IOException {
    List<String> words = words(line);
    CommandLine elbo = Elbo.of(new FakeSpark(folder).around());
    elbo.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    assertFilesExist(line);
    assertPropertiesAreKnown(after("--conf", words));
    assertSettingsAreKnown(words);
  }

  @Test
  void theExamplesOfTheHelpAreTakenToo() {
    CommandLine elbo = Elbo.of(new FakeSpark(folder).around());
    List<String> examples =
        Stream.concat(Stream.of(elbo), elbo.getSubcommands().values().stream())
            .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()))
            .filter(line -> line.startsWith("  elbo "))
            .map(line -> line.strip().replaceFirst(" {2,}.*", ""))
            .toList();
    assertThat(examples)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            line -> {
              List<String> words = words(line);
              elbo.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
              assertFilesExist(line);
            });
  }

  @ParameterizedTest
  @MethodSource("linesOfSparkSubmit")
  void sparkAndTheDriverTakeIt(String line) throws IOException {
    assertTaken(words(line));
    assertFilesExist(line);
  }

  @Test
  void theyTakeTheLineThatPlanPrints() throws IOException {
    FakeSpark spark = new FakeSpark(folder);
    String[] plan = {
      "plan", "digits.conf", "--quiet", "--master", "yarn", "--set", "elbo.training.epochs=3"
    };
    assertThat(spark.elbo(plan)).as(spark.err()).isZero();
    List<String> words = words(spark.out().replace("\\\n", " "));
    int program = words.indexOf(folder + "/spark/bin/spark-submit");
    assertTaken(words.subList(program, words.size()));
  }

  /** By Spark, and what stands after the jar by our main. */
  static void assertTaken(List<String> words) {
    SparkSubmitArguments spark = sparkSubmit(words.subList(1, words.size()));
    assertThat(spark.primaryResource()).endsWith(".jar");
    assertPropertiesAreKnown(after("--conf", words));
    if (spark.mainClass().equals("dev.elbo.job.Main")) {
      assertTheDriverTakes(JavaConverters.seqAsJavaList(spark.childArgs()));
      assertSettingsAreKnown(words);
    } else {
      String file = spark.mainClass().replace('.', '/') + ".java";
      assertThat(Clone.ROOT.resolve("job/src/examples/java").resolve(file)).exists();
    }
  }

  @Test
  void aLineThatRotsIsFound() {
    assertThatThrownBy(() -> sparkSubmit(List.of("--masters", "yarn", "a.jar")))
        .hasMessageContaining("--masters");
    assertThatThrownBy(() -> assertTheDriverTakes(List.of("train", "a.conf", "--sets", "b=c")))
        .hasMessageContaining("--sets");
    assertThatThrownBy(() -> assertSettingsAreKnown(List.of("--set", "elbo.training.epoch=3")))
        .hasMessageContaining("elbo.training.epochs");
  }

  private static SparkSubmitArguments sparkSubmit(List<String> words) {
    return new SparkSubmitArguments(
        JavaConverters.asScalaBuffer(words), new Map1<>("HADOOP_CONF_DIR", "/etc/hadoop"));
  }

  private static void assertTheDriverTakes(List<String> words) {
    new CommandLine(dev.elbo.job.Main.class)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(words.toArray(String[]::new));
  }

  /** What follows each option of the name. */
  private static List<String> after(String option, List<String> words) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i - 1).equals(option)) {
        values.add(words.get(i));
      }
    }
    return values;
  }

  private static void assertPropertiesAreKnown(List<String> assignments) {
    assertThat(assignments)
        .allSatisfy(
            assignment ->
                assertThat(assignment)
                    .matches(
                        a -> a.startsWith(CATALOG) || SparkProperties.isKnown(a.split("=", 2)[0])));
  }

  /** Reads settings, also those that are properties, over the file of ours that is named. */
  private static void assertSettingsAreKnown(List<String> words) {
    Map<String, String> properties = new HashMap<>();
    after("--conf", words)
        .forEach(
            assignment -> {
              String[] sides = assignment.split("=", 2);
              properties.put(sides[0], sides[1]);
            });
    String file =
        words.stream()
            .filter(word -> word.matches("conf/\\w+\\.conf"))
            .findFirst()
            .orElse("conf/digits.conf");
    ResolvedSettings.read(
        new Sources(
            after("--set", words),
            properties,
            Map.of(),
            Clone.ROOT.resolve(file).toString(),
            Clone.ROOT.toString()),
        new Configuration());
  }

  private static void assertFilesExist(String line) {
    OURS.matcher(line)
        .results()
        .map(found -> found.group(1))
        .filter(file -> !file.matches(BUILT))
        .forEach(file -> assertThat(Clone.ROOT.resolve(file)).as(line).exists());
  }
}
