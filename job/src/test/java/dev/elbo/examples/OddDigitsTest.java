package dev.elbo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.Sparks;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OddDigitsTest {

  @Test
  void itScoresEveryDigitThatWasHeldOut() {
    Path conf = Path.of("..", "conf").toAbsolutePath().normalize();
    Dataset<Row> scored = OddDigits.scored(Sparks.local(2), conf, 1);
    List<Row> rows = scored.select("oddness", "odd", "elbo").collectAsList();
    assertThat(rows).hasSize(1797);
    double leastOdd =
        rows.stream()
            .filter(row -> row.getBoolean(1))
            .mapToDouble(r -> r.getDouble(0))
            .min()
            .orElseThrow();
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.getBoolean(1)).isEqualTo(row.getDouble(0) >= leastOdd));
  }
}
