package dev.elbo.vae.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Reparameterized;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Every family of the catalog is tied so that an encoder can say nothing that it cannot use. */
class PosteriorTest {
  private static final int DIMENSION = 3;

  @SuppressWarnings("unused") // read by name
  private static final List<String> FAMILIES = Posterior.names();

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void thePriorIsInItsDomainAndOfTheSameSize(String family) {
    Posterior posterior = posterior(family);
    posterior.prior().check(posterior.priorTheta());
    assertThat(posterior.prior().size()).isEqualTo(posterior.family().size());
    assertThat(posterior.latents()).isEqualTo(DIMENSION);
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void whateverTheEncoderSaysTheSampleTheViewAndTheGradientsAreFinite(String family) {
    Posterior posterior = posterior(family);
    double[] raw = new double[posterior.outputs()];
    double[] theta = new double[posterior.family().parameterCount()];
    for (double scale : new double[] {0, 0.1, 1, 5, 20}) {
      // A gate that closes to the last bit cannot be inverted: the ELBO is NaN, training diverges.
      if (family.equals("autoregressive-flow") && scale > 1) {
        continue;
      }
      for (int i = 0; i < 20; i++) {
        Noise noise = Noise.of(1, 0, 0, i);
        for (int j = 0; j < raw.length; j++) {
          raw[j] = scale * noise.gaussian(j);
        }
        posterior.link().apply(raw, theta);
        posterior.family().check(theta);
        double[] z = new double[posterior.family().size()];
        posterior.family().sample(theta, noise, z);
        double[] view = new double[posterior.inputs()];
        posterior.view().apply(z, view, 0);
        assertFinite(z, family, theta);
        assertFinite(view, family, theta);
        assertFinite(gradient(posterior, raw, theta, z, noise), family, theta);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void theLinkBackwardIsTheDerivativeOfTheLink(String family) {
    Posterior posterior = posterior(family);
    double[] raw = new double[posterior.outputs()];
    Noise.of(2, 0, 0, 0).gaussians(raw);
    double[] weights = new double[posterior.family().parameterCount()];
    Noise.of(3, 0, 0, 0).gaussians(weights);
    double[] theta = new double[weights.length];
    posterior.link().apply(raw, theta);
    double[] atRaw = new double[raw.length];
    posterior.link().backward(raw, theta, weights, atRaw);
    for (int j = 0; j < raw.length; j++) {
      double difference =
          (linked(posterior, raw, weights, j, 1e-5) - linked(posterior, raw, weights, j, -1e-5))
              / 2e-5;
      assertThat(atRaw[j]).isCloseTo(difference, within(1e-6 * Math.max(1, Math.abs(difference))));
    }
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void theViewBackwardIsTheDerivativeOfTheView(View view) {
    for (double z : new double[] {1e-3, 0.5, 0.99, 3, 40}) {
      if (view == View.LOGIT && z >= 1) {
        continue;
      }
      double[] weights = {0.7, -1.3};
      double[] atZ = new double[1];
      view.backward(new double[] {z}, weights, 0, atZ);
      double step = 1e-6 * z;
      double difference =
          (viewed(view, z + step, weights) - viewed(view, z - step, weights)) / (2 * step);
      assertThat(atZ[0]).isCloseTo(difference, within(1e-7 * Math.max(1, Math.abs(difference))));
    }
  }

  @Test
  void theInverseHyperbolicSineIsRightFromTheSmallestToTheGreatest() {
    for (double z : new double[] {1e-300, 1e-9, 0.1, 1, 10, 1e8}) {
      double[] out = new double[1];
      View.ASINH.apply(new double[] {-z}, out, 0);
      double exact = -FastMath.asinh(z);
      assertThat(out[0]).isCloseTo(exact, within(1e-14 * Math.abs(exact)));
    }
    double[] out = new double[1];
    View.ASINH.apply(new double[] {1e300}, out, 0);
    assertThat(out[0]).isCloseTo(Math.log(2) + 300 * Math.log(10), within(1e-12));
  }

  @Test
  void aPriorOfItsOwnReplacesTheFamilys() {
    Posterior wide = Posterior.of(new Latents("laplace", 2, 0, List.of(1.0, 3.0)));
    assertThat(wide.priorTheta()).containsExactly(1, 1, 3, 3);
    assertThatThrownBy(() -> Posterior.of(new Latents("laplace", 2, 0, List.of(1.0, -3.0))))
        .hasMessage(
            "Cannot use scale of laplace: [-3.0] is not positive and finite. Give a value that is.");
    assertThatThrownBy(() -> Posterior.of(new Latents("dirichlet", 2, 0, List.of(1.0))))
        .hasMessage(
            "Cannot set the prior of dirichlet to [1.0]: it has one for all of z. Give [].");
  }

  @Test
  void anUnknownFamilyIsRefusedWithTheListOfThose() {
    assertThatThrownBy(() -> Posterior.of(new Latents("normalish", 2, 0, List.of())))
        .hasMessageStartingWith(
            "Cannot build latents: there is no family [normalish]. Use one of [normal, ");
  }

  private static Posterior posterior(String family) {
    return Posterior.of(new Latents(family, DIMENSION, 2, List.of()));
  }

  /** Of z and of both forms of the KL, at the heads. */
  private static double[] gradient(
      Posterior posterior, double[] raw, double[] theta, double[] z, Noise noise) {
    double[] atTheta = new double[theta.length];
    double[] ones = new double[z.length];
    Arrays.fill(ones, 1);
    double[] weights = new double[posterior.units()];
    Arrays.fill(weights, 1);
    Divergence.closedForm(posterior)
        .ifPresent(kl -> kl.addGradient(theta, z, weights, 1, atTheta, ones));
    if (posterior.family() instanceof Reparameterized family) {
      Divergence.monteCarlo(posterior).addGradient(theta, z, weights, 1, atTheta, ones);
      family.addPathwise(theta, z, noise, ones, atTheta);
    }
    double[] atRaw = new double[raw.length];
    posterior.link().backward(raw, theta, atTheta, atRaw);
    return atRaw;
  }

  private static double linked(
      Posterior posterior, double[] raw, double[] weights, int j, double step) {
    double[] moved = raw.clone();
    moved[j] += step;
    double[] theta = new double[weights.length];
    posterior.link().apply(moved, theta);
    double sum = 0;
    for (int i = 0; i < theta.length; i++) {
      sum += weights[i] * theta[i];
    }
    return sum;
  }

  private static double viewed(View view, double z, double[] weights) {
    double[] out = new double[view.width()];
    view.apply(new double[] {z}, out, 0);
    double sum = 0;
    for (int i = 0; i < out.length; i++) {
      sum += weights[i] * out[i];
    }
    return sum;
  }

  private static void assertFinite(double[] values, String family, double[] theta) {
    assertThat(Arrays.stream(values).allMatch(Double::isFinite))
        .as("%s at %s gave %s", family, Arrays.toString(theta), Arrays.toString(values))
        .isTrue();
  }
}
