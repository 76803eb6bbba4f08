package dev.elbo.job.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/** How shards are combined: {@code elbo.training.averaging}. */
public interface AveragingParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.either(
        "averagingEvery", "elbo.training.averaging.every", Bound.atLeast(1), "auto", "epoch");
    table.whole("averagingEarlyEpochs", "elbo.training.averaging.early.epochs", Bound.atLeast(0));
    table.whole("averagingEarlySteps", "elbo.training.averaging.early.steps", Bound.atLeast(1));
    table.choice("averagingMoments", "elbo.training.averaging.moments");
    table.choice("averagingScale", "elbo.training.averaging.scale");
    table.either("iterateAverage", "elbo.training.averaging.iterate-average", Bound.PART, "auto");
    table.choice("outer", "elbo.training.averaging.outer.name");
    table.either("outerMomentum", "elbo.training.averaging.outer.momentum", Bound.FRACTION, "auto");
    table.either("outerRate", "elbo.training.averaging.outer.rate", Bound.POSITIVE, "auto");
    table.number("outerBeta1", "elbo.training.averaging.outer.beta1", Bound.FRACTION);
    table.number("outerBeta2", "elbo.training.averaging.outer.beta2", Bound.FRACTION);
    table.number("outerTau", "elbo.training.averaging.outer.tau", Bound.POSITIVE);
  }

  /** The param of {@code elbo.training.averaging.every}. */
  default Param<String> averagingEvery() {
    return table().text("averagingEvery");
  }

  /** {@code elbo.training.averaging.every}. */
  default String getAveragingEvery() {
    return getOrDefault(averagingEvery());
  }

  /** The param of {@code elbo.training.averaging.early.epochs}. */
  default IntParam averagingEarlyEpochs() {
    return table().whole("averagingEarlyEpochs");
  }

  /** {@code elbo.training.averaging.early.epochs}. */
  default int getAveragingEarlyEpochs() {
    return (int) getOrDefault(averagingEarlyEpochs());
  }

  /** The param of {@code elbo.training.averaging.early.steps}. */
  default IntParam averagingEarlySteps() {
    return table().whole("averagingEarlySteps");
  }

  /** {@code elbo.training.averaging.early.steps}. */
  default int getAveragingEarlySteps() {
    return (int) getOrDefault(averagingEarlySteps());
  }

  /** The param of {@code elbo.training.averaging.moments}. */
  default Param<String> averagingMoments() {
    return table().text("averagingMoments");
  }

  /** {@code elbo.training.averaging.moments}. */
  default String getAveragingMoments() {
    return getOrDefault(averagingMoments());
  }

  /** The param of {@code elbo.training.averaging.scale}. */
  default Param<String> averagingScale() {
    return table().text("averagingScale");
  }

  /** {@code elbo.training.averaging.scale}. */
  default String getAveragingScale() {
    return getOrDefault(averagingScale());
  }

  /** The param of {@code elbo.training.averaging.iterate-average}. */
  default Param<String> iterateAverage() {
    return table().text("iterateAverage");
  }

  /** {@code elbo.training.averaging.iterate-average}. */
  default String getIterateAverage() {
    return getOrDefault(iterateAverage());
  }

  /** The param of {@code elbo.training.averaging.outer.name}. */
  default Param<String> outer() {
    return table().text("outer");
  }

  /** {@code elbo.training.averaging.outer.name}. */
  default String getOuter() {
    return getOrDefault(outer());
  }

  /** The param of {@code elbo.training.averaging.outer.momentum}. */
  default Param<String> outerMomentum() {
    return table().text("outerMomentum");
  }

  /** {@code elbo.training.averaging.outer.momentum}. */
  default String getOuterMomentum() {
    return getOrDefault(outerMomentum());
  }

  /** The param of {@code elbo.training.averaging.outer.rate}. */
  default Param<String> outerRate() {
    return table().text("outerRate");
  }

  /** {@code elbo.training.averaging.outer.rate}. */
  default String getOuterRate() {
    return getOrDefault(outerRate());
  }

  /** The param of {@code elbo.training.averaging.outer.beta1}. */
  default DoubleParam outerBeta1() {
    return table().number("outerBeta1");
  }

  /** {@code elbo.training.averaging.outer.beta1}. */
  default double getOuterBeta1() {
    return (double) getOrDefault(outerBeta1());
  }

  /** The param of {@code elbo.training.averaging.outer.beta2}. */
  default DoubleParam outerBeta2() {
    return table().number("outerBeta2");
  }

  /** {@code elbo.training.averaging.outer.beta2}. */
  default double getOuterBeta2() {
    return (double) getOrDefault(outerBeta2());
  }

  /** The param of {@code elbo.training.averaging.outer.tau}. */
  default DoubleParam outerTau() {
    return table().number("outerTau");
  }

  /** {@code elbo.training.averaging.outer.tau}. */
  default double getOuterTau() {
    return (double) getOrDefault(outerTau());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends AveragingParams, Assignable<S> {

    /** Sets {@code elbo.training.averaging.every}. */
    default S setAveragingEvery(String value) {
      return assign(averagingEvery(), value);
    }

    /** Sets {@code elbo.training.averaging.every}. */
    default S setAveragingEvery(int value) {
      return assign(averagingEvery(), Integer.toString(value));
    }

    /** Sets {@code elbo.training.averaging.early.epochs}. */
    default S setAveragingEarlyEpochs(int value) {
      return assign(averagingEarlyEpochs(), value);
    }

    /** Sets {@code elbo.training.averaging.early.steps}. */
    default S setAveragingEarlySteps(int value) {
      return assign(averagingEarlySteps(), value);
    }

    /** Sets {@code elbo.training.averaging.moments}. */
    default S setAveragingMoments(String value) {
      return assign(averagingMoments(), value);
    }

    /** Sets {@code elbo.training.averaging.scale}. */
    default S setAveragingScale(String value) {
      return assign(averagingScale(), value);
    }

    /** Sets {@code elbo.training.averaging.iterate-average}. */
    default S setIterateAverage(String value) {
      return assign(iterateAverage(), value);
    }

    /** Sets {@code elbo.training.averaging.iterate-average}. */
    default S setIterateAverage(double value) {
      return assign(iterateAverage(), Double.toString(value));
    }

    /** Sets {@code elbo.training.averaging.outer.name}. */
    default S setOuter(String value) {
      return assign(outer(), value);
    }

    /** Sets {@code elbo.training.averaging.outer.momentum}. */
    default S setOuterMomentum(String value) {
      return assign(outerMomentum(), value);
    }

    /** Sets {@code elbo.training.averaging.outer.momentum}. */
    default S setOuterMomentum(double value) {
      return assign(outerMomentum(), Double.toString(value));
    }

    /** Sets {@code elbo.training.averaging.outer.rate}. */
    default S setOuterRate(String value) {
      return assign(outerRate(), value);
    }

    /** Sets {@code elbo.training.averaging.outer.rate}. */
    default S setOuterRate(double value) {
      return assign(outerRate(), Double.toString(value));
    }

    /** Sets {@code elbo.training.averaging.outer.beta1}. */
    default S setOuterBeta1(double value) {
      return assign(outerBeta1(), value);
    }

    /** Sets {@code elbo.training.averaging.outer.beta2}. */
    default S setOuterBeta2(double value) {
      return assign(outerBeta2(), value);
    }

    /** Sets {@code elbo.training.averaging.outer.tau}. */
    default S setOuterTau(double value) {
      return assign(outerTau(), value);
    }
  }
}
