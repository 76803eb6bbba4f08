package dev.elbo.job.score;

import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.Support;

/**
 * The values of a column that its law can explain, as the network sees them.
 *
 * @param support of the law
 * @param least value
 * @param greatest value
 */
record Range(Support support, float least, float greatest) implements java.io.Serializable {

  /** The range of a column. */
  static Range of(Likelihood likelihood, int column) {
    ColumnLikelihood law =
        likelihood instanceof Mixed mixed
            ? mixed.columns().get(column)
            : (ColumnLikelihood) likelihood;
    float least = law.support() == Support.REAL ? -Float.MAX_VALUE : 0;
    return new Range(law.support(), least, greatest(law));
  }

  private static float greatest(ColumnLikelihood law) {
    return switch (law.support()) {
      case REAL, COUNTS -> Float.MAX_VALUE;
      case UNIT -> 1;
      case CODES -> ((Categorical) law).categories() - 1;
    };
  }

  /** Whether only whole numbers are in it. */
  boolean isWhole() {
    return support.isWhole();
  }

  /** False for NaN, too. */
  boolean contains(float value) {
    return value >= least && value <= greatest && (!isWhole() || value == Math.rint(value));
  }

  /** What is wrong with a raw value that became one outside, following "holds [it], ". */
  String reason(double raw, float value) {
    if (!Double.isFinite(raw)) {
      return "which is not a finite number";
    }
    return switch (support) {
      case REAL -> "which is [%s] after scaling".formatted(value);
      case UNIT -> "which is [%s] after scaling, outside [0, 1]".formatted(value);
      case COUNTS -> "and counts are whole numbers from 0 on";
      case CODES -> "and the model knows the categories 0 to %d".formatted((int) greatest);
    };
  }
}
