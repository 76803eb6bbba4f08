package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.store.EpochMetrics;
import dev.elbo.store.MetricsFile;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.ModelMetadata.Likelihood;
import dev.elbo.store.Tensor;
import dev.elbo.store.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training on conf/data/gardens.csv, each column by a law of its own. */
class MixedTableTest {
  private static final Path CONF = Path.of("..", "conf").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private Model train(String... settings) {
    SparkSession spark = Sparks.local(2);
    String include = "include file(\"%s\")".formatted(CONF.resolve("mixed.conf"));
    String path = "elbo.data.path = \"%s\"".formatted(CONF.resolve("data/gardens.csv"));
    String[] all =
        Stream.concat(Stream.of(include, path), Stream.of(settings)).toArray(String[]::new);
    Progress.RunResult result = Trainings.train(spark, folder, all);
    assertThat(result.elbo()).isFinite();
    List<EpochMetrics> epochs =
        MetricsFile.read(
            new WholeFile(
                new Configuration(),
                new org.apache.hadoop.fs.Path("file:" + result.directory(), "metrics.jsonl")));
    // Rows are held out by their content: of bits and codes, kinds of rows that training never
    // sees.
    assertThat(epochs.get(epochs.size() - 1).train().elbo())
        .isGreaterThan(epochs.get(0).train().elbo());
    return ModelDirectory.read(
        new Configuration(), new org.apache.hadoop.fs.Path("file:" + result.model()));
  }

  @Test
  void aMixedTableIsLearned() {
    Model model = train("elbo.training.epochs = 8");
    assertThat(model.metadata().architecture().likelihood())
        .isEqualTo(
            Likelihood.ofColumns(
                "mixed",
                List.of(
                    Likelihood.of("gaussian"),
                    Likelihood.of("student-t"),
                    Likelihood.of("negative-binomial"),
                    Likelihood.of("poisson"),
                    Likelihood.of("bernoulli"),
                    Likelihood.categorical(3))));
    // Counts, bits and codes stay as they are.
    assertThat(model.metadata().preparation().scaling().factor().subList(2, 6)).containsOnly(1.0);
    assertThat(model.metadata().preparation().scaling().shift().subList(2, 6)).containsOnly(0.0);
    assertThat(model.metadata().preparation().scaling().factor().get(0)).isNotEqualTo(1.0);
    assertThat(model.parameters())
        .extracting(Tensor::name)
        .contains(
            "likelihood.gaussian.mean.weight",
            "likelihood.student-t.degrees.bias",
            "likelihood.negative-binomial.log-total-count.weight",
            "likelihood.poisson.log-rate.weight",
            "likelihood.bernoulli.logits.weight");
    assertThat(model.parameters())
        .filteredOn(t -> t.name().equals("likelihood.categorical.logits.weight"))
        .singleElement()
        .satisfies(t -> assertThat(t.shape()).containsExactly(64, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "laplace, '[log_size, price]', standard",
    "student-t, '[log_size, price]', standard",
    "continuous-bernoulli, '[log_size, price]', unit",
    "poisson, '[birds, trees]', none",
    "negative-binomial, '[birds, trees]', none",
    "categorical, '[pond, soil]', none"
  })
  void oneLawForAllColumnsIsLearned(String law, String columns, String scale) {
    Model model =
        train(
            "elbo.model.likelihoods = null",
            "elbo.model.likelihood = " + law,
            "elbo.data.columns = " + columns,
            "elbo.data { scale = %s, range = [-200, 1000] }".formatted(scale),
            "elbo.training.epochs = 4");
    assertThat(model.metadata().architecture().likelihood().name()).isEqualTo(law);
  }
}
