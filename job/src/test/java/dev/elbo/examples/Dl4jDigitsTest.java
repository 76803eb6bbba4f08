package dev.elbo.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dl4jDigitsTest {
  private static final Path CONF = Path.of("..", "conf").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void itGivesTheElboOfElboTrain() throws Exception {
    SparkSession spark = Sparks.local(2);
    String digits =
        Files.readString(CONF.resolve("digits.conf")).replace("\"data/", "\"" + CONF + "/data/");
    double expected =
        Trainings.train(
                spark,
                folder.resolve("out"),
                digits,
                "elbo.training { epochs = 2, resume = never }")
            .elbo();
    double elbo =
        Dl4jDigits.elbo(new JavaSparkContext(spark.sparkContext()), CONF.resolve("data"), 2);
    assertThat(elbo).isEqualTo(expected, within(1e-4));
  }
}
