package dev.elbo.vae.likelihood;

import java.util.List;

/**
 * A law of its own for each column. Heads of laws of one name are shared by their columns: {@code
 * poisson.log-rate} has an output for each Poisson column, in the order of the columns. Where all
 * laws have one name, heads go without it, and so does the mixture.
 *
 * @param columns the law of each, at least one
 */
public record Mixed(List<ColumnLikelihood> columns) implements Likelihood {

  public Mixed {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot mix likelihoods: there are [0] columns. Give one at least.");
    }
  }

  @Override
  public String name() {
    return isOfOneName() ? columns.get(0).name() : "mixed";
  }

  @Override
  public boolean isBounded() {
    return columns.stream().allMatch(Likelihood::isBounded);
  }

  @Override
  public RowLikelihood over(int features) {
    if (features != columns.size()) {
      throw new IllegalArgumentException(
          "Cannot mix likelihoods: there are [%d] for [%d] features. Give one a feature."
              .formatted(columns.size(), features));
    }
    return new MixedColumns(this);
  }

  /** The name that a head of a law has among those of the others. */
  String headName(ColumnLikelihood law, Head head) {
    return isOfOneName() ? head.name() : law.name() + "." + head.name();
  }

  private boolean isOfOneName() {
    return columns.stream().map(Likelihood::name).distinct().count() == 1;
  }
}
