package dev.elbo.job.ml;

import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/** What z is and how its gradient is estimated: {@code elbo.model.latent}. */
public interface LatentParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.choice("latentFamily", "elbo.model.latent.family");
    table.whole("latentDimension", "elbo.model.latent.dimension", Bound.atLeast(1));
    table.whole("latentCategories", "elbo.model.latent.categories", Bound.atLeast(2));
    table.whole("latentComponents", "elbo.model.latent.components", Bound.atLeast(1));
    table.whole("latentRank", "elbo.model.latent.rank", Bound.atLeast(1));
    table.whole("latentFlowSteps", "elbo.model.latent.flow-steps", Bound.atLeast(1));
    table.numbers("latentPrior", "elbo.model.latent.prior");
    table.choice("latentEstimator", "elbo.model.latent.estimator");
    table.choice("latentBaseline", "elbo.model.latent.baseline");
    table.choice("latentKl", "elbo.model.latent.kl");
    table.number("temperatureInitial", "elbo.model.latent.temperature.initial", Bound.POSITIVE);
    table.number("temperatureLeast", "elbo.model.latent.temperature.least", Bound.POSITIVE);
    table.number("temperatureRate", "elbo.model.latent.temperature.rate", Bound.NOT_NEGATIVE);
    table.whole("temperatureEvery", "elbo.model.latent.temperature.every", Bound.atLeast(1));
  }

  /** The param of {@code elbo.model.latent.family}. */
  default Param<String> latentFamily() {
    return table().text("latentFamily");
  }

  /** {@code elbo.model.latent.family}. */
  default String getLatentFamily() {
    return getOrDefault(latentFamily());
  }

  /** The param of {@code elbo.model.latent.dimension}. */
  default IntParam latentDimension() {
    return table().whole("latentDimension");
  }

  /** {@code elbo.model.latent.dimension}. */
  default int getLatentDimension() {
    return (int) getOrDefault(latentDimension());
  }

  /** The param of {@code elbo.model.latent.categories}. */
  default IntParam latentCategories() {
    return table().whole("latentCategories");
  }

  /** {@code elbo.model.latent.categories}. */
  default int getLatentCategories() {
    return (int) getOrDefault(latentCategories());
  }

  /** The param of {@code elbo.model.latent.components}. */
  default IntParam latentComponents() {
    return table().whole("latentComponents");
  }

  /** {@code elbo.model.latent.components}. */
  default int getLatentComponents() {
    return (int) getOrDefault(latentComponents());
  }

  /** The param of {@code elbo.model.latent.rank}. */
  default IntParam latentRank() {
    return table().whole("latentRank");
  }

  /** {@code elbo.model.latent.rank}. */
  default int getLatentRank() {
    return (int) getOrDefault(latentRank());
  }

  /** The param of {@code elbo.model.latent.flow-steps}. */
  default IntParam latentFlowSteps() {
    return table().whole("latentFlowSteps");
  }

  /** {@code elbo.model.latent.flow-steps}. */
  default int getLatentFlowSteps() {
    return (int) getOrDefault(latentFlowSteps());
  }

  /** The param of {@code elbo.model.latent.prior}. */
  default DoubleArrayParam latentPrior() {
    return table().numbers("latentPrior");
  }

  /** {@code elbo.model.latent.prior}. */
  default double[] getLatentPrior() {
    return getOrDefault(latentPrior());
  }

  /** The param of {@code elbo.model.latent.estimator}. */
  default Param<String> latentEstimator() {
    return table().text("latentEstimator");
  }

  /** {@code elbo.model.latent.estimator}. */
  default String getLatentEstimator() {
    return getOrDefault(latentEstimator());
  }

  /** The param of {@code elbo.model.latent.baseline}. */
  default Param<String> latentBaseline() {
    return table().text("latentBaseline");
  }

  /** {@code elbo.model.latent.baseline}. */
  default String getLatentBaseline() {
    return getOrDefault(latentBaseline());
  }

  /** The param of {@code elbo.model.latent.kl}. */
  default Param<String> latentKl() {
    return table().text("latentKl");
  }

  /** {@code elbo.model.latent.kl}. */
  default String getLatentKl() {
    return getOrDefault(latentKl());
  }

  /** The param of {@code elbo.model.latent.temperature.initial}. */
  default DoubleParam temperatureInitial() {
    return table().number("temperatureInitial");
  }

  /** {@code elbo.model.latent.temperature.initial}. */
  default double getTemperatureInitial() {
    return (double) getOrDefault(temperatureInitial());
  }

  /** The param of {@code elbo.model.latent.temperature.least}. */
  default DoubleParam temperatureLeast() {
    return table().number("temperatureLeast");
  }

  /** {@code elbo.model.latent.temperature.least}. */
  default double getTemperatureLeast() {
    return (double) getOrDefault(temperatureLeast());
  }

  /** The param of {@code elbo.model.latent.temperature.rate}. */
  default DoubleParam temperatureRate() {
    return table().number("temperatureRate");
  }

  /** {@code elbo.model.latent.temperature.rate}. */
  default double getTemperatureRate() {
    return (double) getOrDefault(temperatureRate());
  }

  /** The param of {@code elbo.model.latent.temperature.every}. */
  default IntParam temperatureEvery() {
    return table().whole("temperatureEvery");
  }

  /** {@code elbo.model.latent.temperature.every}. */
  default int getTemperatureEvery() {
    return (int) getOrDefault(temperatureEvery());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends LatentParams, Assignable<S> {

    /** Sets {@code elbo.model.latent.family}. */
    default S setLatentFamily(String value) {
      return assign(latentFamily(), value);
    }

    /** Sets {@code elbo.model.latent.dimension}. */
    default S setLatentDimension(int value) {
      return assign(latentDimension(), value);
    }

    /** Sets {@code elbo.model.latent.categories}. */
    default S setLatentCategories(int value) {
      return assign(latentCategories(), value);
    }

    /** Sets {@code elbo.model.latent.components}. */
    default S setLatentComponents(int value) {
      return assign(latentComponents(), value);
    }

    /** Sets {@code elbo.model.latent.rank}. */
    default S setLatentRank(int value) {
      return assign(latentRank(), value);
    }

    /** Sets {@code elbo.model.latent.flow-steps}. */
    default S setLatentFlowSteps(int value) {
      return assign(latentFlowSteps(), value);
    }

    /** Sets {@code elbo.model.latent.prior}. */
    default S setLatentPrior(double... value) {
      return assign(latentPrior(), value);
    }

    /** Sets {@code elbo.model.latent.estimator}. */
    default S setLatentEstimator(String value) {
      return assign(latentEstimator(), value);
    }

    /** Sets {@code elbo.model.latent.baseline}. */
    default S setLatentBaseline(String value) {
      return assign(latentBaseline(), value);
    }

    /** Sets {@code elbo.model.latent.kl}. */
    default S setLatentKl(String value) {
      return assign(latentKl(), value);
    }

    /** Sets {@code elbo.model.latent.temperature.initial}. */
    default S setTemperatureInitial(double value) {
      return assign(temperatureInitial(), value);
    }

    /** Sets {@code elbo.model.latent.temperature.least}. */
    default S setTemperatureLeast(double value) {
      return assign(temperatureLeast(), value);
    }

    /** Sets {@code elbo.model.latent.temperature.rate}. */
    default S setTemperatureRate(double value) {
      return assign(temperatureRate(), value);
    }

    /** Sets {@code elbo.model.latent.temperature.every}. */
    default S setTemperatureEvery(int value) {
      return assign(temperatureEvery(), value);
    }
  }
}
