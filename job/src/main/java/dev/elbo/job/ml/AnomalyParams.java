package dev.elbo.job.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/** What the anomaly score is, and its threshold: {@code elbo.anomaly}. */
public interface AnomalyParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.choice("anomalyScore", "elbo.anomaly.score");
    table.whole("anomalySamples", "elbo.anomaly.samples", Bound.atLeast(1));
    table.number("anomalyQuantile", "elbo.anomaly.quantile", Bound.SHARE);
  }

  /** The param of {@code elbo.anomaly.score}. */
  default Param<String> anomalyScore() {
    return table().text("anomalyScore");
  }

  /** {@code elbo.anomaly.score}. */
  default String getAnomalyScore() {
    return getOrDefault(anomalyScore());
  }

  /** The param of {@code elbo.anomaly.samples}. */
  default IntParam anomalySamples() {
    return table().whole("anomalySamples");
  }

  /** {@code elbo.anomaly.samples}. */
  default int getAnomalySamples() {
    return (int) getOrDefault(anomalySamples());
  }

  /** The param of {@code elbo.anomaly.quantile}. */
  default DoubleParam anomalyQuantile() {
    return table().number("anomalyQuantile");
  }

  /** {@code elbo.anomaly.quantile}. */
  default double getAnomalyQuantile() {
    return (double) getOrDefault(anomalyQuantile());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends AnomalyParams, Assignable<S> {

    /** Sets {@code elbo.anomaly.score}. */
    default S setAnomalyScore(String value) {
      return assign(anomalyScore(), value);
    }

    /** Sets {@code elbo.anomaly.samples}. */
    default S setAnomalySamples(int value) {
      return assign(anomalySamples(), value);
    }

    /** Sets {@code elbo.anomaly.quantile}. */
    default S setAnomalyQuantile(double value) {
      return assign(anomalyQuantile(), value);
    }
  }
}
