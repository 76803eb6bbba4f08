package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldoutRowsTest {
  private static final HoldoutRows TENTH = new HoldoutRows(List.of("c", "a", "b"), 0.1);

  @TempDir private Path folder;

  private static Set<List<Object>> contents(Dataset<Row> rows) {
    Set<List<Object>> contents = new HashSet<>();
    rows.select("a", "b", "c")
        .collectAsList()
        .forEach(row -> contents.add(List.of(row.get(0), row.get(1), row.get(2))));
    return contents;
  }

  /** Of 20,000 rows 2,000 are expected, with a deviation of 42: six of them are 1e-8. */
  @Test
  void everyRowIsOnOneSideAndTheFractionIsKept() {
    Days days = new Days(folder);
    Dataset<Row> all = days.table(Days.rows(20_000, 1, 0));
    Set<List<Object>> held = contents(TENTH.in(all));
    Set<List<Object>> trained = contents(TENTH.outOf(all));
    assertThat(held.size()).isBetween(2000 - 255, 2000 + 255);
    assertThat(held.size() + trained.size()).isEqualTo(20_000);
    assertThat(held).doesNotContainAnyElementsOf(trained);
  }

  @Test
  void theSideDependsOnTheFeaturesAloneNotOnOtherColumnsOrderFilesOrTypes() {
    Days days = new Days(folder);
    Dataset<Row> all = days.table(Days.rows(2000, 2, 0));
    Set<List<Object>> held = contents(TENTH.in(all));
    assertThat(held).isNotEmpty();
    Dataset<Row> other =
        all.withColumn("day", functions.lit("2026-01-02"))
            .select("day", "c", "b", "a")
            .repartition(7);
    assertThat(contents(TENTH.in(other))).isEqualTo(held);
    Dataset<Row> whole = all.select(functions.round(functions.col("a").multiply(1e6)).as("a"));
    HoldoutRows one = new HoldoutRows(List.of("a"), 0.1);
    long doubles = one.in(whole).count();
    Dataset<Row> longs = whole.select(functions.col("a").cast("long").as("a"));
    assertThat(one.in(longs).count()).isEqualTo(doubles).isPositive();
    assertThat(one.in(longs).join(one.in(whole), "a").count()).isEqualTo(doubles);
  }

  @Test
  void aRowWithAMissingCellHasASideToo() {
    Days days = new Days(folder);
    Dataset<Row> holes =
        days.table(Days.rows(500, 3, 0))
            .withColumn("b", functions.when(functions.col("c").gt(0), functions.col("b")));
    assertThat(TENTH.in(holes).count() + TENTH.outOf(holes).count()).isEqualTo(500);
  }
}
