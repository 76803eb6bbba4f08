package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsOfDaysTest {
  @TempDir private Path folder;

  private static Dataset<Row> labelled(Days days, int count, long seed) {
    return days.table(Days.rows(count, seed, 0))
        .withColumn(
            "name", functions.concat(functions.lit("n"), functions.round(functions.col("a"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "orc"})
  void partitionsOfFilesOfEachFormatAreTrainedOnAsTheyCome(String format) {
    Days days = new Days(folder);
    days.day("2026-01-01", labelled(days, 500, 1), format);
    String[] settings = {"elbo.data { format = %s, label = name }".formatted(format)};
    assertThat(days.code(settings)).as("%s", days.notes).isZero();
    long held =
        FrozenHoldout.newest(days.spark, days.registry().holdout()).orElseThrow().rows().count();
    assertThat(days.decisions().get(0).context().get().rows()).isEqualTo(500 - held);
    days.day("2026-01-02", labelled(days, 4000, 2), format);
    assertThat(days.code(settings)).as("%s", days.notes).isZero();
    assertThat(days.decisions().get(1).context().get().snapshot().get().watermark())
        .isEqualTo("2026-01-02");
    assertThat(days.code(settings)).isEqualTo(99);
  }
}
