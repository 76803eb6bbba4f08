package dev.elbo.job.ml;

import org.apache.spark.ml.param.Params;

/** A stage whose params stand for settings. */
public interface SettingParams extends Params {

  /** The params and their settings. */
  ParamTable table();
}
