package dev.elbo.vae.latent;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Reparameterized;
import java.util.ArrayList;
import java.util.List;

/** Which estimators of {@code dev.elbo.estimator} train which latents. */
public final class Estimators {
  /** The estimator of the multi-sample bound. */
  public static final String VIMCO = "vimco";

  /** Every name. */
  public static final List<String> NAMES =
      List.of(
          "pathwise",
          "gumbel-softmax",
          "gumbel-softmax-hard",
          "straight-through",
          "score-function",
          "arm",
          "disarm",
          "rebar",
          VIMCO);

  /** Those whose points are soft, as a temperature says. */
  public static final List<String> RELAXING =
      List.of("gumbel-softmax", "gumbel-softmax-hard", "rebar");

  /** Those whose gradient goes through the bits and categories themselves. */
  public static final List<String> THROUGH_BITS =
      List.of("gumbel-softmax", "gumbel-softmax-hard", "straight-through", "rebar");

  /** Baselines of {@code score-function}. */
  public static final List<String> BASELINES =
      List.of("leave-one-out", "running", "mean", "optimal", "none");

  private static final List<String> COMPARING = List.of("leave-one-out", "mean", "optimal");

  private Estimators() {}

  /** Those that work for a latent space, the one that {@code auto} takes first. */
  public static List<String> fitting(Latents latents) {
    Family family = Posterior.of(latents).family();
    if (!family.hasFixedSupport()) {
      // The others need a score with expectation 0.
      return List.of("pathwise");
    }
    if (family instanceof Reparameterized) {
      return List.of("pathwise", "score-function", VIMCO);
    }
    List<String> names =
        new ArrayList<>(
            List.of(
                "gumbel-softmax",
                "gumbel-softmax-hard",
                "straight-through",
                "score-function",
                VIMCO));
    if (latents.family().equals("bernoulli")) {
      names.addAll(List.of("arm", "disarm", "rebar"));
    }
    return names;
  }

  /** The fewest samples that an estimator works with. */
  public static int leastSamples(Estimation estimation) {
    boolean compares =
        estimation.estimator().equals("score-function")
            && COMPARING.contains(estimation.baseline());
    return compares || estimation.estimator().equals(VIMCO) ? 2 : 1;
  }
}
