package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunRecord;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsOfDaysTest {
  @TempDir private Path folder;
  private Days days;

  @BeforeEach
  void setUp() {
    days = new Days(folder);
  }

  private Dataset<Row> labelled(int count, long seed) {
    return days.table(Days.rows(count, seed, 0))
        .withColumn(
            "name", functions.concat(functions.lit("n"), functions.round(functions.col("a"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "orc", "avro"})
  void partitionsOfFilesOfEachFormatAreTrainedOnAsTheyCome(String format) {
    twoDays(format, "name", labelled(500, 1), labelled(4000, 2));
  }

  @Test
  void vectorsOfLibsvmAreTrainedOnAsTheyCome() {
    twoDays("libsvm", "label", vectors(500, 1), vectors(4000, 2));
    assertThat(
            FrozenHoldout.newest(days.spark, days.registry().holdout())
                .orElseThrow()
                .choice()
                .features())
        .containsExactly("features");
  }

  private Dataset<Row> vectors(int count, long seed) {
    return new VectorAssembler()
        .setInputCols(new String[] {"a", "b", "c"})
        .setOutputCol("features")
        .transform(days.table(Days.rows(count, seed, 0)))
        .selectExpr("1.0D label", "features");
  }

  private void twoDays(String format, String label, Dataset<Row> first, Dataset<Row> second) {
    String[] settings = {"elbo.data { format = %s, label = %s }".formatted(format, label)};
    days.day("2026-01-01", first, format);
    assertThat(days.code(settings)).as("%s", days.notes).isZero();
    assertThat(rows(0)).isEqualTo(500 - days.held());
    days.day("2026-01-02", second, format);
    assertThat(days.code(settings)).as("%s", days.notes).isZero();
    assertThat(days.decisions().get(1).context().get().snapshot().get().watermark())
        .isEqualTo("2026-01-02");
    assertThat(days.code(settings)).isEqualTo(99);
  }

  private long rows(int decision) {
    return days.decisions().get(decision).context().get().rows();
  }

  @Test
  void rowsToValidateOnMayHaveAPathOfTheirOwnAndLeaveTheHoldoutAsItIs() {
    days.day("2026-01-01", 500, 1);
    days.table(Days.rows(60, 9, 0)).write().parquet(days.path("held").toString());
    assertThat(days.code("elbo.data.validation.path = held")).as("%s", days.notes).isZero();
    RunDirectory run =
        new RunDirectory(
            new Configuration(), days.path("out").toString(), days.decisions().get(0).runId());
    RunRecord.Counts counts = RunRecord.read(run.runFile()).counts();
    assertThat(counts.validationRows()).isEqualTo(60);
    assertThat(counts.rows()).isEqualTo(500 - days.held()).isEqualTo(rows(0));
  }
}
