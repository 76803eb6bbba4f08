package dev.elbo.submit;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar of finished epochs, with the time that went by, the time left and the ELBO. */
final class EpochBar implements AutoCloseable {
  /** Steps of an epoch: the bar moves with its rounds. */
  private static final long STEPS = 1000;

  private final ProgressBar bar;

  EpochBar(ProgressBarConsumer terminal, long completed, long epochs) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("epochs")
            .setInitialMax(epochs * STEPS)
            .setUnit("", STEPS)
            .startsFrom(completed * STEPS, Duration.ZERO)
            .setStyle(style())
            .setUpdateIntervalMillis(500)
            .continuousUpdate()
            .setConsumer(terminal)
            .build();
    bar.stepTo(completed * STEPS);
  }

  void done(long epoch, String message) {
    bar.setExtraMessage(message.isEmpty() ? "" : " " + message);
    bar.stepTo(epoch * STEPS);
    bar.refresh();
  }

  /** So many epochs are done, a fraction. */
  void at(double epochs) {
    bar.stepTo(Math.round(epochs * STEPS));
  }

  void redraw() {
    bar.refresh();
  }

  @Override
  public void close() {
    bar.close();
  }

  /** What the terminal can show. */
  static ProgressBarStyle style() {
    return Charset.defaultCharset().equals(StandardCharsets.UTF_8)
        ? ProgressBarStyle.UNICODE_BLOCK
        : ProgressBarStyle.ASCII;
  }
}
