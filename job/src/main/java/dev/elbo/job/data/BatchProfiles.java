package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.TableProfile;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.Missing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the rows of each of several batches are like, for the checks: one Spark job over all of
 * them. Numbers are counted in the bins of the champion's alone.
 */
public final class BatchProfiles {
  private BatchProfiles() {}

  /**
   * The profile of each batch, by its name.
   *
   * @param batch the column that holds the name of the batch of each row, a text
   * @param name of the rows in messages
   * @param champion in whose bins numbers are counted
   * @throws ElboException if they lack a column or hold a cell that is none of its column
   */
  public static SortedMap<String, TableProfile> of(
      Dataset<Row> rows, String batch, String name, DataSettings settings, TableProfile champion) {
    TableSource source = TableSource.of(rows, settings.withMissing(Missing.INDICATOR), name, name);
    RowSample chosen = new RowSample(settings.reading().sample());
    Map<String, Profile> profiles;
    try {
      profiles =
          Profile.ofEach(
              source
                  .read(batch)
                  .mapValues(parsed -> chosen.keeps(parsed) ? parsed : parsed.withoutRow()),
              source.cellType(),
              new Profile.Wanted(
                  source.schema(),
                  List.of(),
                  Profile.Quantiles.UNWANTED,
                  SnapshotProfile.edges(source.schema(), Optional.of(champion))));
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ReadFailure.of(source.path(), e);
    }
    SortedMap<String, TableProfile> tables = new TreeMap<>();
    profiles.forEach(
        (key, profile) -> {
          if (profile.problem().isPresent()) {
            throw ElboException.data(source.explain(profile.problem().get()));
          }
          tables.put(key, SnapshotProfile.table(source.schema(), profile));
        });
    return tables;
  }
}
