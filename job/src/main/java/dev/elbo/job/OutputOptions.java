package dev.elbo.job;

import dev.elbo.job.score.Existing;
import dev.elbo.job.score.TableOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a table goes, here and in the {@code elbo} command. */
public final class OutputOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder for the rows; there when all of them are, and not before.")
  private String out;

  @Option(
      names = "--out-format",
      paramLabel = "FORMAT",
      description = "parquet, csv, json or orc. In csv, arrays are JSON. Default: parquet.")
  private TableOutput.Format format;

  TableOutput output(Path folder, Existing existing) {
    return new TableOutput(
        DataOptions.within(folder, out),
        format == null ? TableOutput.Format.PARQUET : format,
        existing);
  }

  /** For the driver. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of("--out", out));
    Words.add(words, "--out-format", format);
    return words;
  }
}
