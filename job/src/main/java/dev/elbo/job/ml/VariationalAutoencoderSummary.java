package dev.elbo.job.ml;

import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.ElboParts;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How training went. It is saved with the model. */
public final class VariationalAutoencoderSummary {
  private final List<EpochMetrics> history;
  private final int epoch;
  private final Optional<String> run;

  VariationalAutoencoderSummary(List<EpochMetrics> history, int epoch, Optional<String> run) {
    this.history = history;
    this.epoch = epoch;
    this.run = run;
  }

  /** The lines of metrics.jsonl, one an epoch. */
  public List<EpochMetrics> history() {
    return history;
  }

  /** The number of epochs that were trained. */
  public int epochs() {
    return history.size();
  }

  /** The epoch that the model is of, counted from 1. */
  public int epoch() {
    return epoch;
  }

  /** The training objective by epoch, in nats an example; higher is better. */
  public double[] objectiveHistory() {
    return of(line -> line.train().objective());
  }

  /** The training ELBO by epoch, in nats an example. */
  public double[] elboHistory() {
    return of(line -> line.train().elbo());
  }

  /** The ELBO of the rows held out by epoch, in nats an example; NaN where none are held out. */
  public double[] validationElboHistory() {
    return of(line -> line.validation().map(ElboParts::elbo).orElse(Double.NaN));
  }

  /** The ELBO of the model: on the rows held out, else as it was in training. */
  public double elbo() {
    return history.get(epoch - 1).selection();
  }

  /** The directory of the run with its report, if it was kept; empty after loading. */
  public Optional<String> runDirectory() {
    return run;
  }

  private double[] of(ToDoubleFunction<EpochMetrics> number) {
    return history.stream().mapToDouble(number).toArray();
  }
}
