package dev.elbo.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.elbo.ElboException;
import dev.elbo.feature.Scaling;
import dev.elbo.job.Sparks;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.Poisson;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with rows is said with the row, the column, the value and a remedy. */
class BadRowsTest {
  private static final Likelihood MIXED =
      new Mixed(List.of(new Gaussian(1), new Poisson(), new Categorical(3)));

  private static Scorer scorer(Likelihood likelihood) {
    return scorer(likelihood, Models.unscaled(3));
  }

  private static Scorer scorer(Likelihood likelihood, Scaling scaling) {
    Architecture architecture = Models.network(3, 4, Latents.normal(2), likelihood);
    return Scorer.of(Models.model(architecture, scaling, Models.initial(architecture)));
  }

  private static Dataset<Row> rows(String columns) {
    return Sparks.local(2).sql("select " + columns);
  }

  private static void refusesTheSchema(String columns, String message) {
    assertThatThrownBy(() -> scorer(MIXED).score(rows(columns)))
        .isInstanceOf(ElboException.class)
        .hasMessage(message);
  }

  private static void refusesTheRow(Dataset<Row> scored, String message) {
    Throwable failure = catchThrowable(scored::collectAsList);
    assertThat(ElboException.in(failure)).hasMessage(message);
    assertThat(ElboException.in(failure).kind()).isEqualTo(ElboException.Kind.DATA);
  }

  @Test
  void aMissingColumn() {
    refusesTheSchema(
        "1 as c0, 2 as C1, 3 as c2",
        "Cannot score the rows: they have no column [c1]; their columns are [c0, C1, c2]. Add it, or rename the one that is meant.");
  }

  @Test
  void aColumnOfAnotherType() {
    refusesTheSchema(
        "1 as c0, '2' as c1, 3 as c2",
        "Cannot score the rows: the type of column [c1] is [string]. Cast it to a number, such as double.");
  }

  @Test
  void aColumnThatIsThereTwice() {
    refusesTheSchema(
        "1 as c0, 2 as c1, 3 as c2, 4 as c1",
        "Cannot score the rows: they have the column [c1] twice. Rename or drop one of the two.");
  }

  @Test
  void aColumnWithTheNameOfAScore() {
    refusesTheSchema(
        "1 as c0, 2 as c1, 3 as c2, 4 as ELBO",
        "Cannot score the rows: they have a column [ELBO] already. Rename or drop it, or have the score named otherwise.");
  }

  @Test
  void aPackedColumnOfAnotherType() {
    assertThatThrownBy(() -> scorer(MIXED).score(rows("array('a') as x"), "x"))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot score the rows: the type of column [x] is [array<string>]. Give a column of arrays of numbers or of vectors, or a binary one with a byte a feature.");
  }

  @Test
  void aPackedColumnOfAnotherLength() {
    refusesTheRow(
        scorer(MIXED).score(rows("array(1, 2) as x"), "x"),
        "Cannot score a row: column [x] holds [2] numbers, and the model has [3] features. Mend the cell, or take the row out.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cast(null as double) | 2 | 1 | c0: null, c1: 2, c2: 1 | c0 | null | where a value is missing. Fill the cell, or take the row out with na().drop().",
        "double('NaN') | 2 | 1 | c0: NaN, c1: 2, c2: 1 | c0 | NaN | which is not a finite number. Mend the cell, or take the row out.",
        "double('-inf') | 2 | 1 | c0: -Infinity, c1: 2, c2: 1 | c0 | -Infinity | which is not a finite number. Mend the cell, or take the row out.",
        "1e39D | 2 | 1 | c0: 1.0E39, c1: 2, c2: 1 | c0 | 1.0E39 | which is [Infinity] after scaling. Mend the cell, or take the row out.",
        "1D | 2.5D | 1 | c0: 1.0, c1: 2.5, c2: 1 | c1 | 2.5 | and counts are whole numbers from 0 on. Mend the cell, or take the row out.",
        "1D | -2 | 1 | c0: 1.0, c1: -2, c2: 1 | c1 | -2.0 | and counts are whole numbers from 0 on. Mend the cell, or take the row out.",
        "1D | 2 | 3 | c0: 1.0, c1: 2, c2: 3 | c2 | 3.0 | and the model knows the categories 0 to 2. Mend the cell, or take the row out."
      })
  void aCellThatTheModelCannotExplain(
      String c0, String c1, String c2, String row, String column, String value, String reason) {
    Dataset<Row> rows =
        rows("date'2020-02-29' as day, %s as c0, %s as c1, %s as c2".formatted(c0, c1, c2));
    refusesTheRow(
        scorer(MIXED).score(rows),
        "Cannot score the row [day: 2020-02-29, %s]: column [%s] holds [%s], %s"
            .formatted(row, column, value, reason));
  }

  @Test
  void aGreyValueOutsideTheRange() {
    refusesTheRow(
        scorer(new Bernoulli(), Models.scaled(3, 0, 0.5)).score(rows("array(1, 2, 3) as x"), "x"),
        "Cannot score the row [x: ..]: column [x[2]] holds [3.0], which is [1.5] after scaling, outside [0, 1]. Mend the cell, or take the row out.");
  }

  @Test
  void aMissingCellIsTheMeanWhereTrainingTookItForTheMean() {
    Scaling mean =
        new Scaling("none", List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0), List.of(5.0, 6.0, 1.0));
    List<Row> scored =
        scorer(new Gaussian(1), mean)
            .score(rows("explode(array(cast(null as double), 5D)) as c0, 6 as c1, 1 as c2"))
            .select("elbo")
            .collectAsList();
    assertThat(scored).hasSize(2);
    assertThat(scored.get(0)).isEqualTo(scored.get(1));
  }
}
