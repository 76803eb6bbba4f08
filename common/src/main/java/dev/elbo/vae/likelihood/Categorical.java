package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.Collections;
import java.util.List;

/**
 * Categories, coded 0 to C - 1, from a logit a_c for each: log p = a_x - log sum_c exp a_c. A mean
 * of codes says nothing; the most probable code stands for it, the first one of equals.
 *
 * @param categories C, at least 1; 0 before the data is known
 */
public record Categorical(int categories) implements ColumnLikelihood {

  public Categorical {
    if (categories < 0) {
      throw new IllegalArgumentException(
          "Cannot build a categorical likelihood: [%d] categories. Give 1 or more."
              .formatted(categories));
    }
  }

  /** With as many categories as the data turns out to have. */
  public static Categorical ofTheData() {
    return new Categorical(0);
  }

  @Override
  public String name() {
    return "categorical";
  }

  @Override
  public List<Head> heads() {
    if (categories == 0) {
      throw new IllegalStateException(
          "Cannot build a categorical likelihood: its data is not known. Call fit first.");
    }
    return List.of(new Head("logits", categories));
  }

  @Override
  public Support support() {
    return Support.CODES;
  }

  @Override
  public ColumnLikelihood fit(double greatest) {
    return categories > 0 ? this : new Categorical((int) greatest + 1);
  }

  /** Columns with outputs of their own, even if all have as many. */
  @Override
  public RowLikelihood over(int features) {
    return new Mixed(Collections.nCopies(features, this)).over(features);
  }

  @Override
  public double logDensity(double x, double[] theta, double[] gradient) {
    int code = (int) x;
    if (code < 0 || code >= categories || code != x) {
      throw new IllegalArgumentException(
          "Cannot explain the code [%s]: there are [%d] categories. Give 0 to [%d]."
              .formatted(x, categories, categories - 1));
    }
    double greatest = theta[mode(theta)];
    double sum = 0;
    for (int c = 0; c < categories; c++) {
      gradient[c] = Math.exp(theta[c] - greatest);
      sum += gradient[c];
    }
    for (int c = 0; c < categories; c++) {
      gradient[c] = -gradient[c] / sum;
    }
    gradient[code] += 1;
    return theta[code] - greatest - Math.log(sum);
  }

  @Override
  public double ceiling(double x, double[] theta) {
    return 0;
  }

  @Override
  public double mean(double[] theta) {
    return mode(theta);
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    double[] gradient = new double[categories];
    double u = noise.uniform(0);
    for (int c = 0; c < categories - 1; c++) {
      u -= Math.exp(logDensity(c, theta, gradient));
      if (u < 0) {
        return c;
      }
    }
    return categories - 1;
  }

  private int mode(double[] theta) {
    int mode = 0;
    for (int c = 1; c < categories; c++) {
      mode = theta[c] > theta[mode] ? c : mode;
    }
    return mode;
  }
}
