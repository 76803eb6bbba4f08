package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.settings.Settings;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionOrderTest {
  /** Ascending. */
  private static final List<String> TEXTS =
      List.of(
          "__HIVE_DEFAULT_PARTITION__",
          "-12",
          "-0.5",
          "0",
          "0.25",
          "8",
          "9",
          "10",
          "0011",
          "20260301120000123",
          "20260301120000124",
          "",
          "10a",
          "2026-01-09",
          "2026-01-10",
          "9a",
          "unknown");

  @TempDir private Path folder;

  @Test
  void rowsWithoutAValueAreFirstThenNumbersThenTexts() {
    for (int i = 0; i < TEXTS.size(); i++) {
      for (int j = 0; j < TEXTS.size(); j++) {
        assertThat(Integer.signum(PartitionOrder.compare(TEXTS.get(i), TEXTS.get(j))))
            .as("[%s] and [%s]", TEXTS.get(i), TEXTS.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void aColumnIsInTheSameOrder() {
    List<String> texts = new ArrayList<>(TEXTS.subList(1, TEXTS.size()));
    Collections.shuffle(texts, new Random(1));
    Dataset<Row> table =
        new Days(folder).spark.createDataset(texts, Encoders.STRING()).toDF("text");
    assertThat(
            table
                .orderBy(PartitionOrder.of(functions.col("text")))
                .as(Encoders.STRING())
                .collectAsList())
        .isEqualTo(TEXTS.subList(1, TEXTS.size()));
  }

  /** Spark itself writes the folder of the rows without a day. */
  @Test
  void rowsWithoutADayAreTrainedOnAndHideNoDayThatComes() {
    Days days = new Days(folder);
    days.table(Days.rows(9, 1, 0))
        .withColumn("day", functions.when(functions.col("a").gt(0), "2026-01-01"))
        .write()
        .partitionBy("day")
        .parquet(days.data().toString());
    Days.touch(days.data(), Days.NOW.minusSeconds(3600));
    assertThat(days.data().resolve("day=__HIVE_DEFAULT_PARTITION__")).exists();
    News first = look(days, Optional.empty());
    assertThat(first.rows().get().count()).isEqualTo(9);
    assertThat(first.snapshot().watermark()).isEqualTo("2026-01-01");
    days.day("2026-01-02", 6, 2);
    News news = look(days, Optional.of(first.snapshot()));
    assertThat(news.snapshot().watermark()).isEqualTo("2026-01-02");
    assertThat(news.fresh().get().get().count()).isEqualTo(6);
  }

  private static News look(Days days, Optional<Snapshot> last) {
    Settings settings = days.settings().settings();
    return Arrivals.of(
            days.spark,
            settings.data(),
            settings.retrain().watermark(),
            Clock.fixed(Days.NOW, ZoneOffset.UTC),
            snapshot -> Optional.empty())
        .look(last, Range.ALL);
  }
}
