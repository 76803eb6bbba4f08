package dev.elbo.report;

import dev.elbo.estimator.experiment.Findings;
import dev.elbo.estimator.experiment.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Findings as tables: measured numbers beside exact ones. */
public final class FindingsTable {
  private static final String EVALUATIONS = "evaluations a sample";
  private static final List<String> HEADS =
      List.of(
          "estimator",
          "estimate",
          "s.e.",
          "exact mean",
          "bias",
          "variance",
          "exact variance",
          "ratio",
          "exact ratio",
          EVALUATIONS,
          "as expected",
          "note");
  private static final int DIGITS = 4;

  private FindingsTable() {}

  /** As the findings are best shown. */
  public static List<TableGroup> of(Findings findings) {
    return switch (findings.view()) {
      case ROWS -> rows(findings);
      case RATIOS -> ratios(findings);
    };
  }

  /** Every row with all its numbers; a group a setting and derivative. */
  public static List<TableGroup> rows(Findings findings) {
    Map<String, List<Row>> groups =
        findings.rows().stream()
            .collect(
                Collectors.groupingBy(
                    FindingsTable::title, LinkedHashMap::new, Collectors.toList()));
    List<TableGroup> tables = new ArrayList<>();
    groups.forEach((title, rows) -> tables.add(withoutEmptyColumns(title, rows)));
    return tables;
  }

  /** The ratios alone, measured and in brackets exact; a group a derivative of like settings. */
  public static List<TableGroup> ratios(Findings findings) {
    Map<String, List<Row>> groups =
        findings.rows().stream()
            .collect(
                Collectors.groupingBy(
                    row -> family(row.setting()) + ", " + row.quantity(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<TableGroup> tables = new ArrayList<>();
    groups.forEach(
        (title, rows) ->
            tables.add(ratios("Variance ratio to pathwise, measured (exact): " + title, rows)));
    return tables;
  }

  private static TableGroup ratios(String title, List<Row> rows) {
    Set<String> estimators =
        rows.stream()
            .map(Row::estimator)
            .filter(name -> !name.equals("pathwise"))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, Map<String, Row>> settings =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    Row::setting,
                    LinkedHashMap::new,
                    Collectors.toMap(Row::estimator, Function.identity())));
    List<String> heads = new ArrayList<>(List.of("setting"));
    heads.addAll(estimators);
    List<List<String>> lines = new ArrayList<>();
    settings.forEach(
        (setting, byEstimator) -> {
          List<String> line = new ArrayList<>(List.of(setting));
          estimators.forEach(name -> line.add(ratio(byEstimator.get(name))));
          lines.add(line);
        });
    return new TableGroup(title, heads, lines);
  }

  private static String ratio(Row row) {
    String outside = row.check() == Row.Check.OUTSIDE ? " !" : "";
    return "%s (%s)%s".formatted(number(row.ratio()), number(row.exactRatio()), outside);
  }

  /** What settings have in common: all but the numbers. */
  private static String family(String setting) {
    return setting.startsWith("D=") ? "sum of squares" : setting.replaceAll(", k=.*", "");
  }

  private static String title(Row row) {
    double truth = row.truth();
    boolean whole = Math.abs(truth - Math.rint(truth)) < 1e-9;
    return "%s: %s is %s"
        .formatted(
            row.setting(),
            row.quantity(),
            whole ? Numbers.fixed(Math.rint(truth), 0) : number(truth));
  }

  private static List<String> line(Row row) {
    return List.of(
        row.estimator(),
        number(row.estimate()),
        error(row.standardError()),
        number(row.expected()),
        Math.abs(row.bias()) < 1e-12 ? "" : number(row.bias()),
        number(row.variance()),
        number(row.exactVariance()),
        number(row.ratio()),
        number(row.exactRatio()),
        Integer.toString(row.evaluations()),
        check(row),
        row.note());
  }

  /** Without the columns that say nothing here. */
  private static TableGroup withoutEmptyColumns(String title, List<Row> rows) {
    List<List<String>> lines = rows.stream().map(FindingsTable::line).toList();
    boolean alike = rows.stream().allMatch(row -> row.evaluations() == 1);
    List<Integer> kept =
        IntStream.range(0, HEADS.size())
            .filter(i -> lines.stream().anyMatch(line -> !line.get(i).isEmpty()))
            .filter(i -> !(alike && HEADS.get(i).equals(EVALUATIONS)))
            .boxed()
            .toList();
    return new TableGroup(
        title,
        kept.stream().map(HEADS::get).toList(),
        lines.stream().map(line -> kept.stream().map(line::get).toList()).toList());
  }

  private static String check(Row row) {
    return switch (row.check()) {
      case INSIDE -> "yes";
      case OUTSIDE -> "NO";
      case UNCHECKED -> "";
    };
  }

  private static String error(double value) {
    return value == 0 ? "0" : Numbers.significant(value, 2);
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    // Rounding leaves 1e-16 where a symmetry makes a number 0.
    return Math.abs(value) < 1e-12 ? "0" : Numbers.significant(value, DIGITS);
  }
}
