package dev.elbo.job;

import dev.elbo.job.score.Existing;
import dev.elbo.job.score.GenerateRun;
import dev.elbo.job.score.Generator.Shown;
import dev.elbo.job.score.TableOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code generate} takes, here and in the {@code elbo} command. */
public final class GenerateOptions {
  private static final long OF_A_SHEET = 64;
  private static final long OF_A_TABLE = 1000;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "The directory of a model, of the run or version that it belongs to, or of a name: models/NAME means its champion.")
  private String model;

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many. Default: 1000; of a .png 64.")
  private Long rows;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description =
          "Equal seeds give equal rows, and more rows keep the first ones. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--mean",
      description = "E[x|z] in place of a draw of x: images without noise, rows without spread.")
  private boolean mean;

  /** The request, with relative paths in the given folder. */
  public GenerateRun request(Path folder, Existing existing) {
    TableOutput where = output.output(folder, existing);
    boolean isSheet = where.directory().endsWith(".png");
    return new GenerateRun(
        DataOptions.within(folder, model),
        rows != null ? rows : isSheet ? OF_A_SHEET : OF_A_TABLE,
        seed,
        mean ? Shown.MEAN : Shown.DRAW,
        where);
  }

  /** For the driver. */
  public List<String> words() {
    List<String> words = new ArrayList<>(List.of(model));
    words.addAll(output.words());
    Words.add(words, "--rows", rows);
    Words.add(words, "--seed", seed);
    if (mean) {
      words.add("--mean");
    }
    return words;
  }
}
