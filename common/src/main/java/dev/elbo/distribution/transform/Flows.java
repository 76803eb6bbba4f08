package dev.elbo.distribution.transform;

import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Reparameterized;
import dev.elbo.distribution.transform.InverseAutoregressive.Order;
import java.util.stream.IntStream;

/**
 * Families that a flow makes of n independent normal numbers, for posteriors that are not normal.
 * theta starts with the blocks mean [n] and scale [n] of the base.
 */
public final class Flows {
  private Flows() {}

  /** {@code planar-flow}: bends by {@link Planar}, each of 2 n + 1 parameters. */
  public static Transformed planar(int n, int steps) {
    Transform[] chain =
        IntStream.range(0, steps).mapToObj(k -> new Planar(n)).toArray(Transform[]::new);
    return new Transformed("planar-flow", base(n), chain);
  }

  /**
   * {@code autoregressive-flow}: steps of {@link InverseAutoregressive} in alternating order, each
   * of n (n + 1) parameters.
   */
  public static Transformed inverseAutoregressive(int n, int steps) {
    Transform[] chain =
        IntStream.range(0, steps)
            .mapToObj(k -> new InverseAutoregressive(n, k % 2 == 0 ? Order.GIVEN : Order.REVERSED))
            .toArray(Transform[]::new);
    return new Transformed("autoregressive-flow", base(n), chain);
  }

  private static Reparameterized base(int n) {
    return (Reparameterized) Independent.of(new Normal(), n);
  }
}
