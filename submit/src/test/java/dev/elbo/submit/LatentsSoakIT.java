package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.vae.latent.Posterior;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every family of latents on MNIST, which {@code -Delbo.mnist} points at: three epochs each. */
@Tag("soak")
class LatentsSoakIT {

  /** Families that carry less by their nature; common/README.md says why. */
  private static final List<String> WEAKER =
      List.of("cauchy", "half-normal", "half-cauchy", "exponential", "chi2");

  /** Ten bits hold at most 7 nats and ten categories 23, where the others use 17. */
  private static final List<String> DISCRETE = List.of("bernoulli", "categorical");

  @TempDir private Path folder;

  @Test
  void everyFamilyTrainsAndMostAreWithinTenNatsOfTheNormal() throws Exception {
    Map<String, List<Double>> elbo = new LinkedHashMap<>();
    for (String family : Posterior.names()) {
      elbo.put(family, train(family, "elbo.model.latent.family=" + family));
      System.out.println(family + " " + elbo.get(family));
    }
    double normal = elbo.get("normal").get(2);
    assertThat(elbo)
        .allSatisfy(
            (family, epochs) -> {
              assertThat(epochs).hasSize(3).isSorted();
              assertThat(epochs.get(2)).isGreaterThan(normal - allowance(family));
            });
  }

  private static double allowance(String family) {
    if (DISCRETE.contains(family)) {
      return 100;
    }
    return WEAKER.contains(family) ? 40 : 10;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "family=bernoulli estimator=gumbel-softmax",
        "family=bernoulli estimator=score-function baseline=leave-one-out",
        "family=bernoulli estimator=disarm",
        "family=categorical estimator=gumbel-softmax",
        "family=categorical estimator=score-function baseline=leave-one-out"
      })
  void discreteLatentsImproveFromEpochToEpochOnHardSamples(String latent) throws Exception {
    List<String> sets = new ArrayList<>(List.of("elbo.model.latent.dimension=50"));
    for (String set : latent.split(" ", -1)) {
      sets.add("elbo.model.latent." + set);
    }
    if (latent.contains("leave-one-out")) {
      sets.add("elbo.model.samples=2");
    }
    List<Double> elbo = train("discrete", sets.toArray(String[]::new));
    System.out.println(latent + " " + elbo);
    assertThat(elbo).hasSize(3).isSorted();
  }

  private List<Double> train(String out, String... sets) throws Exception {
    String mnist = System.getProperty("elbo.mnist");
    assertThat(mnist).as("-Delbo.mnist, the folder with MNIST's four files").isNotBlank();
    List<String> words = new ArrayList<>();
    List<String> all = new ArrayList<>();
    all.add("elbo.data.path=" + Path.of(mnist).toAbsolutePath());
    all.addAll(List.of("elbo.training.epochs=3", "elbo.training.shards=2"));
    // What the table of common/README.md was measured with.
    all.addAll(
        List.of(
            "elbo.training.averaging.every=epoch",
            "elbo.training.averaging.outer.name=none",
            "elbo.training.averaging.scale=none"));
    all.add("elbo.model.latent.dimension=10");
    all.addAll(List.of(sets));
    all.forEach(set -> words.addAll(List.of("--set", set)));
    return new Clone(folder)
        .train(out, "conf/mnist.conf", Map.of(), words.toArray(String[]::new)).metrics().stream()
            .map(line -> line.replaceAll(".*\"validation\":\\{\"elbo\":([^,]*),.*", "$1"))
            .map(Double::valueOf)
            .toList();
  }
}
