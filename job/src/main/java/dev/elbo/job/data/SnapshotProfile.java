package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.Bins;
import dev.elbo.feature.CategoryProfile;
import dev.elbo.feature.ColumnProfile;
import dev.elbo.feature.ColumnStatistics;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.NumberProfile;
import dev.elbo.feature.Schema;
import dev.elbo.feature.TableProfile;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What rows are like, for the checks of those to come: one Spark job. Missing cells are counted
 * whatever becomes of them in training; neither the order of rows nor how they are spread over
 * files matters.
 */
public final class SnapshotProfile {
  /** Numbers are counted in so many bins, or fewer where values are frequent. */
  private static final int BINS = 10;

  private static final int MOST_LEVELS = 256;

  /** Texts that are longer are counted with the others. */
  private static final int LONGEST_TEXT = 256;

  private final Schema schema;
  private final Profile profile;

  private SnapshotProfile(Schema schema, Profile profile) {
    this.schema = TrainingData.typed(schema, profile);
    this.profile = profile;
  }

  /**
   * The profile of the rows that the settings point at.
   *
   * @param champion in whose bins numbers are counted, too
   * @throws ElboException if the rows are not there or hold a cell that is none of its column
   */
  public static TableProfile of(
      SparkSession spark, DataSettings settings, Optional<TableProfile> champion) {
    DataSettings counting = settings.withMissing(Missing.INDICATOR);
    return of(Formats.training(spark, counting), counting, champion);
  }

  /**
   * The profile of rows that are in a DataFrame. Of the settings, format, path, filter and options
   * are not used.
   *
   * @param name of the rows in messages
   * @param champion in whose bins numbers are counted, too
   * @throws ElboException if they lack a column or hold a cell that is none of its column
   */
  public static TableProfile of(
      Dataset<Row> rows, String name, DataSettings settings, Optional<TableProfile> champion) {
    DataSettings counting = settings.withMissing(Missing.INDICATOR);
    return of(TableSource.of(rows, counting, name, name), counting, champion);
  }

  private static TableProfile of(
      Source source, DataSettings settings, Optional<TableProfile> champion) {
    RowSample chosen = new RowSample(settings.reading().sample());
    Profile profile;
    try {
      profile =
          Profile.of(
              source.read().map(parsed -> chosen.keeps(parsed) ? parsed : parsed.withoutRow()),
              source.cellType(),
              new Profile.Wanted(
                  source.schema(),
                  List.of(),
                  Profile.Quantiles.COARSE,
                  edges(source.schema(), champion)),
              row -> true);
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ReadFailure.of(source.path(), e);
    }
    if (profile.problem().isPresent()) {
      throw ElboException.data(source.explain(profile.problem().get()));
    }
    return table(source.schema(), profile);
  }

  /** What a pass over rows found, in words that are kept. */
  static TableProfile table(Schema schema, Profile profile) {
    return new SnapshotProfile(schema, profile).table();
  }

  /** The edges of the bins that the numbers of each column are counted in; null for none. */
  static double[][] edges(Schema schema, Optional<TableProfile> champion) {
    double[][] edges = new double[schema.features()][];
    for (int i = 0; i < edges.length; i++) {
      String name = schema.columns().get(i);
      edges[i] =
          champion
              .flatMap(table -> table.column(name))
              .flatMap(ColumnProfile::numbers)
              .map(numbers -> array(numbers.bins().edges()))
              .orElse(null);
    }
    return edges;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private TableProfile table() {
    List<ColumnProfile> columns = new ArrayList<>();
    for (int i = 0; i < schema.features(); i++) {
      boolean isCategory = schema.type(i).kind() == ColumnType.Kind.CATEGORY;
      columns.add(
          new ColumnProfile(
              schema.columns().get(i),
              schema.type(i),
              profile.column(i).missing(),
              isCategory ? Optional.empty() : numbers(i),
              isCategory ? categories(i) : Optional.empty()));
    }
    return new TableProfile(profile.rows(), columns);
  }

  private Optional<NumberProfile> numbers(int i) {
    ColumnStatistics column = profile.column(i);
    if (column.count() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new NumberProfile(
            column.least(),
            column.greatest(),
            column.mean(),
            column.deviation(),
            profile.isSampled() ? tenths(i) : theirs(i),
            profile.bins(i)));
  }

  private Bins tenths(int i) {
    // Nothing is above the greatest value, and an edge there would make an empty bin.
    double[] edges =
        DoubleStream.of(array(profile.quantiles(i, BINS)))
            .skip(1)
            .limit(BINS - 1L)
            .filter(edge -> edge < profile.column(i).greatest())
            .distinct()
            .toArray();
    return profile.sampled(i, edges);
  }

  /** The bins of the champion's; of a column that it does not have a single one. */
  private Bins theirs(int i) {
    return profile
        .bins(i)
        .orElseGet(() -> Bins.of(new double[0], new long[] {profile.column(i).count()}));
  }

  /** None where there are too many to tell them apart, which no training takes. */
  private Optional<CategoryProfile> categories(int i) {
    Levelling found = profile.levels(i);
    if (found.isOver()) {
      return Optional.empty();
    }
    List<CategoryProfile.Level> levels = new ArrayList<>();
    long others = 0;
    for (Levelling.Level level : found.levels()) {
      if (levels.size() < MOST_LEVELS && level.text().length() <= LONGEST_TEXT) {
        levels.add(new CategoryProfile.Level(level.text(), level.rows()));
      } else {
        others += level.rows();
      }
    }
    return Optional.of(new CategoryProfile(levels, others));
  }
}
