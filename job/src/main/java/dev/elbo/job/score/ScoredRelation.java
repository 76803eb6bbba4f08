package dev.elbo.job.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.IndexedSeq;

/**
 * The rows of a DataFrame with their scores, as a relation that Spark scans: lazily, with the
 * columns that a query needs, and in Spark's own representation of rows, in and out. Through
 * external rows every cell would become an object twice.
 */
final class ScoredRelation extends BaseRelation implements PrunedScan {
  private final Dataset<Row> input;
  private final Features features;
  private final Scorer scorer;
  private final StructType schema;
  private Broadcast<float[]> parameters;

  ScoredRelation(Dataset<Row> input, Features features, Scorer scorer, StructType schema) {
    this.input = input;
    this.features = features;
    this.scorer = scorer;
    this.schema = schema;
  }

  @Override
  public SQLContext sqlContext() {
    return input.sqlContext();
  }

  @Override
  public StructType schema() {
    return schema;
  }

  /** Rows are in Spark's representation already. */
  @Override
  public boolean needConversion() {
    return false;
  }

  @Override
  public RDD<Row> buildScan(String[] required) {
    List<String> names = List.of(input.schema().fieldNames());
    List<String> wanted = List.of(required);
    List<String> scanned = new ArrayList<>(wanted.stream().filter(names::contains).toList());
    List<ScoreColumn> scores =
        scorer.scoring().columns().entrySet().stream()
            .filter(column -> wanted.contains(column.getValue()))
            .map(column -> column.getKey())
            .toList();
    if (scores.isEmpty()) {
      return external(rows(scanned));
    }
    features.columns().stream().filter(f -> !scanned.contains(f)).forEach(scanned::add);
    if (parameters == null) {
      parameters = scorer.broadcast(input.sparkSession());
    }
    ScoringTask task =
        new ScoringTask(scorer, features, choose(input.schema(), scanned), scores, parameters);
    JavaRDD<InternalRow> scored = rows(scanned).mapPartitions(task::score);
    List<String> made = new ArrayList<>(scanned);
    made.addAll(List.of(task.added().fieldNames()));
    return external(project(scored, made, required));
  }

  /** The cells that are required out of those that were scanned and made. */
  private JavaRDD<InternalRow> project(
      JavaRDD<InternalRow> scored, List<String> made, String[] required) {
    if (made.equals(List.of(required))) {
      return scored;
    }
    ArrayList<Object> places = new ArrayList<>();
    for (String name : required) {
      places.add(made.indexOf(name));
    }
    IndexedSeq<Object> chosen = JavaConverters.asScalaBuffer(places).toIndexedSeq();
    StructType types = choose(schema, Arrays.asList(required));
    return scored.map(
        row -> {
          ProjectingInternalRow projected = ProjectingInternalRow.apply(types, chosen);
          projected.project(row);
          return projected;
        });
  }

  private JavaRDD<InternalRow> rows(List<String> columns) {
    // The columns themselves: a name may have dots, or differ from another in case only, and a
    // renamed column would be copied.
    List<String> names = List.of(input.schema().fieldNames());
    Seq<Attribute> attributes = input.queryExecution().analyzed().output();
    Column[] chosen =
        columns.stream()
            .map(name -> new Column(attributes.apply(names.indexOf(name))))
            .toArray(Column[]::new);
    return input.select(chosen).queryExecution().toRdd().toJavaRDD();
  }

  private static StructType choose(StructType schema, List<String> columns) {
    return new StructType(columns.stream().map(schema::apply).toArray(StructField[]::new));
  }

  /** What Spark scans is called rows, and so are those of its own representation. */
  @SuppressWarnings("unchecked")
  private static RDD<Row> external(JavaRDD<InternalRow> rows) {
    return (RDD<Row>) (RDD<?>) rows.rdd();
  }
}
