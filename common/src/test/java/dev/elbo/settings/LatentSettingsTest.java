package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elbo.ElboException;
import dev.elbo.distribution.TemperatureSchedule;
import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Estimation;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.KlForm;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class LatentSettingsTest {
  private static final String LATENT = "elbo.model.latent.";

  @SuppressWarnings("unused") // read by name
  private static final List<String> FAMILIES = Posterior.names();

  @TempDir Path folder;

  private ModelSettings read(String text, String... sets) {
    return new Desk(folder).minimal(text, sets).settings().model();
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void everyFamilyHasItsName(String family) {
    assertThat(read("", LATENT + "family=" + family).latents().family()).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "normal, 0, pathwise",
    "planar-flow, 2, pathwise",
    "mixture, 3, pathwise",
    "low-rank-normal, 2, pathwise",
    "bernoulli, 0, gumbel-softmax",
    "categorical, 10, gumbel-softmax"
  })
  void aFamilyBringsItsNumberAndItsEstimator(String family, int components, String estimator) {
    ModelSettings model = read("", LATENT + "family=" + family);
    assertThat(model.latents()).isEqualTo(new Latents(family, 20, components, List.of()));
    assertThat(model.objective().estimation().estimator()).isEqualTo(estimator);
  }

  @Test
  void everythingCanBeSet() {
    ModelSettings model =
        read(
            """
            elbo.model {
              latent { family = normal, dimension = 3, prior = [0, 2], kl = monte-carlo }
              samples = 2, free-bits = 0.25, gradient = sticking-the-landing
              beta = 0.5, warm-up-epochs = 1.5
            }
            """);
    assertThat(model.latents()).isEqualTo(new Latents("normal", 3, 0, List.of(0.0, 2.0)));
    assertThat(model.objective())
        .isEqualTo(
            new Objective(
                2,
                1,
                0.25,
                KlForm.MONTE_CARLO,
                GradientForm.STICKING_THE_LANDING,
                Estimation.pathwise()));
    assertThat(model.annealing())
        .isEqualTo(new AnnealingSchedule(0.5, 1.5, TemperatureSchedule.constant(1)));
  }

  @Test
  void aPriorWithoutMassWhereThePosteriorMayStartIsRefused() {
    ElboException e =
        catchThrowableOfType(
            ElboException.class, () -> read("", LATENT + "family=pareto", LATENT + "prior=[2, 1]"));
    assertThat(e.getMessage())
        .matches(
            "Cannot use elbo.model.latent.prior \\(--set\\): \\[2.0, 1.0] is no prior of pareto: prior"
                + " \\[2.0, 1.0] of pareto: it has no mass at \\[1\\.\\d+], where the posterior may"
                + " start\\. Give a number for each of \\[minimum, shape], or \\[] for its own prior\\.");
  }

  @Test
  void thePriorOfABoundedPosteriorIsANormal() {
    ModelSettings model = read("", LATENT + "family=uniform", LATENT + "prior=[0, 0.5]");
    assertThat(model.latents().prior()).containsExactly(0.0, 0.5);
  }

  @Test
  void temperaturesFallForRelaxedLatentsAlone() {
    ModelSettings model =
        read(
            """
            elbo.model.latent {
              family = categorical, categories = 4
              temperature { initial = 2, least = 0.25, rate = 1e-3, every = 10 }
            }
            """);
    assertThat(model.annealing().temperature())
        .isEqualTo(new TemperatureSchedule(2, 0.25, 1e-3, 10));
    assertThat(read("", LATENT + "family=bernoulli", LATENT + "estimator=disarm").annealing())
        .isEqualTo(AnnealingSchedule.beta(1));
  }

  /** Settings in the order they are given, and what is said about the first key named. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latent.dimension=0 | latent.dimension | [0] is less than [1]. Give 1 or more.",
        "latent.family=categorical latent.categories=1 | latent.categories | [1] is less than [2]. Give 2 or more.",
        "latent.categories=5 | latent.categories | elbo.model.latent.family [normal] does not use it. Remove it, or set elbo.model.latent.family to one of [categorical].",
        "latent.baseline=mean | latent.baseline | elbo.model.latent.estimator [auto] does not use it. Remove it, or set elbo.model.latent.estimator to one of [score-function].",
        "latent.prior=[1] | latent.prior | [1.0] is no prior of normal: theta of normal: it has [1] numbers. Give a number for each of [mean, scale], or [] for its own prior.",
        "latent.estimator=disarm | latent.estimator | [disarm] does not work for the family [normal]. Use one of [pathwise, score-function, vimco].",
        "latent.family=categorical latent.estimator=pathwise | latent.estimator | [pathwise] does not work for the family [categorical]. Use one of [gumbel-softmax, gumbel-softmax-hard, straight-through, score-function, vimco].",
        "latent.family=bernoulli latent.estimator=score-function | samples | [1] is less than the [2] that the estimator score-function with the baseline leave-one-out compares. Give 2 or more, or use the baseline running.",
        "latent.family=bernoulli latent.estimator=vimco | importance-samples | [1] is no bound for vimco. Give 2 or more.",
        "latent.family=bernoulli importance-samples=5 | importance-samples | [5] samples need the estimator pathwise or vimco, not [gumbel-softmax]. Set it to 1, or change elbo.model.latent.estimator.",
        "importance-samples=5 beta=2 | importance-samples | [5] with beta [2.0], warm-up-epochs [0.0] and free-bits [0.0]: the bound has no KL to weigh. Set it to 1, or leave the three at 1, 0 and 0.",
        "importance-samples=5 gradient=sticking-the-landing | gradient | [sticking-the-landing] is biased with importance-samples [5]. Use doubly-reparameterized.",
        "latent.family=bernoulli gradient=doubly-reparameterized | gradient | [doubly-reparameterized] is a form of the pathwise gradient, and the estimator is [gumbel-softmax]. Set it to total.",
        "latent.family=logistic latent.estimator=score-function latent.baseline=none free-bits=1 | free-bits | [1.0] needs a KL of its own, and with [score-function] that of [logistic] is in the integrand. Set it to 0, or use the estimator pathwise.",
        "latent.family=uniform latent.estimator=score-function | latent.estimator | [score-function] does not work for the family [uniform]. Use one of [pathwise].",
        "latent.family=pareto gradient=sticking-the-landing | gradient | [sticking-the-landing] leaves out a term that is not 0 for [pareto], whose support moves with its parameters. Set it to total.",
        "gradient=doubly-reparameterized | gradient | [doubly-reparameterized] is for more than the [1] of importance-samples. Use sticking-the-landing, or more importance-samples.",
        "latent.family=bernoulli latent.kl=monte-carlo | latent.kl | [monte-carlo] has no gradient through the soft or straight-through samples of [gumbel-softmax]. Set it to auto.",
        "latent.estimator=vimco importance-samples=3 samples=2 | samples | [2] groups of samples are not for vimco. Set it to 1, and importance-samples to what they are together.",
        "latent.family=bernoulli latent.estimator=disarm latent.kl=monte-carlo free-bits=1 | free-bits | [1.0] needs a KL of its own, and with [disarm] that of [bernoulli] is in the integrand. Set it to 0, or use the estimator pathwise.",
        "samples=2000000000 importance-samples=2 | samples | [2000000000] times [2] samples an example are more than [100000]. Give fewer.",
        "latent.family=dirichlet latent.dimension=1 | latent.dimension | [1] latents of [dirichlet] cannot be built. Give another number: a dirichlet has 2 or more, and parameters are counted in 32 bits.",
        "latent.family=multivariate-normal latent.dimension=100000 | latent.dimension | [100000] latents of [multivariate-normal] cannot be built. Give another number: a dirichlet has 2 or more, and parameters are counted in 32 bits.",
        "latent.temperature.rate=1 | latent.temperature.rate | elbo.model.latent.family [normal] does not use it. Remove it, or set elbo.model.latent.family to one of [bernoulli, categorical].",
        "latent.prior=[0,-1] | latent.prior | [0.0, -1.0] is no prior of normal: scale of normal: [-1.0] is not positive and finite. Give a number for each of [mean, scale], or [] for its own prior.",
        "latent.family=low-rank-normal latent.dimension=3 latent.rank=4 | latent.rank | [4] is more than the [3] latents. Give fewer, or use the family multivariate-normal.",
        "latent.family=bernoulli latent.temperature.initial=0.1 | latent.temperature.initial | a least of [0.5] is above the initial [0.1]. Set both, such as initial = 1, least = 0.5.",
        "free-bits=-1 | free-bits | [-1.0] is negative or not finite. Give 0 or a finite number above.",
        "samples=0 | samples | [0] is less than [1]. Give 1 or more.",
        "latent.family=bernoulli latent.temperature.least=0 | latent.temperature.least | [0.0] is not positive. Give a finite number above 0.",
        "latent.family=bernoulli latent.temperature.least=2 | latent.temperature.least | a least of [2.0] is above the initial [1.0]. Set both, such as initial = 1, least = 0.5."
      })
  void whatDoesNotGoTogetherIsRefused(String sets, String key, String message) {
    String[] words = sets.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = "elbo.model." + words[i];
    }
    ElboException e = catchThrowableOfType(ElboException.class, () -> read("", words));
    assertThat(e.kind()).isEqualTo(ElboException.Kind.SETTINGS);
    assertThat(e.getMessage())
        .startsWith("Cannot use elbo.model." + key + " (")
        .endsWith("): " + message);
  }
}
