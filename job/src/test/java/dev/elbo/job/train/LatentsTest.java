package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.distribution.Noise;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.ModelMetadata;
import dev.elbo.vae.latent.Posterior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Latents of every family and objectives of every kind through the whole loop, with two shards. */
class LatentsTest {
  @SuppressWarnings("unused") // read by name
  private static final List<String> FAMILIES = Posterior.names();

  @TempDir private Path folder;

  private SparkSession spark;
  private String settings;

  @BeforeEach
  void rows() throws IOException {
    spark = Sparks.local(2);
    StringBuilder csv = new StringBuilder("a,b,c,d\n");
    for (int i = 0; i < 400; i++) {
      Noise noise = Noise.of(5, 0, 0, i);
      double z = noise.gaussian(0);
      for (int j = 0; j < 4; j++) {
        csv.append(j == 0 ? "" : ",").append(z * (j + 1) + 0.3 * noise.gaussian(j + 1L));
      }
      csv.append('\n');
    }
    Path data = Files.writeString(folder.resolve("rows.csv"), csv);
    settings =
        """
        elbo.data { format = csv, path = "%s", scale = standard, validation.fraction = 0.25 }
        elbo.model { encoder = [16], decoder = [16], latent.dimension = 3, likelihood = gaussian }
        elbo.training { epochs = 6, batch-size = 5, shards = 2, optimizer.learning-rate = 4e-3 }
        elbo.training.averaging { every = epoch, scale = none, outer.name = none }
        """
            .formatted(data);
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void everyFamilyTrains(String family) throws IOException {
    Progress.RunResult result = train("out", "elbo.model.latent.family = " + family);
    List<Double> elbo = validation(result);
    assertThat(elbo).hasSize(6);
    assertThat(elbo.get(5)).isGreaterThan(elbo.get(0));
    ModelMetadata.Latent latent =
        ModelDirectory.read(new Configuration(), new org.apache.hadoop.fs.Path(result.model()))
            .metadata()
            .architecture()
            .latent();
    assertThat(latent.family()).isEqualTo(family);
    assertThat(Files.readString(Path.of(result.report()))).contains("</html>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "samples = 3",
        "importance-samples = 4",
        "importance-samples = 4, gradient = doubly-reparameterized",
        "importance-samples = 3, samples = 2",
        "gradient = sticking-the-landing",
        "latent.kl = monte-carlo",
        "latent.prior = [0, 2]",
        "warm-up-epochs = 2",
        "free-bits = 0.1",
        "samples = 4, latent { estimator = score-function, baseline = optimal }",
        "importance-samples = 4, latent { estimator = vimco }",
        "latent { family = laplace, estimator = score-function, baseline = running }",
        "latent { family = bernoulli, estimator = gumbel-softmax-hard }",
        "latent { family = bernoulli, estimator = straight-through }",
        "latent { family = bernoulli, estimator = arm }",
        "latent { family = bernoulli, estimator = disarm }",
        "latent { family = bernoulli, estimator = rebar }",
        "samples = 2, latent { family = bernoulli, estimator = rebar }",
        "samples = 2, latent { family = bernoulli, estimator = score-function }",
        "importance-samples = 5, latent { family = bernoulli, estimator = vimco }",
        "samples = 2, latent { family = categorical, categories = 4, estimator = score-function }",
      })
  void everyObjectiveTrains(String model) {
    List<Double> objective = objective(train("out", "elbo.model { " + model + " }"));
    assertThat(objective.get(5)).isGreaterThan(objective.get(0));
  }

  /** The step of the optimizer starts again with its moments; the temperature does not. */
  @Test
  void temperaturesFallThoughMomentsAreReset() {
    String relaxed =
        "elbo.model.latent { family = bernoulli, temperature { rate = %s, every = 40 } }";
    String reset = "elbo.training { averaging.moments = reset, epochs = 3 }";
    Progress.RunResult still = train("still", relaxed.formatted("0") + "\n" + reset);
    Progress.RunResult falling = train("falling", relaxed.formatted("0.1") + "\n" + reset);
    // 30 steps an epoch on each shard: the temperature first moves within the second epoch.
    assertThat(validation(falling).get(0)).isEqualTo(validation(still).get(0));
    assertThat(validation(falling).get(1)).isNotEqualTo(validation(still).get(1));
  }

  @Test
  void theMetadataTellsWhatTheFamilyHasBesides() {
    Progress.RunResult result =
        train("out", "elbo.model.latent { family = categorical, categories = 4 }");
    ModelMetadata.Latent latent =
        ModelDirectory.read(new Configuration(), new org.apache.hadoop.fs.Path(result.model()))
            .metadata()
            .architecture()
            .latent();
    assertThat(latent)
        .isEqualTo(
            new ModelMetadata.Latent(
                "categorical", 3, Optional.of(4), Optional.of(List.of(0.0, 0.0, 0.0, 0.0))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latent { family = bernoulli, estimator = score-function, baseline = running }",
        "warm-up-epochs = 3, latent { family = categorical, temperature { rate = 0.01, every = 3 } }",
        "latent { family = gamma }",
        "latent { family = bernoulli, temperature { rate = 0.01, every = 3 } }",
        "importance-samples = 3"
      })
  void neitherARestartNorCoresChangeAByte(String model) {
    String chosen = "elbo.model { " + model + " }";
    Progress.RunResult whole = train("whole", chosen);
    assertThatThrownBy(
            () -> Trainings.train(spark, folder.resolve("cut"), new DiesAfter(2), settings, chosen))
        .hasMessage("the driver died");
    Progress.RunResult resumed =
        Trainings.train(Sparks.local(1), folder.resolve("cut"), settings, chosen);
    assertThat(Trainings.model(resumed)).isEqualTo(Trainings.model(whole));
    assertThat(Trainings.metrics(resumed)).isEqualTo(Trainings.metrics(whole));
  }

  private Progress.RunResult train(String out, String more) {
    return Trainings.train(spark, folder.resolve(out), settings, more);
  }

  private static List<Double> validation(Progress.RunResult result) {
    return held(result, "elbo");
  }

  /** What is maximized, on the rows held out: for several importance samples not the ELBO. */
  private static List<Double> objective(Progress.RunResult result) {
    return held(result, "objective");
  }

  private static List<Double> held(Progress.RunResult result, String part) {
    return Trainings.metrics(result).stream()
        .map(line -> line.replaceAll(".*\"validation\":\\{[^}]*\"" + part + "\":([^,}]*).*", "$1"))
        .map(Double::valueOf)
        .toList();
  }
}
