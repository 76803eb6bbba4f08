package dev.elbo.job.ml;

import org.apache.spark.ml.param.Param;

/** Where a run is kept, and settings that are written elsewhere. */
public interface OutputParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.textWithout(
        "outputDir",
        "elbo.output.dir",
        "The folder that keeps the run, with its checkpoints and its report; a run that was cut off"
            + " is resumed, a finished one is read. Without it the run is deleted once it is done."
            + " (elbo.output.dir)");
    table.text("modelName", "elbo.output.name");
    table.own(
        "settings",
        "Settings in HOCON, or the path of a settings file if it ends with .conf: what holds where"
            + " no param is set.");
  }

  /** The folder that keeps the run. */
  default Param<String> outputDir() {
    return table().text("outputDir");
  }

  /** The folder that keeps the run. */
  default String getOutputDir() {
    return getOrDefault(outputDir());
  }

  /** The param of {@code elbo.output.name}. */
  default Param<String> modelName() {
    return table().text("modelName");
  }

  /** {@code elbo.output.name}. */
  default String getModelName() {
    return getOrDefault(modelName());
  }

  /** Settings that hold where no param is set. */
  default Param<String> settings() {
    return table().text("settings");
  }

  /** Settings that hold where no param is set. */
  default String getSettings() {
    return getOrDefault(settings());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends OutputParams, Assignable<S> {

    /** Sets the folder that keeps the run. */
    default S setOutputDir(String value) {
      return assign(outputDir(), value);
    }

    /** Sets {@code elbo.output.name}. */
    default S setModelName(String value) {
      return assign(modelName(), value);
    }

    /** Sets settings in HOCON, or the path of a settings file if it ends with .conf. */
    default S setSettings(String value) {
      return assign(settings(), value);
    }
  }
}
