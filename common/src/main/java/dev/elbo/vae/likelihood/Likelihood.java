package dev.elbo.vae.likelihood;

import java.io.Serializable;
import java.util.Optional;

/** p(x|z) of rows: one law for all columns, or a law of its own for each. */
public sealed interface Likelihood extends Serializable permits ColumnLikelihood, Mixed {

  /** The name in settings and in model metadata. */
  String name();

  /** Whether log p(x|z) has a ceiling, without which there is no deviance. */
  boolean isBounded();

  /**
   * What evaluates rows; it belongs to one thread.
   *
   * @param features the width of a row
   */
  RowLikelihood over(int features);

  /**
   * The same in vector lanes and single precision, for the laws of most data; it belongs to one
   * thread.
   */
  default Optional<LaneLikelihood> lanes(int features) {
    return Optional.empty();
  }
}
