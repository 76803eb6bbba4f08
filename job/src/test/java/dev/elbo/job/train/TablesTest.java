package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.job.score.Generator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tables of mixed columns and missing cells from a generative model that is known: what Elbo
 * generates looks like them, and holes cost less than filling them does.
 *
 * <p>All seeds are fixed, and a training gives the same bits each time: no alarm is one of chance.
 */
class TablesTest {
  private static final int TRAINED = 8000;
  private static final int HELD = 2000;
  private static final int GENERATED = 20_000;

  @TempDir private Path folder;

  private final SparkSession spark = Sparks.local(2);

  private Progress.RunResult train(MadeUpTable table, String name, double missing, String more) {
    String data = folder.resolve(table + "-" + name + ".parquet").toString();
    String held = folder.resolve(table + "-held.parquet").toString();
    table.rows(spark, TRAINED, 1, missing).write().mode(SaveMode.Overwrite).parquet(data);
    table.rows(spark, HELD, 99).write().mode(SaveMode.Overwrite).parquet(held);
    return Trainings.train(
        spark,
        folder.resolve(name),
        """
        elbo {
          data {
            format = parquet
            path = "%s"
            columns = %s
            log = %s
            scale = standard
            validation { fraction = 0, path = "%s" }
          }
          model {
            encoder = [64, 64], decoder = [64, 64], activation = tanh
            latent.dimension = 4
            likelihood = gaussian
          }
          training { epochs = 40, batch-size = 64, shards = 1, optimizer.learning-rate = 2e-3 }
        }
        """
            .formatted(
                data,
                List.of(table.schema().fieldNames()),
                table == MadeUpTable.HOUSEHOLDS ? "[income]" : "[]",
                held),
        more);
  }

  @ParameterizedTest
  @EnumSource(MadeUpTable.class)
  void generatedRowsHaveTheTypesMeansDeviationsFrequenciesAndCorrelationsOfTheData(
      MadeUpTable table) {
    Progress.RunResult result = train(table, "whole", 0, "");
    Dataset<Row> made =
        Generator.load(spark, result.model())
            .generate(spark, GENERATED, 3, Generator.Shown.DRAW, 4)
            .cache();
    assertThat(List.of(made.schema().fields()))
        .extracting(StructField::name, StructField::dataType)
        .containsExactlyElementsOf(
            List.of(table.schema().fields()).stream()
                .map(f -> org.assertj.core.groups.Tuple.tuple(f.name(), f.dataType()))
                .toList());
    Dataset<Row> real = table.rows(spark, GENERATED, 7).cache();
    Moments of = Moments.of(real);
    Moments like = Moments.of(made);
    for (int j = 0; j < of.means.length; j++) {
      double deviation = of.deviations[j];
      assertThat((like.means[j] - of.means[j]) / deviation)
          .as("mean of %s, in deviations", of.names.get(j))
          .isCloseTo(0, within(0.1));
      assertThat(like.deviations[j] / deviation)
          .as("deviation of %s", of.names.get(j))
          .isBetween(0.85, 1.15);
      for (int k = 0; k < j; k++) {
        assertThat(like.correlations[j][k])
            .as("correlation of %s and %s", of.names.get(j), of.names.get(k))
            .isCloseTo(of.correlations[j][k], within(0.1));
      }
    }
    for (StructField field : table.schema().fields()) {
      if (field.dataType() instanceof StringType) {
        Map<String, Double> shares = shares(real, field.name());
        Map<String, Double> generated = shares(made, field.name());
        assertThat(shares.keySet()).containsAll(generated.keySet());
        shares.forEach(
            (level, share) ->
                assertThat(generated.getOrDefault(level, 0.0))
                    .as("share of %s", level)
                    .isCloseTo(share, within(0.03)));
      }
    }
  }

  /**
   * UCI's digits: pixels from 0 to 16, of which those with a deviation below 3 are left out here.
   */
  @Test
  void generatedDigitsHaveTheMeansDeviationsAndCorrelationsOfTheData() {
    Path conf = Path.of("..", "conf").toAbsolutePath().normalize();
    Progress.RunResult result =
        Trainings.train(
            spark,
            folder.resolve("digits"),
            "include file(\"%s\")".formatted(conf.resolve("digits.conf")),
            """
            elbo.data.path = "%s"
            elbo.data.validation { fraction = 0.1, path = null }
            elbo.model { encoder = [256], decoder = [256], latent.dimension = 12, likelihood-variance = learned }
            elbo.training { epochs = 60, shards = 1 }
            """
                .formatted(conf.resolve("data/optdigits-train.csv.gz")));
    Dataset<Row> made =
        Generator.load(spark, result.model())
            .generate(spark, GENERATED, 3, Generator.Shown.DRAW, 4)
            .cache();
    Dataset<Row> real =
        spark
            .read()
            .option("header", true)
            .option("inferSchema", true)
            .csv(conf.resolve("data/optdigits-train.csv.gz").toString())
            .select(columns(made))
            .cache();
    Moments of = Moments.of(real);
    Moments like = Moments.of(made);
    int compared = 0;
    double difference = 0;
    for (int j = 0; j < of.means.length; j++) {
      for (int k = 0; k < j && of.deviations[j] > 3; k++) {
        if (of.deviations[k] > 3) {
          compared++;
          difference += Math.abs(like.correlations[j][k] - of.correlations[j][k]);
          assertThat(like.correlations[j][k])
              .as("correlation of %s and %s", of.names.get(j), of.names.get(k))
              .isCloseTo(of.correlations[j][k], within(0.35));
        }
      }
      if (of.deviations[j] > 3) {
        assertThat(like.means[j] - of.means[j])
            .as("mean of %s", of.names.get(j))
            .isCloseTo(0, within(0.25 * of.deviations[j]));
        assertThat(like.deviations[j] / of.deviations[j])
            .as("deviation of %s", of.names.get(j))
            .isBetween(0.75, 1.25);
      }
    }
    assertThat(compared).isGreaterThan(500);
    assertThat(difference / compared).as("mean difference of correlations").isLessThan(0.07);
  }

  private static Column[] columns(Dataset<Row> rows) {
    return Stream.of(rows.columns()).map(functions::col).toArray(Column[]::new);
  }

  @ParameterizedTest
  @EnumSource(MadeUpTable.class)
  void aFifthOfTheCellsMissingCostsLessThanWithTheirMeansFilledIn(MadeUpTable table) {
    double whole = train(table, "whole", 0, "").elbo();
    double indicator = train(table, "holes", 0.2, "elbo.data.missing = indicator").elbo();
    double mean = train(table, "filled", 0.2, "elbo.data.missing = mean").elbo();
    System.out.printf(
        "%s: held-out ELBO of whole rows %.3f trained on whole rows, %.3f with holes, %.3f with means%n",
        table, whole, indicator, mean);
    assertThat(whole - indicator).isLessThan(0.5 * (whole - mean));
  }

  private static Map<String, Double> shares(Dataset<Row> rows, String column) {
    Map<String, Double> shares = new TreeMap<>();
    double all = rows.count();
    rows.groupBy(column)
        .count()
        .collectAsList()
        .forEach(row -> shares.put(row.getString(0), row.getLong(1) / all));
    return shares;
  }

  /** Of what is a number, and of categories as zeros and ones. */
  private record Moments(
      List<String> names, double[] means, double[] deviations, double[][] correlations) {
    static Moments of(Dataset<Row> rows) {
      List<String> names = new ArrayList<>();
      List<Column> columns = new ArrayList<>();
      for (StructField field : rows.schema().fields()) {
        Column column = rows.col(field.name());
        switch (field.dataType().simpleString()) {
          case "string" -> {}
          case "date" -> columns.add(functions.unix_date(column).cast("double"));
          default ->
              columns.add(
                  field.name().equals("income") ? functions.log(column) : column.cast("double"));
        }
        if (columns.size() > names.size()) {
          names.add(field.name());
        }
      }
      List<Row> found = rows.select(columns.toArray(Column[]::new)).collectAsList();
      int n = columns.size();
      double[][] cells = new double[found.size()][n];
      for (int i = 0; i < cells.length; i++) {
        for (int j = 0; j < n; j++) {
          cells[i][j] = ((Number) found.get(i).get(j)).doubleValue();
        }
      }
      double[] means = new double[n];
      double[] deviations = new double[n];
      for (int j = 0; j < n; j++) {
        int at = j;
        double[] column = Arrays.stream(cells).mapToDouble(row -> row[at]).toArray();
        means[j] = new Mean().evaluate(column);
        deviations[j] = new StandardDeviation(false).evaluate(column);
      }
      double[][] correlations = new PearsonsCorrelation().computeCorrelationMatrix(cells).getData();
      return new Moments(names, means, deviations, correlations);
    }
  }
}
