package dev.elbo.report;

import java.util.List;

/**
 * Rows of a table beside rows that the model generates, in the units of the columns. Text is plain
 * text; the report escapes it.
 *
 * @param marginals one entry a column that is shown
 * @param correlations of the columns that are numbers
 * @param anomalies the strangest rows, the strangest first
 */
public record TableComparison(
    List<Marginal> marginals, Correlations correlations, List<Anomaly> anomalies) {

  public TableComparison {
    marginals = List.copyOf(marginals);
    anomalies = List.copyOf(anomalies);
  }

  /** The values of a column by itself. */
  public sealed interface Marginal {
    /** The column. */
    String name();
  }

  /**
   * A column of numbers.
   *
   * @param real its values that are there
   * @param generated others
   */
  public record Numbers(String name, double[] real, double[] generated) implements Marginal {}

  /**
   * A column of categories or truths.
   *
   * @param levels what it may hold
   * @param real the part of the rows that hold each, in [0, 1]
   * @param generated the same of others
   */
  public record Shares(String name, List<String> levels, double[] real, double[] generated)
      implements Marginal {
    public Shares {
      levels = List.copyOf(levels);
    }
  }

  /**
   * Pearson's correlations.
   *
   * @param names of the columns
   * @param real [columns][columns]; NaN where a column is constant
   * @param generated the same of others
   */
  public record Correlations(List<String> names, double[][] real, double[][] generated) {
    public Correlations {
      names = List.copyOf(names);
    }
  }

  /**
   * A strange row.
   *
   * @param score in nats; the higher, the stranger
   * @param cells the columns that make it strange, the strangest first
   */
  public record Anomaly(double score, List<Cell> cells) {
    public Anomaly {
      cells = List.copyOf(cells);
    }
  }

  /** A cell, and its part of the score in nats. */
  public record Cell(String column, String value, double contribution) {}
}
