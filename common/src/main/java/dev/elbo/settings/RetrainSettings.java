package dev.elbo.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What a scheduled run does besides training ({@code elbo.retrain}). Nothing of it decides what a
 * training gives, so it is no part of a run's identity.
 *
 * @param holdoutFraction of the rows, frozen by the first run and never trained on
 * @param from where a training starts
 * @param watermark how to know what is new
 * @param gate what a challenger has to be
 * @param checks how far new rows may differ
 * @param lease seconds after which a lock that nobody renews is taken over
 * @param keep versions besides the champion and the one before it
 * @param notification who is told
 */
public record RetrainSettings(
    double holdoutFraction,
    From from,
    Watermark watermark,
    GateSettings gate,
    CheckSettings checks,
    int lease,
    int keep,
    Notification notification) {
  private static final String KEY = "elbo.retrain.";
  private static final String COLUMN = KEY + "watermark.column";

  /** A lock is renewed a few times in a lease, and file systems have clocks of seconds. */
  private static final int LEAST_LEASE = 10;

  /** Where a training starts. */
  public enum From {
    /** From random weights. */
    SCRATCH,
    /** From the weights of the champion. */
    CHAMPION
  }

  /** What tells new rows from old ones. */
  public enum By {
    /** The time of files. */
    MODIFIED,
    /** The values of a column. */
    PARTITION,
    /** The id of a table's snapshot. */
    SNAPSHOT
  }

  /**
   * How to know what is new.
   *
   * @param by what tells it
   * @param column whose values are the partitions; of those alone
   * @param settle seconds without a change after which rows count as written
   */
  public record Watermark(By by, Optional<String> column, int settle) {
    public Watermark {
      if (by == By.PARTITION && column.isEmpty()) {
        throw new InvalidSetting(
            COLUMN,
            "it has no value, and elbo.retrain.watermark.by is [partition]",
            "Name the column that the data is partitioned by");
      }
      column.ifPresent(name -> Require.notBlank(COLUMN, name));
      Require.atLeast(KEY + "watermark.settle", 0, settle);
    }
  }

  /**
   * Who is told of a run, besides its files and its exit code.
   *
   * @param mlflow the URI of a tracking server
   * @param command a program and its arguments; none if empty
   */
  public record Notification(Optional<String> mlflow, List<String> command) {
    private static final String MLFLOW = KEY + "notify.mlflow";

    public Notification {
      command = List.copyOf(command);
      if (mlflow.isPresent() && !isServer(mlflow.get())) {
        throw new InvalidSetting(
            MLFLOW,
            "[%s] is no URI of a server, whose name has letters, digits, dots and dashes"
                .formatted(mlflow.get()),
            "Give one such as http://host:5000");
      }
      command.forEach(word -> Require.notBlank(KEY + "notify.command", word));
    }

    /** Java finds no host in one whose name has other characters, such as an underscore. */
    private static boolean isServer(String text) {
      try {
        URI uri = new URI(text);
        return List.of("http", "https").contains(uri.getScheme()) && uri.getHost() != null;
      } catch (URISyntaxException e) {
        return false;
      }
    }
  }

  public RetrainSettings {
    Require.fraction(KEY + "holdout-fraction", holdoutFraction);
    Require.positive(KEY + "holdout-fraction", holdoutFraction);
    Require.atLeast(KEY + "lease", LEAST_LEASE, lease);
    Require.atLeast(KEY + "keep", 0, keep);
  }

  static RetrainSettings read(Values values) {
    return new RetrainSettings(
        values.number(KEY + "holdout-fraction"),
        values.choice(KEY + "from", From.class),
        new Watermark(
            values.choice(KEY + "watermark.by", By.class),
            values.optionalText(COLUMN),
            values.integer(KEY + "watermark.settle")),
        GateSettings.read(values),
        CheckSettings.read(values),
        values.integer(KEY + "lease"),
        values.integer(KEY + "keep"),
        new Notification(
            values.optionalText(KEY + "notify.mlflow"), values.texts(KEY + "notify.command")));
  }
}
