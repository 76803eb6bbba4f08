package dev.elbo.job;

import dev.elbo.job.retrain.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which part of the data {@code retrain} trains on, here and in the {@code elbo} command. */
public final class RangeOptions {
  @Option(
      names = "--since",
      paramLabel = "VALUE",
      description =
          "Train on rows from this value of the watermark on: a partition, or a time such as 2026-03-01T00:00:00Z for files. Default: all rows.")
  private String since;

  @Option(
      names = "--until",
      paramLabel = "VALUE",
      description =
          "Train on rows up to this value, with it; of a table with snapshots, the id of one. With either option the watermark stays where it is.")
  private String until;

  /** The part. */
  public Range range() {
    return new Range(Optional.ofNullable(since), Optional.ofNullable(until));
  }

  /** For the driver. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    Words.add(words, "--since", since);
    Words.add(words, "--until", until);
    return words;
  }
}
