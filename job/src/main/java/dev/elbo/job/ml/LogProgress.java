package dev.elbo.job.ml;

import dev.elbo.job.train.PlainProgress;
import dev.elbo.job.train.Progress;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line an epoch in the log of the driver, under the name of the Estimator. */
final class LogProgress implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(VariationalAutoencoder.class);

  @Override
  public void note(String message) {
    LOG.info("{}", message);
  }

  @Override
  public void onRollback(Rollback rollback) {
    LOG.warn("{}", rollback.sentence());
  }

  @Override
  public void onEpoch(EpochEnd end) {
    LOG.info("{}", PlainProgress.line(end.metrics(), end.epochs()));
  }

  @Override
  public void onEnd(RunResult result) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "Run {} is done: ELBO {} nats at epoch {}.",
          result.runId(),
          String.format(Locale.ROOT, "%.2f", result.elbo()),
          result.epoch());
    }
  }
}
