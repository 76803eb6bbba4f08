package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;

/** The law of one column given z; as a {@link Likelihood}, the law of every column. */
public non-sealed interface ColumnLikelihood extends Likelihood {

  /** The heads in the order of the parameter vector, each with its outputs for one column. */
  List<Head> heads();

  /** The values that the law explains. */
  Support support();

  /**
   * log p(x) and its derivatives. The parameters may be any numbers: the result is finite.
   *
   * @param x a value of the support
   * @param theta the outputs of the heads for this column, one head after the other
   * @param gradient receives d log p / d theta
   * @return log p(x), in nats; of a density in the units of the scaled data
   */
  double logDensity(double x, double[] theta, double[] gradient);

  /**
   * The greatest log p(x) that a decoder could reach by its location alone, its spread being that
   * of theta: what the deviance is counted from (McCullagh and Nelder 1989, section 2.3).
   *
   * @return in nats
   * @throws UnsupportedOperationException if there is none: not {@link #isBounded}
   */
  double ceiling(double x, double[] theta);

  /** Whether log p(x) has a ceiling at every x. */
  @Override
  default boolean isBounded() {
    return true;
  }

  /** E[x], or what is shown where that says nothing; the law's own page tells. */
  double mean(double[] theta);

  /** A draw of x: a function of the parameters and the noise. */
  double sample(double[] theta, Noise noise);

  /**
   * The law for a column of the data.
   *
   * @param greatest value of the column
   */
  default ColumnLikelihood fit(double greatest) {
    return this;
  }

  @Override
  default RowLikelihood over(int features) {
    return new SameColumns(this, features);
  }
}
