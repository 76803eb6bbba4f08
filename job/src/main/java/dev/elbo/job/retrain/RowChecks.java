package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.feature.TableProfile;
import dev.elbo.gate.DataChecks;
import dev.elbo.gate.Difference;
import dev.elbo.gate.Differences;
import dev.elbo.job.data.BatchProfiles;
import dev.elbo.job.data.SnapshotProfile;
import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.CheckSettings;
import dev.elbo.settings.DataSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compares rows with those of the champion: all of them, and each batch by itself of those that no
 * run has seen. A bad day among good ones is drowned in the first, tonight or the night after.
 */
final class RowChecks {
  private static final String ROWS = "rows";

  private final CheckSettings settings;
  private final DataSettings data;

  RowChecks(CheckSettings settings, DataSettings data) {
    this.settings = settings;
    this.data = data;
  }

  /**
   * What all rows are like.
   *
   * @param table of them
   * @param differences from the champion's that are no reason to stop; none if those are not known
   */
  record Checked(TableProfile table, Optional<Differences> differences) {}

  /**
   * Checks the rows.
   *
   * @param fresh those that no run has seen, in {@link Batches}, if they can be told
   * @param champion what its rows were like, if that is known
   * @param refused writes differences that stop the run, and says where
   * @throws ElboException (data) if there are any
   */
  Checked check(
      Dataset<Row> rows,
      Optional<Dataset<Row>> fresh,
      Optional<TableProfile> champion,
      Function<Differences, Path> refused) {
    String name = SourceTable.name(data);
    TableProfile all = SnapshotProfile.of(rows, name, data, champion);
    SortedMap<String, TableProfile> batches =
        champion.isPresent() && fresh.isPresent()
            ? BatchProfiles.of(fresh.get(), Batches.COLUMN, name, data, champion.get())
            : Collections.emptySortedMap();
    Differences differences = compare(champion, all, batches);
    Optional<String> refusal = differences.refusal();
    if (refusal.isPresent()) {
      throw ElboException.data(
          "%s Nothing was trained; [%s] has all differences."
              .formatted(refusal.get(), refused.apply(differences)));
    }
    return new Checked(all, champion.map(known -> differences));
  }

  /** The differences from the champion's rows, of all rows and of each batch of new ones. */
  private Differences compare(
      Optional<TableProfile> champion, TableProfile all, SortedMap<String, TableProfile> batches) {
    if (champion.isEmpty()) {
      return new Differences(List.of());
    }
    List<Difference> found = new ArrayList<>();
    batches.forEach(
        (name, batch) ->
            DataChecks.compare(settings, champion.get(), batch, rowsOf(name)).all().stream()
                .filter(difference -> !difference.check().equals(ROWS))
                .filter(difference -> !found.contains(difference)) // They share their schema.
                .forEach(found::add));
    for (Difference difference : DataChecks.compare(settings, champion.get(), all).all()) {
      if (found.stream().noneMatch(other -> isAboutTheSame(other, difference))) {
        found.add(difference);
      }
    }
    return new Differences(found);
  }

  private static String rowsOf(String batch) {
    return batch.equals(Batches.ALL) ? "the new rows" : "the new rows of [%s]".formatted(batch);
  }

  private static boolean isAboutTheSame(Difference a, Difference b) {
    return a.check().equals(b.check())
        && a.column().equals(b.column())
        && a.severity() == b.severity();
  }
}
