package dev.elbo.job.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.job.Sparks;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.LikelihoodSettings;
import dev.elbo.vae.likelihood.Gaussian;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a program has in DataFrames already, in the dresses that Spark users put them into. */
class DataFramesTest {
  private static final LikelihoodSettings GAUSSIAN = new LikelihoodSettings.Same(new Gaussian(1));

  @TempDir private Path folder;

  private final SparkSession spark = Sparks.local(2);

  private static DataSettings settings(String... more) {
    return DataSettingsOf.hocon("format = parquet, path = /none", more);
  }

  private TrainingData open(Dataset<Row> rows, String... settings) {
    return TrainingData.open(spark, settings(settings), GAUSSIAN, rows, Optional.empty());
  }

  /** 90 rows, some of them twice, with a label and a text. */
  private Dataset<Row> table() {
    return spark
        .range(90)
        .selectExpr(
            "cast(sin(id div 2) as float) a",
            "id % 7 `b.c`",
            "cast(id as decimal(9, 2)) / 4 d",
            "id % 3 kind");
  }

  private void refuses(Dataset<Row> rows, String message, String... settings) {
    assertThatThrownBy(() -> open(rows, settings))
        .isInstanceOf(ElboException.class)
        .hasMessage(message)
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.DATA);
  }

  @Test
  void theSameRowsInParquetGiveTheSameShards() {
    table().repartition(5).write().parquet(folder + "/rows");
    String[] more = {"label = kind, scale = standard, validation.fraction = 0.2"};
    DataSettings parquet =
        DataSettingsOf.hocon("format = parquet, path = " + folder + "/rows", more);
    List<String> expected = Packed.lines(TrainingData.open(spark, parquet, GAUSSIAN));
    assertThat(Packed.lines(open(table(), more))).isEqualTo(expected);
    assertThat(Packed.lines(open(table().cache(), more))).isEqualTo(expected);
    assertThat(Packed.lines(open(table().orderBy("a").filter("a < 2"), more))).isEqualTo(expected);
    assertThat(expected.size()).isBetween(60, 85);
  }

  @Test
  void vectorsAndArraysOfTheSameNumbersGiveTheSameShards() {
    Dataset<Row> columns =
        table().selectExpr("a", "cast(`b.c` as float) b", "cast(d as float) d", "kind");
    List<String> expected = Packed.lines(open(columns, "label = kind"));
    Dataset<Row> vectors =
        new VectorAssembler()
            .setInputCols(new String[] {"a", "b", "d"})
            .setOutputCol("v")
            .transform(columns)
            .select("v", "kind");
    assertThat(
            vectors.select("v").collectAsList().stream().map(r -> r.get(0).getClass()).distinct())
        .as("the assembler writes both kinds")
        .hasSize(2);
    assertThat(Packed.lines(open(vectors, "label = kind"))).isEqualTo(expected);
    for (String type : List.of("array<double>", "array<float>")) {
      String array = "cast(array(a, b, d) as %s) v".formatted(type);
      TrainingData data = open(columns.selectExpr(array, "kind"), "label = kind");
      assertThat(data.schema().columns()).containsExactly("v[0]", "v[1]", "v[2]");
      assertThat(Packed.lines(data)).isEqualTo(expected);
    }
  }

  @Test
  void numbersAreTakenBeforeVectorsUnlessThoseAreNamed() {
    Dataset<Row> both = table().selectExpr("a", "array(`b.c`) v", "kind");
    assertThat(open(both).schema().columns()).containsExactly("a", "kind");
    TrainingData named = open(both, "columns = [v]");
    assertThat(named.schema().columns()).containsExactly("v[0]");
    assertThat(named.leftOut()).containsExactly("a", "kind");
  }

  @Test
  void rowsToValidateOnAreTheirs() {
    Dataset<Row> held = table().selectExpr("kind", "d", "`b.c`", "a", "1 as other").limit(30);
    TrainingData data =
        TrainingData.open(spark, settings("label = kind"), GAUSSIAN, table(), Optional.of(held));
    assertThat(data.profile().rows()).isEqualTo(90);
    assertThat(data.validationProfile().orElseThrow().rows()).isEqualTo(30);
  }

  @Test
  void aBadCellIsNamedWithTheRowAroundIt() {
    Dataset<Row> rows =
        table().selectExpr("kind", "if(`b.c` = 3 and kind = 1, null, a) a", "'x' t");
    refuses(
        rows,
        "Cannot read [the training rows, the row [kind: 1, a: null, t: x]]: column [a] holds [], where a value is missing. Fill the cell, or set elbo.data.missing to drop, mean or indicator.");
    refuses(
        table().selectExpr("array(1, if(kind = 2 and `b.c` = 5, double('nan'), 2)) v", "`b.c` id"),
        "Cannot read [the training rows, the row [v: [1.0, NaN], id: 5]]: column [v[1]] holds [NaN], which is not a finite number of single precision. Mend the cell, or leave the column out of elbo.data.columns.",
        "columns = [v]");
  }

  @Test
  void vectorsOfAnotherLengthAreNamed() {
    String message =
        "Cannot read [the training rows, the row [%s]]: column [v] holds [3 numbers], where [2] are expected. Give every row the same number of features.";
    refuses(
        table()
            .coalesce(1)
            .selectExpr("if(a > 0.99, array(1, 2, 3), array(1, 2)) v", "kind")
            .filter("size(v) = 2 or kind = 2"),
        message.formatted("v: [1, 2, 3], kind: 2"),
        "columns = [v]");
    refuses(
        vectors(Vectors.dense(1, 2), Vectors.sparse(3, new int[] {1}, new double[] {4})),
        message.formatted("v: (3,[1],[4.0])"));
  }

  @Test
  void inVectorsNaNIsAMissingCellAndSoIsEveryCellOfNone() {
    Dataset<Row> rows =
        vectors(
            Vectors.dense(1, Double.NaN),
            Vectors.sparse(2, new int[] {1}, new double[] {4}),
            null,
            Vectors.dense(3, 6));
    refuses(
        rows.limit(2),
        "Cannot read [the training rows, the row [v: [1.0,NaN]]]: column [v[1]] holds [], where a value is missing. Fill the cell, or set elbo.data.missing to drop, mean or indicator.");
    refuses(
        vectors(Vectors.dense(3, 6), null),
        "Cannot read [the training rows, the row [v: null]]: column [v[0]] holds [], where a value is missing. Fill the cell, or set elbo.data.missing to drop, mean or indicator.");
    assertThat(open(rows, "missing = drop").profile().rows()).isEqualTo(2);
    TrainingData mean = open(rows, "missing = mean");
    assertThat(mean.profile().rows()).isEqualTo(4);
    assertThat(mean.preparation().scaling().fill()).containsExactly(4 / 3.0, 5.0);
  }

  @Test
  void infinityInAVectorIsNoNumber() {
    refuses(
        vectors(Vectors.dense(1, 2), Vectors.dense(Double.POSITIVE_INFINITY, 2)),
        "Cannot read [the training rows, the row [v: [Infinity,2.0]]]: column [v[0]] holds [Infinity], which is not a finite number of single precision. Mend the cell, or leave the column out of elbo.data.columns.");
  }

  @Test
  void columnsThatCannotBeFeaturesAreNamed() {
    Dataset<Row> rows = spark.sql("select 1 a, array(1, 2) v, 'x' t, true b, 2 A, map('x', 1) m");
    refuses(
        rows,
        "Cannot train on column [v] of [the training rows] beside others: it holds [array<int>], a whole row of features. Make it the only one of elbo.data.columns, or put all features into it.",
        "columns = [v, b]");
    refuses(
        rows,
        "Cannot train on column [m] of [the training rows]: its type is [map<string,int>]. Take it out of elbo.data.columns; features are numbers, texts, truths, dates and timestamps.",
        "columns = [m]");
    refuses(
        rows,
        "Cannot find column [c] in [the training rows]: it has the columns [a, v, t, b, A, m]. Change elbo.data.columns or the training rows.",
        "columns = [c]");
    refuses(
        rows,
        "Cannot use column [a] of [the training rows]: the names [a, A] are one to Spark. Rename or drop one of them.");
    refuses(
        rows.select("t", "b"),
        "Cannot train on [the training rows]: none of its columns [t, b] holds numbers. Name the features in elbo.data.columns.");
  }

  @Test
  void vectorsWithoutAFirstRowAreRefused() {
    refuses(
        vectors(null, null),
        "Cannot train on column [v] of [the training rows]: no row has a value there. Give it rows.");
    refuses(
        vectors(Vectors.zeros(0)),
        "Cannot train on column [v] of [the training rows]: its first row holds no number. Give every row the same number of features, one or more.");
  }

  @Test
  void rowsToValidateOnHaveAsManyFeatures() {
    Dataset<Row> three = spark.sql("select array(1, 2, 3) v union all select array(2, 3, 4)");
    Dataset<Row> two = spark.sql("select array(1, 2) v union all select array(2, 3)");
    assertThatThrownBy(
            () -> TrainingData.open(spark, settings(), GAUSSIAN, three, Optional.of(two)))
        .hasMessage(
            "Cannot validate on [the validation rows]: its column [v] holds [2] features, that of the training rows [3]. Give rows of the same features.");
  }

  private Dataset<Row> vectors(Vector... vectors) {
    List<Row> rows = new ArrayList<>();
    for (Vector vector : vectors) {
      rows.add(RowFactory.create(vector));
    }
    return spark.createDataFrame(rows, new StructType().add("v", SQLDataTypes.VectorType()));
  }
}
