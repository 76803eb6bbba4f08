package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

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

  private CommandLine elbo() {
    return Elbo.of(new FakeSpark(folder).around());
  }

  @Test
  void thereAreSuchLines() {
    assertThat(linesOfElbo().count()).isGreaterThan(25);
    assertThat(linesOfSparkSubmit().count()).isGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("linesOfElbo")
  void theCommandTakesIt(String line) {
    TypedLine.of(line).assertElboTakes(elbo());
  }

  @ParameterizedTest
  @MethodSource("linesOfSparkSubmit")
  void sparkAndTheDriverTakeIt(String line) {
    TypedLine.of(line).assertSparkSubmitTakes();
  }

  @Test
  void theCommandTakesTheExamplesOfItsHelp() {
    CommandLine elbo = elbo();
    List<String> examples =
        Stream.concat(Stream.of(elbo), elbo.getSubcommands().values().stream())
            .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()))
            .filter(line -> line.startsWith("  elbo "))
            .map(line -> line.strip().replaceFirst(" {2,}.*", ""))
            .toList();
    assertThat(examples)
        .hasSizeGreaterThan(20)
        .allSatisfy(line -> TypedLine.of(line).assertElboTakes(elbo));
  }

  @Test
  void sparkAndTheDriverTakeTheLineThatPlanPrints() {
    FakeSpark spark = new FakeSpark(folder);
    String[] plan = {
      "plan", "digits.conf", "--quiet", "--master", "yarn", "--set", "elbo.training.epochs=3"
    };
    assertThat(spark.elbo(plan)).as(spark.err()).isZero();
    List<String> words = TypedLine.of(spark.out().replace("\\\n", " ")).words();
    int program = words.indexOf(folder + "/spark/bin/spark-submit");
    new TypedLine(words.subList(program, words.size())).assertSparkSubmitTakes();
  }

  @Test
  void aLineThatRotsIsFound() {
    assertThatThrownBy(() -> sparkAndTheDriverTakeIt("spark-submit --masters yarn elbo-job.jar"))
        .hasMessageContaining("--masters");
    String driver = "spark-submit --class dev.elbo.job.Main elbo-job.jar train a.conf ";
    assertThatThrownBy(() -> sparkAndTheDriverTakeIt(driver + "--sets elbo.training.epochs=3"))
        .hasMessageContaining("--sets");
    assertThatThrownBy(() -> sparkAndTheDriverTakeIt(driver + "--set elbo.training.epoch=3"))
        .hasMessageContaining("elbo.training.epochs");
    assertThatThrownBy(() -> theCommandTakesIt("elbo train a.conf --conf spark.executors=3"))
        .hasMessageContaining("spark.executors");
    assertThatThrownBy(() -> theCommandTakesIt("elbo train conf/digit.conf"))
        .hasMessageContaining("conf/digit.conf");
    assertThatThrownBy(() -> theCommandTakesIt("elbo score RUN rows.csv --output scored"))
        .hasMessageContaining("--out=");
  }
}
