package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.feature.TableProfile;
import dev.elbo.gate.DataChecks;
import dev.elbo.gate.Difference;
import dev.elbo.gate.Differences;
import dev.elbo.job.data.SnapshotProfile;
import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.CheckSettings;
import dev.elbo.settings.DataSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compares rows with those of the champion twice: all of them, and those alone that no run has
 * seen. A bad day among many good ones is drowned in the first, and would raise the number of rows
 * in the second.
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
   * @param fresh those that no run has seen, if they can be told
   * @param champion what its rows were like, if that is known
   * @param refused writes differences that stop the run, and says where
   * @throws ElboException (data) if there are any
   */
  Checked check(
      Dataset<Row> rows,
      Optional<Dataset<Row>> fresh,
      Optional<TableProfile> champion,
      Function<Differences, Path> refused) {
    TableProfile all = profile(rows, champion);
    Optional<TableProfile> ofFresh =
        champion.isEmpty() ? Optional.empty() : fresh.map(newer -> profile(newer, champion));
    Differences differences = compare(champion, all, ofFresh);
    Optional<String> refusal = differences.refusal();
    if (refusal.isPresent()) {
      throw ElboException.data(
          "%s Nothing was trained; [%s] has all differences."
              .formatted(refusal.get(), refused.apply(differences)));
    }
    return new Checked(all, champion.map(known -> differences));
  }

  /** What rows are like, counted in the bins of the champion's, too. */
  private TableProfile profile(Dataset<Row> rows, Optional<TableProfile> champion) {
    return SnapshotProfile.of(rows, SourceTable.name(data), data, champion);
  }

  /**
   * The differences from the champion's rows.
   *
   * @param all of all rows
   * @param fresh of those that no run has seen, if they can be told
   */
  Differences compare(
      Optional<TableProfile> champion, TableProfile all, Optional<TableProfile> fresh) {
    if (champion.isEmpty()) {
      return new Differences(List.of());
    }
    List<Difference> found = new ArrayList<>();
    if (fresh.isPresent() && fresh.get().rows() > 0) {
      DataChecks.compare(settings, champion.get(), fresh.get()).all().stream()
          .filter(difference -> !difference.check().equals(ROWS))
          .forEach(found::add);
    }
    for (Difference difference : DataChecks.compare(settings, champion.get(), all).all()) {
      if (found.stream().noneMatch(other -> isAboutTheSame(other, difference))) {
        found.add(difference);
      }
    }
    return new Differences(found);
  }

  private static boolean isAboutTheSame(Difference a, Difference b) {
    return a.check().equals(b.check())
        && a.column().equals(b.column())
        && a.severity() == b.severity();
  }
}
