package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of which 40 % of a column are missing, where a quarter is allowed. */
class BadDaysTest {
  private static final String MISSING = "elbo.data.missing = mean";
  private static final String MODIFIED = "elbo.retrain.watermark { by = modified, column = null }";

  @TempDir private Path folder;
  private Days days;

  @BeforeEach
  void aGoodDay() {
    days = new Days(folder);
    days.day("2026-01-01", 500, 1);
  }

  private Dataset<Row> bad(int rows, long seed) {
    return days.table(Days.rows(rows, seed, 0))
        .withColumn("n", functions.monotonically_increasing_id())
        .withColumn("a", functions.when(functions.expr("n % 5 > 1"), functions.col("a")))
        .drop("n");
  }

  private String lastNote() {
    return days.notes.get(days.notes.size() - 1);
  }

  @Test
  void aDayThatStopsIsNotDrownedInTheNextOne() {
    assertThat(days.code(MISSING)).isZero();
    days.day("2026-01-02", bad(200, 2));
    assertThat(days.code(MISSING)).isEqualTo(3);
    assertThat(lastNote())
        .startsWith(
            "Cannot rely on column [a] of the new rows of [2026-01-02]: [40.00 %] of its cells are missing, and [0.000 %] were when the champion was trained, a difference of [0.4000] where [0.25] is allowed.");
    days.day("2026-01-03", 800, 3);
    assertThat(days.code(MISSING)).as("8 % of both days").isEqualTo(3);
    assertThat(lastNote()).contains("of the new rows of [2026-01-02]");
    assertThat(days.decisions()).hasSize(1);
  }

  @Test
  void aLateFileOfAnOldDayIsCheckedByItself() {
    assertThat(days.code(MISSING)).isZero();
    days.day("2026-01-01", bad(100, 2));
    assertThat(days.code(MISSING)).as("7 % of the day").isEqualTo(3);
    assertThat(lastNote()).contains("of the new rows of [2026-01-01]");
  }

  @Test
  void ofFilesEachDayOfChangesIsCheckedByItself() {
    assertThat(days.code(MISSING, MODIFIED)).isZero();
    days.day("2026-01-02", bad(100, 2)).day("2026-01-03", 800, 3);
    Days.touch(days.data().resolve("day=2026-01-03"), Days.NOW.minusSeconds(3600));
    assertThat(days.code(MISSING, MODIFIED)).isEqualTo(3);
    assertThat(lastNote()).contains("of the new rows of [files changed on 2026-05-31]");
  }

  @Test
  void aFewRowsWithoutAValueAreNoBadDay() {
    assertThat(days.code(MISSING)).isZero();
    days.day("2026-01-02", bad(3, 2));
    assertThat(days.code(MISSING)).as("%s", days.notes).isIn(0, 10);
  }
}
