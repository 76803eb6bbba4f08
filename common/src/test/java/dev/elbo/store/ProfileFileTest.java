package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.feature.Bins;
import dev.elbo.feature.CategoryProfile;
import dev.elbo.feature.ColumnProfile;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.NumberProfile;
import dev.elbo.feature.TableProfile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileFileTest {
  @TempDir Path dir;

  /** What profiles/format-1 was written from, by the first version that had it. */
  private static TableProfile profile() {
    Bins own = Bins.of(new double[] {1.5, 20}, new long[] {40, 30, 28});
    Bins other = Bins.of(new double[] {0}, new long[] {10, 88});
    return new TableProfile(
        100,
        List.of(
            new ColumnProfile(
                "age",
                ColumnType.named("int"),
                2,
                Optional.of(new NumberProfile(-1, 1e300, 0.1, 7, own, Optional.of(other))),
                Optional.empty()),
            new ColumnProfile(
                "town",
                ColumnType.category("int"),
                0,
                Optional.empty(),
                Optional.of(
                    new CategoryProfile(
                        List.of(
                            new CategoryProfile.Level("3", 90),
                            new CategoryProfile.Level("\u00fc \"x\"", 4)),
                        6))),
            new ColumnProfile(
                "empty", ColumnType.DOUBLE, 100, Optional.empty(), Optional.empty())));
  }

  private WholeFile file() {
    return Fixtures.file(Fixtures.path(dir), "profile.json");
  }

  @Test
  void aProfileIsReadBackAsItWas() {
    ProfileFile.write(file(), profile());
    assertThat(ProfileFile.read(file())).isEqualTo(profile());
  }

  @Test
  void yesterdaysProfileIsReadTodayAndWouldBeWrittenTheSame() throws IOException {
    WholeFile yesterday = Fixtures.file(Fixtures.resource("profiles/format-1"), "profile.json");
    assertThat(ProfileFile.read(yesterday)).isEqualTo(profile());
    ProfileFile.write(file(), profile());
    assertThat(Files.readAllBytes(dir.resolve("profile.json"))).isEqualTo(yesterday.read());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          "format_version" : 1 | "format_version" : 2 | its format version is [2] and this Elbo reads up to [1]. Use the Elbo that wrote it, or a newer one.
          "format_version" : 1 | "x" : 1 | it has no [format_version]. The file is damaged or not of this format: restore it from a copy.
          "edges" : [ 1.5, 20.0 ] | "edges" : [ 20.0, 1.5 ] | edges [20.0, 1.5] and counts [40, 30, 28] are no bins
          "rows" : 100 | "rows" : 1 | [2] cells missing of [1] in column [age]
          "missing" : 2 | "missing" : -2 | column [age] of type [ColumnType[name=int, kind=NUMBER]] with [-2] missing cells
          "name" : "town" | "name" : "age" | a column twice
          "bins" | "bns" |
          "table" | "tble" |
          "greatest" : 1.0E300 | "greatest" : "NaN" | numbers [-1.0, NaN, 0.1, 7.0] are not those of a column
          """)
  void whatIsNoProfileIsRefusedWithItsName(String old, String now, String reason)
      throws IOException {
    ProfileFile.write(file(), profile());
    Path path = dir.resolve("profile.json");
    String text = Files.readString(path);
    assertThat(text).contains(old);
    Files.writeString(path, text.replace(old, now));
    assertThatThrownBy(() -> ProfileFile.read(file()))
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith("Cannot read [file:" + path + "]: ")
        .hasMessageContaining(reason == null ? "" : reason)
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.DATA);
  }

  @Test
  void aFileThatIsFarTooLargeIsNotRead() throws IOException {
    Path path = dir.resolve("profile.json");
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength((256L << 20) + 1);
    }
    assertThatThrownBy(() -> ProfileFile.read(file()))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot read [file:%s]: its length [268435457] is more than [268435456]. The file is damaged or not of this format: restore it from a copy."
                .formatted(path));
  }
}
