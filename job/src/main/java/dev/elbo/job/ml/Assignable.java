package dev.elbo.job.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * A stage with setters that can be chained.
 *
 * @param <S> the stage
 */
public interface Assignable<S> extends Params {

  /**
   * Sets a param.
   *
   * @throws dev.elbo.ElboException (settings) that names the range, if the value is outside of it
   */
  @SuppressWarnings("unchecked")
  default S assign(Param<?> param, Object value) {
    set((Param<Object>) param, value);
    return (S) this;
  }
}
