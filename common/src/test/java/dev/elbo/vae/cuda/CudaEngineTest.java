package dev.elbo.vae.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.optim.Optimizer;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Inputs;
import dev.elbo.vae.StepSettings;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Poisson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be said of the CUDA step without a GPU. */
class CudaEngineTest {
  private static StepSettings settings(Likelihood likelihood, Objective objective, Optimizer rule) {
    Architecture network =
        new Architecture(4, List.of(3), Latents.normal(2), List.of(3), Activation.GELU, likelihood);
    return new StepSettings(network, objective, rule, Double.POSITIVE_INFINITY, 8);
  }

  private static Optimizer rule(Optimizer.Rule rule) {
    Optimizer adam = Optimizer.adam(1e-3);
    return new Optimizer(rule, 1e-3, adam.schedule(), 0.9, 0.999, 1e-8, 0.9, 0.95, 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"SGD", "ADAM", "ADAMW"})
  void theTextbooksNetworkHasNoLimit(Optimizer.Rule rule) {
    for (Likelihood law : List.of(new Bernoulli(), new Gaussian(0.5), new LearnedGaussian())) {
      assertThat(CudaEngine.limit(settings(law, Objective.elbo(), rule(rule)))).isEmpty();
    }
  }

  @Test
  void otherNetworksAreToldWhy() {
    Optimizer adam = Optimizer.adam(1e-3);
    Objective elbo = Objective.elbo();
    assertThat(CudaEngine.limit(settings(new Poisson(), elbo, adam)))
        .hasValue("it explains rows by one law, bernoulli or gaussian, and not by [poisson]");
    assertThat(CudaEngine.limit(settings(new Bernoulli(), elbo.withImportanceSamples(5), adam)))
        .hasValue(
            "it takes one reparameterized sample of a normal posterior against a standard normal prior, with the KL in closed form");
    assertThat(CudaEngine.limit(settings(new Bernoulli(), elbo, rule(Optimizer.Rule.RMSPROP))))
        .hasValue("it updates with sgd, adam or adamw, and not with [rmsprop]");
  }

  @Test
  void rowsOfCodesAreToldWhy() {
    Architecture codes =
        new Architecture(
            2,
            List.of(),
            Latents.normal(2),
            List.of(),
            Activation.RELU,
            new Gaussian(1),
            new Inputs(List.of(0, 3), List.of()));
    StepSettings settings = new StepSettings(codes, Objective.elbo(), Optimizer.adam(1e-3), 1, 8);
    assertThat(CudaEngine.limit(settings))
        .hasValue("its encoder reads numbers that are never missing, and not codes or flags");
  }

  /** Here CUDA's classes are on the class path and their natives are not. */
  @Test
  void aMachineWithoutCudaHasAProblemAndNoException() {
    CudaEngine engine = new CudaEngine(0, MatrixPrecision.FP32);
    for (int i = 0; i < 2; i++) {
      assertThat(engine.problem())
          .hasValueSatisfying(
              problem -> {
                assertThat(problem.reason()).startsWith("CUDA's libraries do not load: ");
                assertThat(problem.remedy())
                    .startsWith("Put [org.bytedeco:cuda:13.1-9.19-1.5.13] and CUDA's libraries on");
              });
    }
  }

  @Test
  void aCardIsCompiledForOrTheNewestBelowIt() {
    int[] known = {75, 80, 86, 90};
    assertThat(Cubins.target(86, known)).isEqualTo("sm_86");
    assertThat(Cubins.target(103, known)).isEqualTo("compute_90");
    assertThatThrownBy(() -> Cubins.target(61, known))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot compile for a GPU of compute capability [6.1]: the NVRTC that is installed knows [75, 80, 86, 90]. Install that of an older CUDA.");
  }
}
