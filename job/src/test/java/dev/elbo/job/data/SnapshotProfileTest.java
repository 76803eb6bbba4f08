package dev.elbo.job.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.ElboException;
import dev.elbo.feature.Bins;
import dev.elbo.feature.CategoryProfile;
import dev.elbo.feature.CategoryProfile.Level;
import dev.elbo.feature.ColumnProfile;
import dev.elbo.feature.NumberProfile;
import dev.elbo.feature.TableProfile;
import dev.elbo.gate.DataChecks;
import dev.elbo.gate.Difference;
import dev.elbo.gate.Differences;
import dev.elbo.job.Sparks;
import dev.elbo.settings.CheckSettings;
import dev.elbo.settings.CheckSettings.Action;
import dev.elbo.settings.CheckSettings.Limits;
import dev.elbo.settings.DataSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of rows that are so few that all of them are in the sample, against plain loops. */
class SnapshotProfileTest {
  private static final int ROWS = 1000;

  @TempDir private Path folder;

  private final SparkSession spark = Sparks.local(2);

  /** An amount with missing cells, a number with ties, a truth, a day, a text, a constant. */
  private Dataset<Row> table() {
    return spark
        .range(ROWS)
        .selectExpr(
            "case when id % 10 = 3 then null else id * id / 8 end amount",
            "id % 3 tie",
            "id % 4 = 0 truth",
            "date_add(date'2026-01-01', cast(id % 5 as int)) day",
            "case when id % 4 = 1 then null else concat('t', id % 7) end town",
            "7.5d constant");
  }

  private static DataSettings settings(String... more) {
    return DataSettingsOf.hocon(
        "format = parquet, path = /none, columns = [amount, tie, truth, day, town, constant]",
        more);
  }

  private static TableProfile profile(Dataset<Row> rows, Optional<TableProfile> champion) {
    return SnapshotProfile.of(rows, "rows", settings(), champion);
  }

  private static double[] amounts() {
    return IntStream.range(0, ROWS)
        .filter(i -> i % 10 != 3)
        .mapToDouble(i -> i * i / 8.0)
        .toArray();
  }

  private static NumberProfile numbers(TableProfile profile, String column) {
    return profile.column(column).orElseThrow().numbers().orElseThrow();
  }

  /** The counts of bins by going through all edges for every value. */
  private static List<Long> counts(double[] values, List<Double> edges) {
    long[] counts = new long[edges.size() + 1];
    for (double value : values) {
      counts[(int) edges.stream().filter(edge -> value > edge).count()]++;
    }
    return LongStream.of(counts).boxed().toList();
  }

  @Test
  void numbersHaveTheirMomentsAndTenths() {
    TableProfile found = profile(table(), Optional.empty());
    assertThat(found.rows()).isEqualTo(ROWS);
    ColumnProfile column = found.column("amount").orElseThrow();
    assertThat(column.missing()).isEqualTo(100);
    assertThat(column.type().text()).isEqualTo("double");
    NumberProfile amount = column.numbers().orElseThrow();
    DescriptiveStatistics expected = new DescriptiveStatistics(amounts());
    assertThat(amount.least()).isZero();
    assertThat(amount.greatest()).isEqualTo(999 * 999 / 8.0);
    assertThat(amount.mean()).isCloseTo(expected.getMean(), within(1e-8));
    assertThat(amount.deviation())
        .isCloseTo(Math.sqrt(expected.getPopulationVariance()), within(1e-8));
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(amounts());
    assertThat(amount.bins().edges()).hasSize(9);
    for (int i = 1; i < 10; i++) {
      assertThat(amount.bins().edges().get(i - 1))
          .isCloseTo(percentile.evaluate(10.0 * i), within(1e-8));
    }
    assertThat(amount.bins().counts()).isEqualTo(counts(amounts(), amount.bins().edges()));
    assertThat(amount.reference()).isEmpty();
  }

  @Test
  void valuesThatAreFrequentHaveBinsOfTheirOwn() {
    TableProfile found = profile(table(), Optional.empty());
    // 334 zeros, 333 ones, 333 twos
    assertThat(numbers(found, "tie").bins())
        .isEqualTo(Bins.of(new double[] {0, 1}, new long[] {334, 333, 333}));
    assertThat(numbers(found, "truth").bins())
        .isEqualTo(Bins.of(new double[] {0}, new long[] {750, 250}));
    assertThat(numbers(found, "constant"))
        .isEqualTo(
            new NumberProfile(
                7.5, 7.5, 7.5, 0, Bins.of(new double[0], new long[] {ROWS}), Optional.empty()));
  }

  private static double daysSince1970(int january2026) {
    return (double) LocalDate.of(2026, 1, january2026).toEpochDay();
  }

  @Test
  void daysAreNumbersSince1970() {
    NumberProfile day = numbers(profile(table(), Optional.empty()), "day");
    assertThat(day.least()).isEqualTo(daysSince1970(1));
    assertThat(day.greatest()).isEqualTo(daysSince1970(5));
    assertThat(day.mean()).isEqualTo(daysSince1970(3));
  }

  @Test
  void categoriesAreCountedMostFrequentFirst() {
    ColumnProfile town = profile(table(), Optional.empty()).column("town").orElseThrow();
    assertThat(town.missing()).isEqualTo(250);
    assertThat(town.numbers()).isEmpty();
    long[] counts = new long[7];
    IntStream.range(0, ROWS).filter(i -> i % 4 != 1).forEach(i -> counts[i % 7]++);
    List<Level> expected =
        IntStream.range(0, 7)
            .mapToObj(i -> new Level("t" + i, counts[i]))
            .sorted(
                (a, b) ->
                    a.rows() == b.rows()
                        ? a.text().compareTo(b.text())
                        : Long.compare(b.rows(), a.rows()))
            .toList();
    assertThat(town.categories()).contains(new CategoryProfile(expected, 0));
  }

  @Test
  void numbersAreCountedInTheBinsOfTheChampion() {
    TableProfile champion = profile(table().where("tie < 2"), Optional.empty());
    TableProfile found = profile(table(), Optional.of(champion));
    Bins theirs = numbers(champion, "amount").bins();
    Bins counted = numbers(found, "amount").reference().orElseThrow();
    assertThat(counted.edges()).isEqualTo(theirs.edges());
    assertThat(counted.counts()).isEqualTo(counts(amounts(), theirs.edges()));
    assertThat(numbers(found, "amount").bins().edges()).isNotEqualTo(theirs.edges());
    assertThat(numbers(found, "tie").reference())
        .contains(Bins.of(new double[] {0}, new long[] {334, 666}));
  }

  @Test
  void neitherOrderNorPartitionsMatter() {
    TableProfile expected = profile(table(), Optional.empty());
    assertThat(profile(table().repartition(7), Optional.empty())).isEqualTo(expected);
    assertThat(profile(table().orderBy("town", "amount"), Optional.of(expected)))
        .isEqualTo(profile(table().coalesce(1), Optional.of(expected)));
  }

  @Test
  void missingCellsAreCountedWhateverTrainingDoesAboutThem() {
    TableProfile expected = profile(table(), Optional.empty());
    for (String missing : List.of("error", "drop", "mean")) {
      assertThat(
              SnapshotProfile.of(
                  table(), "rows", settings("missing = " + missing), Optional.empty()))
          .isEqualTo(expected);
    }
    Dataset<Row> empty = table().selectExpr("cast(null as double) x", "tie");
    TableProfile found =
        SnapshotProfile.of(
            empty,
            "rows",
            DataSettingsOf.hocon("format = parquet, path = /none"),
            Optional.empty());
    assertThat(found.column("x").orElseThrow().missing()).isEqualTo(ROWS);
    assertThat(found.column("x").orElseThrow().numbers()).isEmpty();
  }

  private CategoryProfile categories(String expression) {
    return SnapshotProfile.of(
            spark.range(10_000).selectExpr(expression + " c"),
            "rows",
            DataSettingsOf.hocon("format = parquet, path = /none, columns = [c]"),
            Optional.empty())
        .column("c")
        .orElseThrow()
        .categories()
        .orElse(null);
  }

  @Test
  void categoriesThatAreRareOrLongAreOthers() {
    // 300 categories, of which 0 to 99 have 34 rows and the others 33
    CategoryProfile many = categories("cast(id % 300 as string)");
    assertThat(many.levels()).hasSize(256);
    assertThat(many.levels().get(99)).isEqualTo(new Level("99", 34));
    assertThat(many.others()).isEqualTo(44 * 33);
    CategoryProfile longOnes =
        categories("if(id % 10 = 0, repeat('x', 257), repeat('x', cast(id % 2 as int) + 255))");
    assertThat(longOnes.levels()).extracting(Level::rows).containsExactly(5000L, 4000L);
    assertThat(longOnes.others()).isEqualTo(1000);
    assertThat(categories("cast(id % 5000 as string)")).as("an identity").isNull();
  }

  @Test
  void theBytesOfImagesAreNumbers() throws IOException {
    byte[] pixels = {0, 1, 2, (byte) 255, 0, 3, 2, 10, 0, 5, 2, 20};
    byte[] file = new byte[16 + pixels.length];
    System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2}, 0, file, 0, 16);
    System.arraycopy(pixels, 0, file, 16, pixels.length);
    Path images = folder.resolve("train-images-idx3-ubyte");
    Files.write(images, file);
    DataSettings settings = DataSettingsOf.hocon("format = idx, path = " + images);
    TableProfile champion = SnapshotProfile.of(spark, settings, Optional.empty());
    assertThat(champion.rows()).isEqualTo(3);
    assertThat(numbers(champion, "p0").bins()).isEqualTo(Bins.of(new double[0], new long[] {3}));
    assertThat(numbers(champion, "p3").greatest()).isEqualTo(255);
    assertThat(numbers(champion, "p3").mean()).isEqualTo(95);
    TableProfile again = SnapshotProfile.of(spark, settings, Optional.of(champion));
    assertThat(numbers(again, "p1").reference()).contains(numbers(champion, "p1").bins());
    assertThat(numbers(again, "p1").bins().counts().stream().mapToLong(n -> n).sum()).isEqualTo(3);
  }

  @Test
  void aCellThatIsNoneOfItsColumnIsNamed() throws IOException {
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, "a,b\n1,2\n3,x\n");
    DataSettings settings = DataSettingsOf.hocon("format = csv, columns = [a, b], path = " + file);
    assertThatThrownBy(() -> SnapshotProfile.of(spark, settings, Optional.empty()))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot read [%s, line 3]: column [b] holds [x], which is not a number. Mend the cell, or leave the column out of elbo.data.columns."
                .formatted(file));
  }

  private static final CheckSettings CHECKS =
      new CheckSettings(
          Action.STOP, limits(0.05, 0.25), limits(0.5, 100), limits(0.25, 1), limits(3, 20));

  private static Limits limits(double warn, double stop) {
    return new Limits(OptionalDouble.of(warn), OptionalDouble.of(stop));
  }

  /** Trees: one half as the other, and as if an export had put each column one to the right. */
  @Test
  void shiftedColumnsAreFoundAndOtherHalvesAreNot() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../conf/data/trees.csv"));
    int half = lines.size() / 2;
    String head = lines.get(0);
    Path old = write("old.csv", head, lines.subList(1, half));
    Path fresh = write("fresh.csv", head, lines.subList(half, lines.size()));
    Path shifted =
        write(
            "shifted.csv",
            head,
            lines.subList(half, lines.size()).stream().map(SnapshotProfileTest::shift).toList());
    TableProfile champion = SnapshotProfile.of(spark, csv(old, head), Optional.empty());
    assertThat(compare(champion, fresh, head).of(Difference.Severity.STOP)).isEmpty();
    Differences found = compare(champion, shifted, head);
    assertThat(found.refusal()).isPresent();
    assertThat(found.of(Difference.Severity.STOP)).extracting(Difference::check).contains("drift");
  }

  private Differences compare(TableProfile champion, Path file, String head) {
    TableProfile fresh = SnapshotProfile.of(spark, csv(file, head), Optional.of(champion));
    return DataChecks.compare(CHECKS, champion, fresh);
  }

  private Path write(String name, String head, List<String> lines) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, head + "\n" + String.join("\n", lines) + "\n");
    return file;
  }

  /** All columns but the last, a text, which is the label. */
  private static DataSettings csv(Path file, String head) {
    String label = head.substring(head.lastIndexOf(',') + 1);
    return DataSettingsOf.hocon("format = csv, label = \"" + label + "\", path = " + file);
  }

  private static String shift(String line) {
    String[] cells = line.split(",", -1);
    String last = cells[cells.length - 2];
    System.arraycopy(cells, 0, cells, 1, cells.length - 2);
    cells[0] = last;
    return String.join(",", cells);
  }
}
