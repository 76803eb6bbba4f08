package dev.elbo.job.retrain;

import dev.elbo.feature.Preparation;
import dev.elbo.feature.TableProfile;
import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings.Missing;
import dev.elbo.settings.Settings;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a run holds out of its rows: those of the newest holdout with the same columns. It is
 * compared on that one, if both models take all its rows, else on another one, which it freezes.
 */
final class RunHoldout {
  private final SparkSession spark;
  private final Path folder;
  private final Settings settings;
  private final Dataset<Row> rows;
  private final TableProfile table;
  private final Optional<FrozenHoldout> newest;
  private final HoldoutRows choice;

  /**
   * Looks at what is frozen.
   *
   * @param folder holdout/
   * @param rows all that there are
   * @param table what they are like
   * @throws dev.elbo.ElboException (data) if rows of the newest holdout are gone
   */
  RunHoldout(
      SparkSession spark, Path folder, Settings settings, Dataset<Row> rows, TableProfile table) {
    this.spark = spark;
    this.folder = folder;
    this.settings = settings;
    this.rows = rows;
    this.table = table;
    this.newest =
        FrozenHoldout.newest(spark, folder).filter(frozen -> frozen.fits(RowColumns.of(table)));
    this.choice =
        newest
            .map(FrozenHoldout::choice)
            .orElseGet(
                () ->
                    new HoldoutRows(
                        SourceTable.features(rows, settings.data()),
                        settings.retrain().holdoutFraction()));
  }

  /** The rows that may be trained on. */
  Dataset<Row> others() {
    return choice.outOf(rows);
  }

  /** The holdout that suits both models, if it is there. */
  Optional<FrozenHoldout> known(Optional<Champion> rival) {
    return newest.filter(frozen -> takesGaps(rival) || frozen.isWhole());
  }

  /**
   * Freezes one that suits both models.
   *
   * @param after a number that was used already
   * @param fence throws if nothing may be frozen any more
   * @throws dev.elbo.ElboException (data) if it would have too few rows
   */
  FrozenHoldout freeze(Optional<Champion> rival, long after, Runnable fence) {
    Dataset<Row> suitable = takesGaps(rival) ? rows : choice.whole(rows);
    return FrozenHoldout.freeze(spark, folder, after, suitable, table, choice, fence);
  }

  private boolean takesGaps(Optional<Champion> rival) {
    Missing missing = settings.data().missing();
    boolean isRefused =
        missing == Missing.ERROR
            || missing == Missing.DROP
            || rival
                .map(champion -> champion.model().metadata().preparation().missing())
                .filter(Preparation.Missing.REFUSED::equals)
                .isPresent();
    return !isRefused;
  }
}
