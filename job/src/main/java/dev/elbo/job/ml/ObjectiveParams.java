package dev.elbo.job.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/** What is maximized: {@code elbo.model}. */
public interface ObjectiveParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.number("beta", "elbo.model.beta", Bound.NOT_NEGATIVE);
    table.number("warmUpEpochs", "elbo.model.warm-up-epochs", Bound.NOT_NEGATIVE);
    table.number("freeBits", "elbo.model.free-bits", Bound.NOT_NEGATIVE);
    table.whole("samples", "elbo.model.samples", Bound.atLeast(1));
    table.whole("importanceSamples", "elbo.model.importance-samples", Bound.atLeast(1));
    table.choice("gradient", "elbo.model.gradient");
  }

  /** The param of {@code elbo.model.beta}. */
  default DoubleParam beta() {
    return table().number("beta");
  }

  /** {@code elbo.model.beta}. */
  default double getBeta() {
    return (double) getOrDefault(beta());
  }

  /** The param of {@code elbo.model.warm-up-epochs}. */
  default DoubleParam warmUpEpochs() {
    return table().number("warmUpEpochs");
  }

  /** {@code elbo.model.warm-up-epochs}. */
  default double getWarmUpEpochs() {
    return (double) getOrDefault(warmUpEpochs());
  }

  /** The param of {@code elbo.model.free-bits}. */
  default DoubleParam freeBits() {
    return table().number("freeBits");
  }

  /** {@code elbo.model.free-bits}. */
  default double getFreeBits() {
    return (double) getOrDefault(freeBits());
  }

  /** The param of {@code elbo.model.samples}. */
  default IntParam samples() {
    return table().whole("samples");
  }

  /** {@code elbo.model.samples}. */
  default int getSamples() {
    return (int) getOrDefault(samples());
  }

  /** The param of {@code elbo.model.importance-samples}. */
  default IntParam importanceSamples() {
    return table().whole("importanceSamples");
  }

  /** {@code elbo.model.importance-samples}. */
  default int getImportanceSamples() {
    return (int) getOrDefault(importanceSamples());
  }

  /** The param of {@code elbo.model.gradient}. */
  default Param<String> gradient() {
    return table().text("gradient");
  }

  /** {@code elbo.model.gradient}. */
  default String getGradient() {
    return getOrDefault(gradient());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends ObjectiveParams, Assignable<S> {

    /** Sets {@code elbo.model.beta}. */
    default S setBeta(double value) {
      return assign(beta(), value);
    }

    /** Sets {@code elbo.model.warm-up-epochs}. */
    default S setWarmUpEpochs(double value) {
      return assign(warmUpEpochs(), value);
    }

    /** Sets {@code elbo.model.free-bits}. */
    default S setFreeBits(double value) {
      return assign(freeBits(), value);
    }

    /** Sets {@code elbo.model.samples}. */
    default S setSamples(int value) {
      return assign(samples(), value);
    }

    /** Sets {@code elbo.model.importance-samples}. */
    default S setImportanceSamples(int value) {
      return assign(importanceSamples(), value);
    }

    /** Sets {@code elbo.model.gradient}. */
    default S setGradient(String value) {
      return assign(gradient(), value);
    }
  }
}
