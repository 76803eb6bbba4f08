package dev.elbo.job.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;

/** How long and on what training goes on: {@code elbo.training}. */
public interface TrainingParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.whole("epochs", "elbo.training.epochs", Bound.atLeast(1));
    table.whole("batchSize", "elbo.training.batch-size", Bound.atLeast(1));
    table.longWhole("seed", "elbo.training.seed");
    table.either("shards", "elbo.training.shards", Bound.atLeast(1), "auto");
    table.number("clipNorm", "elbo.training.clip-norm", Bound.NOT_NEGATIVE);
    table.whole("patience", "elbo.training.early-stopping.patience", Bound.atLeast(0));
    table.number("minDelta", "elbo.training.early-stopping.min-delta", Bound.NOT_NEGATIVE);
    table.whole("divergenceTries", "elbo.training.divergence.tries", Bound.atLeast(0));
    table.whole("checkpointEvery", "elbo.training.checkpoint.every", Bound.atLeast(1));
    table.whole("checkpointKeep", "elbo.training.checkpoint.keep", Bound.atLeast(1));
    table.choice("resume", "elbo.training.resume");
    table.choice("engine", "elbo.training.engine");
    table.whole("gpuAmount", "elbo.training.gpu.amount", Bound.GPUS);
    table.choice("gpuFallback", "elbo.training.gpu.fallback");
    table.choice("gpuEngine", "elbo.training.gpu.engine");
    table.choice("gpuPrecision", "elbo.training.gpu.precision");
  }

  /** The param of {@code elbo.training.epochs}. */
  default IntParam epochs() {
    return table().whole("epochs");
  }

  /** {@code elbo.training.epochs}. */
  default int getEpochs() {
    return (int) getOrDefault(epochs());
  }

  /** The param of {@code elbo.training.batch-size}. */
  default IntParam batchSize() {
    return table().whole("batchSize");
  }

  /** {@code elbo.training.batch-size}. */
  default int getBatchSize() {
    return (int) getOrDefault(batchSize());
  }

  /** The param of {@code elbo.training.seed}. */
  default LongParam seed() {
    return table().longWhole("seed");
  }

  /** {@code elbo.training.seed}. */
  default long getSeed() {
    return (long) getOrDefault(seed());
  }

  /** The param of {@code elbo.training.shards}. */
  default Param<String> shards() {
    return table().text("shards");
  }

  /** {@code elbo.training.shards}. */
  default String getShards() {
    return getOrDefault(shards());
  }

  /** The param of {@code elbo.training.clip-norm}. */
  default DoubleParam clipNorm() {
    return table().number("clipNorm");
  }

  /** {@code elbo.training.clip-norm}. */
  default double getClipNorm() {
    return (double) getOrDefault(clipNorm());
  }

  /** The param of {@code elbo.training.early-stopping.patience}. */
  default IntParam patience() {
    return table().whole("patience");
  }

  /** {@code elbo.training.early-stopping.patience}. */
  default int getPatience() {
    return (int) getOrDefault(patience());
  }

  /** The param of {@code elbo.training.early-stopping.min-delta}. */
  default DoubleParam minDelta() {
    return table().number("minDelta");
  }

  /** {@code elbo.training.early-stopping.min-delta}. */
  default double getMinDelta() {
    return (double) getOrDefault(minDelta());
  }

  /** The param of {@code elbo.training.divergence.tries}. */
  default IntParam divergenceTries() {
    return table().whole("divergenceTries");
  }

  /** {@code elbo.training.divergence.tries}. */
  default int getDivergenceTries() {
    return (int) getOrDefault(divergenceTries());
  }

  /** The param of {@code elbo.training.checkpoint.every}. */
  default IntParam checkpointEvery() {
    return table().whole("checkpointEvery");
  }

  /** {@code elbo.training.checkpoint.every}. */
  default int getCheckpointEvery() {
    return (int) getOrDefault(checkpointEvery());
  }

  /** The param of {@code elbo.training.checkpoint.keep}. */
  default IntParam checkpointKeep() {
    return table().whole("checkpointKeep");
  }

  /** {@code elbo.training.checkpoint.keep}. */
  default int getCheckpointKeep() {
    return (int) getOrDefault(checkpointKeep());
  }

  /** The param of {@code elbo.training.resume}. */
  default Param<String> resume() {
    return table().text("resume");
  }

  /** {@code elbo.training.resume}. */
  default String getResume() {
    return getOrDefault(resume());
  }

  /** The param of {@code elbo.training.engine}. */
  default Param<String> engine() {
    return table().text("engine");
  }

  /** {@code elbo.training.engine}. */
  default String getEngine() {
    return getOrDefault(engine());
  }

  /** The param of {@code elbo.training.gpu.amount}. */
  default IntParam gpuAmount() {
    return table().whole("gpuAmount");
  }

  /** {@code elbo.training.gpu.amount}. */
  default int getGpuAmount() {
    return (int) getOrDefault(gpuAmount());
  }

  /** The param of {@code elbo.training.gpu.fallback}. */
  default Param<String> gpuFallback() {
    return table().text("gpuFallback");
  }

  /** The param of {@code elbo.training.gpu.engine}. */
  default Param<String> gpuEngine() {
    return table().text("gpuEngine");
  }

  /** {@code elbo.training.gpu.engine}. */
  default String getGpuEngine() {
    return getOrDefault(gpuEngine());
  }

  /** The param of {@code elbo.training.gpu.precision}. */
  default Param<String> gpuPrecision() {
    return table().text("gpuPrecision");
  }

  /** {@code elbo.training.gpu.precision}. */
  default String getGpuPrecision() {
    return getOrDefault(gpuPrecision());
  }

  /** {@code elbo.training.gpu.fallback}. */
  default String getGpuFallback() {
    return getOrDefault(gpuFallback());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends TrainingParams, Assignable<S> {

    /** Sets {@code elbo.training.epochs}. */
    default S setEpochs(int value) {
      return assign(epochs(), value);
    }

    /** Sets {@code elbo.training.batch-size}. */
    default S setBatchSize(int value) {
      return assign(batchSize(), value);
    }

    /** Sets {@code elbo.training.seed}. */
    default S setSeed(long value) {
      return assign(seed(), value);
    }

    /** Sets {@code elbo.training.shards}. */
    default S setShards(String value) {
      return assign(shards(), value);
    }

    /** Sets {@code elbo.training.shards}. */
    default S setShards(int value) {
      return assign(shards(), Integer.toString(value));
    }

    /** Sets {@code elbo.training.clip-norm}. */
    default S setClipNorm(double value) {
      return assign(clipNorm(), value);
    }

    /** Sets {@code elbo.training.early-stopping.patience}. */
    default S setPatience(int value) {
      return assign(patience(), value);
    }

    /** Sets {@code elbo.training.early-stopping.min-delta}. */
    default S setMinDelta(double value) {
      return assign(minDelta(), value);
    }

    /** Sets {@code elbo.training.divergence.tries}. */
    default S setDivergenceTries(int value) {
      return assign(divergenceTries(), value);
    }

    /** Sets {@code elbo.training.checkpoint.every}. */
    default S setCheckpointEvery(int value) {
      return assign(checkpointEvery(), value);
    }

    /** Sets {@code elbo.training.checkpoint.keep}. */
    default S setCheckpointKeep(int value) {
      return assign(checkpointKeep(), value);
    }

    /** Sets {@code elbo.training.resume}. */
    default S setResume(String value) {
      return assign(resume(), value);
    }

    /** Sets {@code elbo.training.engine}. */
    default S setEngine(String value) {
      return assign(engine(), value);
    }

    /** Sets {@code elbo.training.gpu.amount}. */
    default S setGpuAmount(int value) {
      return assign(gpuAmount(), value);
    }

    /** Sets {@code elbo.training.gpu.engine}. */
    default S setGpuEngine(String value) {
      return assign(gpuEngine(), value);
    }

    /** Sets {@code elbo.training.gpu.precision}. */
    default S setGpuPrecision(String value) {
      return assign(gpuPrecision(), value);
    }

    /** Sets {@code elbo.training.gpu.fallback}. */
    default S setGpuFallback(String value) {
      return assign(gpuFallback(), value);
    }
  }
}
