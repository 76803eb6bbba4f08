package dev.elbo.job.ml;

import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.Param;

/** The layers of the encoder and of the decoder: {@code elbo.model}. */
public interface NetworkParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.wholes("encoder", "elbo.model.encoder", Bound.atLeast(1));
    table.wholes("decoder", "elbo.model.decoder", Bound.atLeast(1));
    table.choice("activation", "elbo.model.activation");
    table.choice("initialization", "elbo.model.initialization");
  }

  /** The param of {@code elbo.model.encoder}. */
  default IntArrayParam encoder() {
    return table().wholes("encoder");
  }

  /** {@code elbo.model.encoder}. */
  default int[] getEncoder() {
    return getOrDefault(encoder());
  }

  /** The param of {@code elbo.model.decoder}. */
  default IntArrayParam decoder() {
    return table().wholes("decoder");
  }

  /** {@code elbo.model.decoder}. */
  default int[] getDecoder() {
    return getOrDefault(decoder());
  }

  /** The param of {@code elbo.model.activation}. */
  default Param<String> activation() {
    return table().text("activation");
  }

  /** {@code elbo.model.activation}. */
  default String getActivation() {
    return getOrDefault(activation());
  }

  /** The param of {@code elbo.model.initialization}. */
  default Param<String> initialization() {
    return table().text("initialization");
  }

  /** {@code elbo.model.initialization}. */
  default String getInitialization() {
    return getOrDefault(initialization());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends NetworkParams, Assignable<S> {

    /** Sets {@code elbo.model.encoder}. */
    default S setEncoder(int... value) {
      return assign(encoder(), value);
    }

    /** Sets {@code elbo.model.decoder}. */
    default S setDecoder(int... value) {
      return assign(decoder(), value);
    }

    /** Sets {@code elbo.model.activation}. */
    default S setActivation(String value) {
      return assign(activation(), value);
    }

    /** Sets {@code elbo.model.initialization}. */
    default S setInitialization(String value) {
      return assign(initialization(), value);
    }
  }
}
