package dev.elbo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden test fails when it should. */
class GoldenFolderTest {
  @TempDir Path folder;

  /** The digit changed is the last that the tolerance sees, or a little above it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          golden_implicit_grads.csv  | gamma,alpha,10.0,.*      | 10 | dz/dalpha
          golden_implicit_grads.csv  | beta,alpha,0.01,.*       | 10 | dz/dalpha
          golden_implicit_grads.csv  | weibull,.*,concentration,.* | 10 | dz/dconcentration
          golden_implicit_grads.csv  | student_t,.*             | 10 | dz/ddf
          golden_implicit_grads.csv  | von_mises,.*             | 10 | dz/dkappa
          golden_implicit_grads.csv  | gamma,alpha,10.0,.*      |  7 | F is
          golden_implicit_grads.csv  | gamma,alpha,10.0,.*      |  8 | log p is
          golden_gamma_logspace.csv  | 0.0001,.*                |  4 | d ln z / d alpha
          golden_gamma_logspace.csv  | 0.0001,.*                |  3 | F is
          golden_dirichlet_grads.csv | dirichlet,.*             |  4 | dx_0/dalpha_0
          golden_kl.csv              | gamma_gamma,.*           |  3 | KL is
          golden_kl.csv              | kumaraswamy_beta,.*      |  3 | KL is
          golden_kl.csv              | categorical_categorical,.*|  3 | KL is
          golden_toy_variances.csv   | sum_sq,.*,score,.*       |  7 | score is
          golden_toy_variances.csv   | bernoulli_sq,.*soft.*mean,.* |  7 | gumbel_softmax_mean is
          """)
  void aChangedDigitIsFound(String name, String pattern, int column, String message)
      throws Exception {
    List<String> lines = golden(name);
    int at = first(lines, pattern);
    String[] fields = lines.get(at).split(",", -1);
    fields[column] = nudged(fields[column]);
    lines.set(at, String.join(",", fields));
    assertThatThrownBy(() -> GoldenFolder.check(write(name, lines)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("1 of " + (lines.size() - 1) + " rows are off:")
        .hasMessageContaining(name + " line " + (at + 1))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "golden_implicit_grads.csv",
        "golden_gamma_logspace.csv",
        "golden_dirichlet_grads.csv",
        "golden_kl.csv",
        "golden_toy_variances.csv"
      })
  void aMissingColumnIsFound(String name) throws Exception {
    List<String> lines =
        golden(name).stream().map(l -> l.substring(0, l.lastIndexOf(','))).toList();
    assertThatThrownBy(() -> GoldenFolder.check(write(name, lines)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(name + ": the columns are [");
  }

  @Test
  void aRowWithAFieldTooFewIsFound() throws Exception {
    List<String> lines = golden("golden_kl.csv");
    lines.set(3, lines.get(3).substring(0, lines.get(3).lastIndexOf(',')));
    assertThatThrownBy(() -> GoldenFolder.check(write("golden_kl.csv", lines)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("golden_kl.csv line 4: there are [3] fields, expected 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "NaN"})
  void aValueThatIsNoNumberIsFound(String value) throws Exception {
    List<String> lines = golden("golden_kl.csv");
    lines.set(3, lines.get(3).substring(0, lines.get(3).lastIndexOf(',') + 1) + value);
    assertThatThrownBy(() -> GoldenFolder.check(write("golden_kl.csv", lines)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("golden_kl.csv line 4");
  }

  @ParameterizedTest
  @CsvSource({
    "golden_implicit_grads.csv, cauchy, 0",
    "golden_implicit_grads.csv, phase, 9",
    "golden_implicit_grads.csv, sigma, 1",
    "golden_dirichlet_grads.csv, gamma, 0",
    "golden_kl.csv, normal_gamma, 0",
    "golden_kl.csv, cauchy_normal, 0",
    "golden_kl.csv, normal, 0",
    "golden_toy_variances.csv, cube, 0",
    "golden_toy_variances.csv, luck, 6"
  })
  void aNameThatIsNotKnownIsFound(String name, String unknown, int column) throws Exception {
    List<String> lines = golden(name);
    String[] fields = lines.get(1).split(",", -1);
    fields[column] = unknown;
    lines.set(1, String.join(",", fields));
    assertThatThrownBy(() -> GoldenFolder.check(write(name, lines)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(name + " line 2");
  }

  @Test
  void anUnknownFileIsFound() throws Exception {
    assertThatThrownBy(() -> GoldenFolder.check(write("golden_more.csv", golden("golden_kl.csv"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("[golden_more.csv] is not a known golden file: [");
  }

  @Test
  void anEmptyFolderIsFound() {
    assertThatThrownBy(() -> GoldenFolder.files(folder))
        .isInstanceOf(AssertionError.class)
        .hasMessage("[" + folder + "] has no CSV file");
  }

  @Test
  void aFolderOfOtherFilesIsFound() throws Exception {
    write("README.md", List.of("# Golden values"));
    assertThatThrownBy(() -> GoldenFolder.files(folder)).hasMessageEndingWith("has no CSV file");
  }

  @Test
  void aMissingFolderIsFound() {
    assertThatThrownBy(() -> GoldenFolder.files(folder.resolve("none")))
        .isInstanceOf(AssertionError.class)
        .hasMessageEndingWith("none] is no folder");
  }

  @Test
  void aFileWithoutRowsIsFound() throws Exception {
    List<String> header = golden("golden_kl.csv").subList(0, 1);
    assertThatThrownBy(() -> GoldenFolder.check(write("golden_kl.csv", header)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("golden_kl.csv: there is no row");
    assertThatThrownBy(() -> GoldenFolder.check(write("golden_kl.csv", List.of())))
        .isInstanceOf(AssertionError.class)
        .hasMessage("golden_kl.csv: the file is empty");
  }

  @Test
  void theDefaultFolderHasAllKinds() throws Exception {
    assertThat(GoldenFolder.files(GoldenGradientTest.resources())).hasSize(5);
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines);
  }

  private static List<String> golden(String name) throws Exception {
    return new ArrayList<>(Files.readAllLines(GoldenGradientTest.resources().resolve(name)));
  }

  private static int first(List<String> lines, String pattern) {
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).matches(pattern)) {
        return i;
      }
    }
    throw new AssertionError("no row is like " + pattern);
  }

  /** Off by 2e-7 relatively in the first number: seen by every tolerance but float's. */
  private static String nudged(String field) {
    String[] numbers = field.split(";", -1);
    numbers[0] = Double.toString(Double.parseDouble(numbers[0]) * (1 + 2e-7));
    return String.join(";", numbers);
  }
}
