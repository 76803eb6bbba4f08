package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.store.ModelMetadata.Architecture;
import dev.elbo.store.ModelMetadata.Latent;
import dev.elbo.store.ModelMetadata.Likelihood;
import dev.elbo.vae.Activation;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Posterior;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.ContinuousBernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.Laplace;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.LearnedStudentT;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.NegativeBinomial;
import dev.elbo.vae.likelihood.Poisson;
import dev.elbo.vae.likelihood.StudentT;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The network that a model was written from is the one that it is read as. */
class SavedNetworkTest {
  private static final List<Tensor> PARAMETERS =
      List.of(
          tensor("encoder.0.weight", 2, 3),
          tensor("encoder.0.bias", 3),
          tensor("posterior.mean.weight", 3, 1),
          tensor("posterior.mean.bias", 1),
          tensor("posterior.log-variance.weight", 3, 1),
          tensor("posterior.log-variance.bias", 1),
          tensor("likelihood.mean.weight", 1, 2),
          tensor("likelihood.mean.bias", 2));

  private static Tensor tensor(String name, int... shape) {
    float[] values = new float[shape[0] * (shape.length > 1 ? shape[1] : 1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = name.hashCode() + i;
    }
    return Tensor.of(name, values, shape);
  }

  private static Model model(String activation, Latent latent, List<Tensor> parameters) {
    ModelMetadata m = Fixtures.model().metadata();
    Architecture architecture =
        new Architecture(
            2,
            List.of(3),
            List.of(),
            activation,
            "glorot-uniform",
            latent,
            Likelihood.gaussian(0.25),
            1);
    return new Model(
        new ModelMetadata(m.schema(), m.preparation(), architecture, m.provenance()), parameters);
  }

  private static Latent normal(List<Double> prior) {
    return new Latent("normal", 1, Optional.empty(), Optional.of(prior));
  }

  @Test
  void parametersLieInTheOrderOfTheFile() {
    SavedNetwork network =
        SavedNetwork.of(model("leaky-relu", normal(List.of(0.0, 1.0)), PARAMETERS));
    assertThat(network.architecture())
        .isEqualTo(
            new dev.elbo.vae.Architecture(
                2,
                List.of(3),
                Latents.normal(1),
                List.of(),
                Activation.LEAKY_RELU,
                new Gaussian(0.25)));
    int at = 0;
    for (Tensor tensor : PARAMETERS) {
      for (float value : tensor.floats()) {
        assertThat(network.parameters()[at++]).isEqualTo(value);
      }
    }
    assertThat(network.parameters()).hasSize(at);
  }

  @Test
  void aPriorThatIsNotTheFamilysOwnIsKept() {
    SavedNetwork network = SavedNetwork.of(model("relu", normal(List.of(0.0, 2.0)), PARAMETERS));
    assertThat(network.architecture().latents())
        .isEqualTo(new Latents("normal", 1, 0, List.of(0.0, 2.0)));
  }

  static List<dev.elbo.vae.likelihood.Likelihood> likelihoods() {
    List<ColumnLikelihood> laws =
        List.of(
            new Bernoulli(),
            new ContinuousBernoulli(),
            new Gaussian(0.25),
            new LearnedGaussian(),
            new Laplace(),
            new StudentT(3),
            new LearnedStudentT(),
            new Poisson(),
            new NegativeBinomial(),
            new Categorical(4));
    List<dev.elbo.vae.likelihood.Likelihood> all = new ArrayList<>(laws);
    all.add(new Mixed(laws));
    return all;
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void anyLikelihoodIsReadBack(dev.elbo.vae.likelihood.Likelihood likelihood) {
    assertThat(LikelihoodMetadata.read(LikelihoodMetadata.of(likelihood))).isEqualTo(likelihood);
  }

  @Test
  void everyFamilyOfLatentsIsReadBack() {
    for (String family : Posterior.names()) {
      Latents latents = new Latents(family, 3, 2, List.of());
      Latent words = new Latent(family, 3, Optional.of(2), Posterior.of(latents).eventPrior());
      assertThat(SavedNetwork.latents(words)).isEqualTo(latents);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"activation", "latent family"})
  void wordsOfANewerVersionAreRefused(String what) {
    boolean isActivation = what.equals("activation");
    Latent latent =
        isActivation
            ? normal(List.of(0.0, 1.0))
            : new Latent("newer", 1, Optional.empty(), Optional.empty());
    assertThatThrownBy(
            () -> SavedNetwork.of(model(isActivation ? "newer" : "relu", latent, PARAMETERS)))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot run the model: this version of Elbo does not know its %s [newer]. Use version [0.1.0] or a newer one."
                .formatted(what));
  }

  @Test
  void tensorsOfAnotherNetworkAreRefused() {
    assertThatThrownBy(
            () ->
                SavedNetwork.of(model("relu", normal(List.of(0.0, 1.0)), PARAMETERS.subList(0, 2))))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot run the model: its tensors are [encoder.0.weight [2, 3], encoder.0.bias [3]], its architecture needs [encoder.0.weight [2, 3], encoder.0.bias [3], posterior.mean.weight [3, 1], posterior.mean.bias [1], posterior.log-variance.weight [3, 1], posterior.log-variance.bias [1], likelihood.mean.weight [1, 2], likelihood.mean.bias [2]]. Restore both files of one model.");
  }
}
