package dev.elbo.job.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/** Which columns of a DataFrame are the features: {@code elbo.data.columns} and its label. */
public interface ColumnParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.own(
        "featuresCol",
        "The column with all features: vectors (dense or sparse) or arrays of numbers. Not beside"
            + " inputCols.",
        "features");
    table.ownTexts(
        "inputCols", "The columns that are the features, one each, in place of featuresCol.");
    table.text("labelCol", "elbo.data.label");
  }

  /** The column with all features. */
  default Param<String> featuresCol() {
    return table().text("featuresCol");
  }

  /** The column with all features. */
  default String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  /** The columns that are the features, one each. */
  default StringArrayParam inputCols() {
    return table().texts("inputCols");
  }

  /** The columns that are the features, one each. */
  default String[] getInputCols() {
    return getOrDefault(inputCols());
  }

  /** The param of {@code elbo.data.label}. */
  default Param<String> labelCol() {
    return table().text("labelCol");
  }

  /** {@code elbo.data.label}. */
  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends ColumnParams, Assignable<S> {

    /** Sets the column with all features. */
    default S setFeaturesCol(String value) {
      return assign(featuresCol(), value);
    }

    /** Sets the columns that are the features, one each. */
    default S setInputCols(String... value) {
      return assign(inputCols(), value);
    }

    /** Sets {@code elbo.data.label}: a column that is carried along and never trained on. */
    default S setLabelCol(String value) {
      return assign(labelCol(), value);
    }
  }
}
