package dev.elbo.vae;

/** The rows of a minibatch, wherever they lie: a network takes each when it has room for it. */
@FunctionalInterface
public interface Rows {

  /**
   * Copies a row.
   *
   * @param row from 0
   * @param target receives what the network sees of it, [features], at the start
   */
  void copy(int row, float[] target);

  /**
   * Rows in an array.
   *
   * @param values [.., features] row by row
   */
  static Rows of(float[] values, int features) {
    return (row, target) -> System.arraycopy(values, row * features, target, 0, features);
  }
}
