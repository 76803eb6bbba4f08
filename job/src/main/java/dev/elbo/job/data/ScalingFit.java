package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.ColumnStatistics;
import dev.elbo.feature.Scaling;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.Missing;
import dev.elbo.settings.DataSettings.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Fits the scaling to the training rows' statistics. */
final class ScalingFit {
  private ScalingFit() {}

  /**
   * The scaling that the settings ask for.
   *
   * @param path of the rows, for messages
   * @param scaled says of which columns; the others stay as they are
   * @throws ElboException if a column is constant and shall be divided by its deviation, or has no
   *     value at all
   */
  static Scaling fit(
      DataSettings settings, String path, Schema schema, Profile profile, IntPredicate scaled) {
    List<Double> shift = new ArrayList<>();
    List<Double> factor = new ArrayList<>();
    List<Double> fill = new ArrayList<>();
    for (int i = 0; i < schema.features(); i++) {
      ColumnStatistics column = profile.column(i);
      if (column.count() == 0) {
        throw empty(path, schema.columns().get(i), column);
      }
      double from = 0;
      double width = 1;
      switch (scaled.test(i) ? settings.scale() : Scale.NONE) {
        case NONE -> {}
        case UNIT -> {
          from = settings.rangeLow();
          width = settings.rangeHigh() - settings.rangeLow();
        }
        case MINMAX -> {
          from = column.least();
          width = column.greatest() - column.least();
        }
        case STANDARD -> {
          from = column.mean();
          width = column.deviation();
          if (!(width > 0)) {
            throw constant(path, schema.columns().get(i), column);
          }
        }
      }
      shift.add(from);
      factor.add(width > 0 ? 1 / width : 0);
      if (settings.missing() == Missing.MEAN) {
        fill.add(column.mean());
      }
    }
    return new Scaling(settings.scale().name().toLowerCase(Locale.ROOT), shift, factor, fill);
  }

  private static ElboException empty(String path, String name, ColumnStatistics column) {
    return ElboException.data(
        "Cannot train on column [%s] of [%s]: all of its [%d] cells are empty. Leave it out of elbo.data.columns."
            .formatted(name, path, column.missing()));
  }

  private static ElboException constant(String path, String name, ColumnStatistics column) {
    return ElboException.data(
        "Cannot scale column [%s] of [%s] to deviation 1: all of its [%d] values are [%s]. Leave it out of elbo.data.columns, or set elbo.data.scale to minmax."
            .formatted(name, path, column.count(), column.least()));
  }
}
