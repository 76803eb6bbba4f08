package dev.elbo.job.ml;

import dev.elbo.ElboException;
import java.util.List;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DoubleType;

/**
 * The mean ELBO of rows that a model has scored, in nats an example; higher is better. It is what
 * CrossValidator and TrainValidationSplit compare models by. {@code NaN} if a row has none.
 */
public final class ElboEvaluator extends Evaluator
    implements SettingParams, DefaultParamsWritable, Assignable<ElboEvaluator> {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final ParamTable table;

  /** One with a random uid. */
  public ElboEvaluator() {
    this(Identifiable$.MODULE$.randomUID("elboEval"));
  }

  /** One with a uid, as Spark makes it when it loads or copies a stage. */
  public ElboEvaluator(String uid) {
    this.uid = uid;
    this.table = new ParamTable(this);
    table.own("elboCol", "The column with the ELBO of each row, in nats.", "elbo");
  }

  /** A reader of what {@code write} saved. */
  public static MLReader<ElboEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads what {@code save} saved. */
  public static ElboEvaluator load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public ParamTable table() {
    return table;
  }

  /** The column with the ELBO of each row. */
  public Param<String> elboCol() {
    return table.text("elboCol");
  }

  /** The column with the ELBO of each row. */
  public String getElboCol() {
    return getOrDefault(elboCol());
  }

  /** Names the column with the ELBO of each row. */
  public ElboEvaluator setElboCol(String value) {
    return assign(elboCol(), value);
  }

  /**
   * The mean.
   *
   * @throws ElboException if there is no such column, or no row
   */
  @Override
  public double evaluate(Dataset<?> dataset) {
    List<String> names = List.of(dataset.columns());
    String column = getElboCol();
    if (!names.contains(column)
        || !(dataset.schema().apply(column).dataType() instanceof DoubleType)) {
      throw ElboException.data(
          "Cannot evaluate column [%s] (param elboCol): the columns are %s, and it is to hold doubles. Set elboCol here and on the VariationalAutoencoder to the same name."
              .formatted(column, ScoreNames.shown(names)));
    }
    Row mean =
        dataset.agg(functions.avg(dataset.col("`" + column.replace("`", "``") + "`"))).head();
    if (mean.isNullAt(0)) {
      throw ElboException.data(
          "Cannot evaluate column [%s] (param elboCol): there are [0] rows. Give some."
              .formatted(column));
    }
    return mean.getDouble(0);
  }

  @Override
  public boolean isLargerBetter() {
    return true;
  }

  @Override
  public ElboEvaluator copy(ParamMap extra) {
    return this.<ElboEvaluator>defaultCopy(extra);
  }
}
