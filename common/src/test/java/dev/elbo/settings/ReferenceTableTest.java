package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** conf/README.md and conf/reference.conf say the same. */
class ReferenceTableTest {

  @Test
  void theTableOfTheReadmeIsThatOfTheReference() throws IOException {
    List<String> expected =
        Stream.concat(Stream.of("| Key | Default | Meaning |", "| --- | --- | --- |"), rows())
            .toList();
    List<String> found =
        Files.readAllLines(ConfFolder.path().resolve("README.md")).stream()
            .filter(line -> line.startsWith("| Key |") || expected.contains(line) || isRow(line))
            .toList();
    assertThat(found)
        .as("Paste this into conf/README.md:%n%n%s%n", String.join("\n", expected))
        .isEqualTo(expected);
  }

  @Test
  void everyKeyIsExplained() {
    assertThat(Tree.leaves(Keys.reference()))
        .allSatisfy((key, value) -> assertThat(meaning(value)).as(key).endsWith("."));
  }

  private static boolean isRow(String line) {
    return line.startsWith("| `elbo.");
  }

  private static Stream<String> rows() {
    return Tree.leaves(Keys.reference()).entrySet().stream()
        .sorted(Comparator.comparingInt(leaf -> leaf.getValue().origin().lineNumber()))
        .map(ReferenceTableTest::row);
  }

  private static String row(Map.Entry<String, ConfigValue> leaf) {
    return "| `%s` | `%s` | %s |"
        .formatted(leaf.getKey(), Tree.hocon(leaf.getValue()), meaning(leaf.getValue()));
  }

  private static String meaning(ConfigValue value) {
    return value.origin().comments().stream().map(String::strip).collect(Collectors.joining(" "));
  }
}
