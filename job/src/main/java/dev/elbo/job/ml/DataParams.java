package dev.elbo.job.ml;

import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/** How raw values become what the network sees, and which rows are held out: {@code elbo.data}. */
public interface DataParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.texts("categoricalCols", "elbo.data.categorical");
    table.number("rareCategories", "elbo.data.categories.rare", Bound.FRACTION);
    table.choice("unknownCategories", "elbo.data.categories.unknown");
    table.texts("logCols", "elbo.data.log");
    table.choice("scale", "elbo.data.scale");
    table.numbers("range", "elbo.data.range");
    table.choice("missing", "elbo.data.missing");
    table.wholes("image", "elbo.data.image", Bound.atLeast(1));
    table.number("sampleFraction", "elbo.data.sample", Bound.PART);
    table.number("validationFraction", "elbo.data.validation.fraction", Bound.FRACTION);
  }

  /** The param of {@code elbo.data.categorical}. */
  default StringArrayParam categoricalCols() {
    return table().texts("categoricalCols");
  }

  /** {@code elbo.data.categorical}. */
  default String[] getCategoricalCols() {
    return getOrDefault(categoricalCols());
  }

  /** The param of {@code elbo.data.categories.rare}. */
  default DoubleParam rareCategories() {
    return table().number("rareCategories");
  }

  /** {@code elbo.data.categories.rare}. */
  default double getRareCategories() {
    return (double) getOrDefault(rareCategories());
  }

  /** The param of {@code elbo.data.categories.unknown}. */
  default Param<String> unknownCategories() {
    return table().text("unknownCategories");
  }

  /** {@code elbo.data.categories.unknown}. */
  default String getUnknownCategories() {
    return getOrDefault(unknownCategories());
  }

  /** The param of {@code elbo.data.log}. */
  default StringArrayParam logCols() {
    return table().texts("logCols");
  }

  /** {@code elbo.data.log}. */
  default String[] getLogCols() {
    return getOrDefault(logCols());
  }

  /** The param of {@code elbo.data.scale}. */
  default Param<String> scale() {
    return table().text("scale");
  }

  /** {@code elbo.data.scale}. */
  default String getScale() {
    return getOrDefault(scale());
  }

  /** The param of {@code elbo.data.range}. */
  default DoubleArrayParam range() {
    return table().numbers("range");
  }

  /** {@code elbo.data.range}. */
  default double[] getRange() {
    return getOrDefault(range());
  }

  /** The param of {@code elbo.data.missing}. */
  default Param<String> missing() {
    return table().text("missing");
  }

  /** {@code elbo.data.missing}. */
  default String getMissing() {
    return getOrDefault(missing());
  }

  /** The param of {@code elbo.data.image}. */
  default IntArrayParam image() {
    return table().wholes("image");
  }

  /** {@code elbo.data.image}. */
  default int[] getImage() {
    return getOrDefault(image());
  }

  /** The param of {@code elbo.data.sample}. */
  default DoubleParam sampleFraction() {
    return table().number("sampleFraction");
  }

  /** {@code elbo.data.sample}. */
  default double getSampleFraction() {
    return (double) getOrDefault(sampleFraction());
  }

  /** The param of {@code elbo.data.validation.fraction}. */
  default DoubleParam validationFraction() {
    return table().number("validationFraction");
  }

  /** {@code elbo.data.validation.fraction}. */
  default double getValidationFraction() {
    return (double) getOrDefault(validationFraction());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends DataParams, Assignable<S> {

    /** Sets {@code elbo.data.categorical}. */
    default S setCategoricalCols(String... value) {
      return assign(categoricalCols(), value);
    }

    /** Sets {@code elbo.data.categories.rare}. */
    default S setRareCategories(double value) {
      return assign(rareCategories(), value);
    }

    /** Sets {@code elbo.data.categories.unknown}. */
    default S setUnknownCategories(String value) {
      return assign(unknownCategories(), value);
    }

    /** Sets {@code elbo.data.log}. */
    default S setLogCols(String... value) {
      return assign(logCols(), value);
    }

    /** Sets {@code elbo.data.scale}. */
    default S setScale(String value) {
      return assign(scale(), value);
    }

    /** Sets {@code elbo.data.range}. */
    default S setRange(double... value) {
      return assign(range(), value);
    }

    /** Sets {@code elbo.data.missing}. */
    default S setMissing(String value) {
      return assign(missing(), value);
    }

    /** Sets {@code elbo.data.image}. */
    default S setImage(int... value) {
      return assign(image(), value);
    }

    /** Sets {@code elbo.data.sample}. */
    default S setSampleFraction(double value) {
      return assign(sampleFraction(), value);
    }

    /** Sets {@code elbo.data.validation.fraction}. */
    default S setValidationFraction(double value) {
      return assign(validationFraction(), value);
    }
  }
}
