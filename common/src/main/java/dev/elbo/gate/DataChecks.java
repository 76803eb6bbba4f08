package dev.elbo.gate;

import dev.elbo.feature.Bins;
import dev.elbo.feature.CategoryProfile;
import dev.elbo.feature.CategoryProfile.Level;
import dev.elbo.feature.ColumnProfile;
import dev.elbo.feature.NumberProfile;
import dev.elbo.feature.TableProfile;
import dev.elbo.gate.Difference.Severity;
import dev.elbo.settings.CheckSettings;
import dev.elbo.settings.CheckSettings.Action;
import dev.elbo.settings.CheckSettings.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Compares new rows with those that the champion was trained on, column by column. */
public final class DataChecks {
  private static final String NEW = "the new rows";
  private static final String MEND = "Mend the source, or";

  private final CheckSettings settings;
  private final TableProfile champion;
  private final TableProfile fresh;
  private final String which;
  private final List<Difference> found = new ArrayList<>();

  private DataChecks(
      CheckSettings settings, TableProfile champion, TableProfile fresh, String which) {
    this.settings = settings;
    this.champion = champion;
    this.fresh = fresh;
    this.which = which;
  }

  /**
   * Finds what differs by more than the settings allow.
   *
   * @param champion of the rows that the champion was trained on
   * @param fresh of the new rows, its numbers counted in the bins of the champion's
   * @throws IllegalArgumentException if they are counted in other bins
   */
  public static Differences compare(
      CheckSettings settings, TableProfile champion, TableProfile fresh) {
    return compare(settings, champion, fresh, NEW);
  }

  /**
   * The same of a part of the new rows.
   *
   * @param which of them, in messages
   */
  public static Differences compare(
      CheckSettings settings, TableProfile champion, TableProfile fresh, String which) {
    DataChecks checks = new DataChecks(settings, champion, fresh, which);
    checks.schema();
    checks.rows();
    for (ColumnProfile before : champion.columns()) {
      fresh
          .column(before.name())
          .filter(now -> now.type().kind() == before.type().kind())
          .filter(now -> fresh.rows() > 0 && champion.rows() > 0)
          .ifPresent(
              now -> {
                checks.missing(before, now);
                checks.range(before, now);
                checks.drift(before, now);
              });
    }
    return new Differences(checks.found);
  }

  private void schema() {
    for (ColumnProfile before : champion.columns()) {
      Optional<ColumnProfile> now = fresh.column(before.name());
      if (now.isEmpty()) {
        schema(before.name(), "the champion was trained on it, and it is gone");
      } else if (now.get().type().kind() != before.type().kind()) {
        schema(
            before.name(),
            "its type is [%s], and was [%s] when the champion was trained"
                .formatted(now.get().type().text(), before.type().text()));
      }
    }
    for (ColumnProfile now : fresh.columns()) {
      if (champion.column(now.name()).isEmpty()) {
        schema(now.name(), "it is new, and the champion was not trained on it");
      }
    }
  }

  private void schema(String column, String reason) {
    if (settings.schema() != Action.OFF) {
      Severity severity = severity(settings.schema());
      String remedy =
          "%s set elbo.data.columns, or elbo.retrain.checks.schema to warn or off, for a move to a new schema."
              .formatted(MEND);
      String message =
          "Cannot rely on column [%s] of %s: %s. %s".formatted(column, NEW, reason, remedy);
      found.add(new Difference("schema", Optional.of(column), 1, 0, severity, message));
    }
  }

  private void rows() {
    double more = (double) fresh.rows() / champion.rows();
    double factor = fresh.rows() == champion.rows() ? 1 : Math.max(more, 1 / more);
    add(
        "rows",
        Optional.empty(),
        settings.rows(),
        factor,
        "there are [%d], and the champion was trained on [%d]"
            .formatted(fresh.rows(), champion.rows()));
  }

  private void missing(ColumnProfile before, ColumnProfile now) {
    double was = (double) before.missing() / champion.rows();
    double is = (double) now.missing() / fresh.rows();
    long[] cellsBefore = {before.missing(), champion.rows() - before.missing()};
    long[] cellsNow = {now.missing(), fresh.rows() - now.missing()};
    if (StabilityIndex.isByChance(cellsBefore, cellsNow)) {
      return;
    }
    add(
        "missing",
        Optional.of(now.name()),
        settings.missing(),
        Math.abs(is - was),
        "[%s %%] of its cells are missing, and [%s %%] were when the champion was trained"
            .formatted(number(100 * is), number(100 * was)));
  }

  private void range(ColumnProfile before, ColumnProfile now) {
    if (before.numbers().isEmpty() || now.numbers().isEmpty()) {
      return;
    }
    NumberProfile was = before.numbers().get();
    NumberProfile is = now.numbers().get();
    double width = was.greatest() - was.least();
    // A constant has no width: then its own size, or 1, is the measure.
    double unit = width > 0 ? width : Math.max(1, Math.abs(was.greatest()));
    double below = was.least() - is.least();
    double above = is.greatest() - was.greatest();
    add(
        "range",
        Optional.of(now.name()),
        settings.range(),
        Math.max(0, Math.max(below, above)) / unit,
        "its value [%s] is outside of [%s] to [%s], where the champion's were"
            .formatted(above >= below ? is.greatest() : is.least(), was.least(), was.greatest()));
  }

  private void drift(ColumnProfile before, ColumnProfile now) {
    long[][] counts = null;
    if (before.numbers().isPresent() && now.numbers().isPresent()) {
      counts = numbers(now.name(), before.numbers().get(), now.numbers().get());
    } else if (before.categories().isPresent() && now.categories().isPresent()) {
      counts = categories(before.categories().get(), now.categories().get());
    }
    if (counts == null) {
      return;
    }
    if (!StabilityIndex.isByChance(counts[0], counts[1])) {
      add(
          "drift",
          Optional.of(now.name()),
          settings.drift(),
          StabilityIndex.of(counts[0], counts[1]),
          "its values are spread otherwise than when the champion was trained (population stability index)");
    }
  }

  private static long[][] numbers(String column, NumberProfile before, NumberProfile now) {
    Bins bins = now.reference().orElse(now.bins());
    if (!bins.edges().equals(before.bins().edges())) {
      throw new IllegalArgumentException(
          "The new rows of column [%s] were counted in other bins than the champion's"
              .formatted(column));
    }
    return new long[][] {array(before.bins().counts()), array(bins.counts())};
  }

  /** Each category that both list, or that one lists and the other surely lacks; then the rest. */
  private static long[][] categories(CategoryProfile before, CategoryProfile now) {
    Map<String, Long> was = rows(before);
    Map<String, Long> is = rows(now);
    List<Long> countsBefore = new ArrayList<>();
    List<Long> countsNow = new ArrayList<>();
    long restBefore = before.others();
    for (Level level : before.levels()) {
      if (is.containsKey(level.text()) || now.others() == 0) {
        countsBefore.add(level.rows());
        countsNow.add(is.getOrDefault(level.text(), 0L));
      } else {
        restBefore += level.rows();
      }
    }
    long restNow = now.others();
    for (Level level : now.levels()) {
      restNow += was.containsKey(level.text()) ? 0 : level.rows();
    }
    if (restBefore > 0 || restNow > 0) {
      countsBefore.add(restBefore);
      countsNow.add(restNow);
    }
    return new long[][] {array(countsBefore), array(countsNow)};
  }

  private static Map<String, Long> rows(CategoryProfile profile) {
    return profile.levels().stream().collect(Collectors.toMap(Level::text, Level::rows));
  }

  private static long[] array(List<Long> counts) {
    return counts.stream().mapToLong(n -> n).toArray();
  }

  private void add(
      String check, Optional<String> column, Limits limits, double value, String reason) {
    Action action = limits.of(value);
    if (action == Action.OFF) {
      return;
    }
    Severity severity = severity(action);
    OptionalDouble limit = action == Action.STOP ? limits.stop() : limits.warn();
    String what = column.map(c -> "column [%s] of %s".formatted(c, which)).orElse(which);
    String message =
        "Cannot rely on %s: %s, a difference of [%s] where [%s] is allowed. %s raise %s%s.%s."
            .formatted(
                what,
                reason,
                number(value),
                limit.getAsDouble(),
                MEND,
                CheckSettings.KEY,
                check,
                severity == Severity.STOP ? "stop" : "warn");
    found.add(
        new Difference(
            check, column, Measure.finite(value), limit.getAsDouble(), severity, message));
  }

  private static Severity severity(Action action) {
    return action == Action.STOP ? Severity.STOP : Severity.WARN;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
