package dev.elbo.submit;

import dev.elbo.job.GenerateOptions;
import dev.elbo.job.score.Existing;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code elbo generate MODEL}. */
@Command(
    name = "generate",
    description = {
      "Makes new rows with a trained model: z from the prior, x from p(x|z), in the columns and units of the data.",
      "Of a model of images, an --out that ends in .png becomes a sheet of them.",
    },
    footer = {
      "",
      "Examples:",
      "  elbo generate runs/digits-5f2c9a --out digits.png --mean",
      "  elbo generate runs/readings-1f0c --rows 1000000 --out made",
      "  elbo generate runs/readings-1f0c --rows 100 --seed 7 --out made.csv --out-format csv --overwrite",
    })
final class Generate extends WorkVerb {
  @Mixin private GenerateOptions asked = new GenerateOptions();

  Generate(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    var request = asked.request(around.workingDirectory(), Existing.KEEP);
    List<String> words = new ArrayList<>(List.of("generate"));
    words.addAll(asked.words());
    return work(words, request.model());
  }
}
