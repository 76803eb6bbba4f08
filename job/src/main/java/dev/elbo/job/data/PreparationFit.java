package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.CategoryKey;
import dev.elbo.feature.ColumnMap;
import dev.elbo.feature.ColumnStatistics;
import dev.elbo.feature.ColumnType.Kind;
import dev.elbo.feature.Levels;
import dev.elbo.feature.Levels.Others;
import dev.elbo.feature.NormalScore;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.feature.Schema;
import dev.elbo.feature.SignedLog;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.Missing;
import dev.elbo.settings.DataSettings.Scale;
import dev.elbo.settings.DataSettings.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Fits the preparation to what one pass over the training rows found. */
final class PreparationFit {
  /** Ranks are linear between so many knots. */
  private static final int RANKS = 256;

  private static final int QUARTERS = 4;

  private final DataSettings settings;
  private final String path;
  private final Schema schema;
  private final Profile profile;
  private final List<ColumnMap> maps = new ArrayList<>();
  private final List<Double> shift = new ArrayList<>();
  private final List<Double> factor = new ArrayList<>();
  private final List<Double> fill = new ArrayList<>();

  private PreparationFit(DataSettings settings, String path, Schema schema, Profile profile) {
    this.settings = settings;
    this.path = path;
    this.schema = schema;
    this.profile = profile;
  }

  /** Whether the settings ask for quantiles of the columns. */
  static Profile.Quantiles quantiles(DataSettings settings) {
    boolean wanted = settings.scale() == Scale.ROBUST || settings.scale() == Scale.QUANTILE;
    return wanted ? Profile.Quantiles.WANTED : Profile.Quantiles.UNWANTED;
  }

  /**
   * Checks that columns of which the settings speak are there, and numbers.
   *
   * @throws ElboException naming the column
   */
  static void requireColumns(DataSettings settings, String path, Schema schema) {
    for (String column : settings.kinds().log()) {
      int at = schema.columns().indexOf(column);
      if (at < 0 || schema.type(at).kind() != Kind.NUMBER) {
        throw ElboException.data(
            "Cannot take the logarithm of column [%s] of [%s]: %s. Mend elbo.data.log."
                .formatted(
                    column,
                    path,
                    at < 0
                        ? "the columns to train on are " + schema.columns()
                        : "its type is [" + schema.type(at).text() + "]"));
      }
    }
  }

  /**
   * The preparation that the settings ask for.
   *
   * @param path of the rows, for messages
   * @param scaled says of which columns; the others stay as they are
   * @throws ElboException if a column is constant and shall be divided by its deviation, has no
   *     value at all, or too many categories
   */
  static Preparation fit(
      DataSettings settings, String path, Schema schema, Profile profile, IntPredicate scaled) {
    PreparationFit fit = new PreparationFit(settings, path, schema, profile);
    for (int i = 0; i < schema.features(); i++) {
      if (profile.column(i).count() == 0) {
        throw fit.empty(i);
      }
      switch (schema.type(i).kind()) {
        case CATEGORY -> fit.levels(i);
        case BOOLEAN -> fit.add(ColumnMap.Straight.INSTANCE, 0, 1, fit.majority(i));
        case NUMBER, DATE, TIMESTAMP ->
            fit.number(i, scaled.test(i) ? settings.scale() : Scale.NONE);
      }
    }
    Scaling scaling =
        new Scaling(
            settings.scale().name().toLowerCase(Locale.ROOT), fit.shift, fit.factor, fit.fill);
    return new Preparation(
        fit.maps,
        scaling,
        switch (settings.missing()) {
          case ERROR, DROP -> Preparation.Missing.REFUSED;
          case MEAN -> Preparation.Missing.FILLED;
          case INDICATOR -> Preparation.Missing.KEPT;
        });
  }

  private void number(int i, Scale scale) {
    ColumnMap map =
        settings.kinds().log().contains(schema.columns().get(i))
            ? SignedLog.INSTANCE
            : ColumnMap.Straight.INSTANCE;
    ColumnStatistics mapped = profile.mapped(i);
    double mean = profile.column(i).mean();
    switch (scale) {
      case NONE -> add(map, 0, 1, mean);
      case UNIT -> add(map, settings.rangeLow(), settings.rangeHigh() - settings.rangeLow(), mean);
      case MINMAX -> add(map, mapped.least(), mapped.greatest() - mapped.least(), mean);
      case STANDARD -> {
        if (!(mapped.deviation() > 0)) {
          throw constant(i);
        }
        add(map, mapped.mean(), mapped.deviation(), mean);
      }
      case ROBUST -> {
        List<Double> quartiles = profile.quantiles(i, QUARTERS);
        double low = map.apply(quartiles.get(1));
        double high = map.apply(quartiles.get(3));
        if (!(high > low)) {
          throw quartiles(i, quartiles.get(1));
        }
        add(map, map.apply(quartiles.get(2)), high - low, mean);
      }
      case QUANTILE -> add(new NormalScore(profile.quantiles(i, RANKS)), 0, 1, mean);
    }
  }

  private void levels(int i) {
    Levelling found = profile.levels(i);
    if (found.isOver()) {
      throw ElboException.data(
          "Cannot take column [%s] of [%s] for categories: it has more than [%d] of them. Leave it out of elbo.data.columns, or group its values first."
              .formatted(schema.columns().get(i), path, Levelling.MOST));
    }
    boolean isOpen = settings.kinds().unknown() == Unknown.OTHER;
    double least = isOpen ? settings.kinds().rare() * profile.rows() : 0;
    List<Levelling.Level> levels = found.levels();
    List<String> names =
        levels.stream().filter(l -> l.rows() >= least).map(Levelling.Level::text).sorted().toList();
    double mode = CategoryKey.of(levels.get(0).text());
    add(new Levels(names, isOpen ? Others.CODE : Others.ERROR), 0, 1, mode);
  }

  private double majority(int i) {
    return profile.column(i).mean() < 0.5 ? 0 : 1;
  }

  private void add(ColumnMap map, double from, double width, double filling) {
    maps.add(map);
    shift.add(from);
    factor.add(width > 0 ? 1 / width : 0);
    if (settings.missing() == Missing.MEAN) {
      fill.add(filling);
    }
  }

  private ElboException empty(int i) {
    return ElboException.data(
        "Cannot train on column [%s] of [%s]: all of its [%d] cells are empty. Leave it out of elbo.data.columns."
            .formatted(schema.columns().get(i), path, profile.column(i).missing()));
  }

  private ElboException constant(int i) {
    ColumnStatistics column = profile.column(i);
    return ElboException.data(
        "Cannot scale column [%s] of [%s] to deviation 1: all of its [%d] values are [%s]. Leave it out of elbo.data.columns, or set elbo.data.scale to minmax."
            .formatted(schema.columns().get(i), path, column.count(), column.least()));
  }

  private ElboException quartiles(int i, double value) {
    return ElboException.data(
        "Cannot scale column [%s] of [%s] by its quartiles: both are [%s]. Set elbo.data.scale to standard or quantile, or leave the column out of elbo.data.columns."
            .formatted(schema.columns().get(i), path, value));
  }
}
