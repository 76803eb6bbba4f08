package dev.elbo.job.averaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables and pictures of all that is known, in a folder. */
record Page(Path folder) {
  /** Where rules are compared. */
  private static final int SHARDS = 4;

  private static final double DISTURBED = 0.03;

  /** Writes averaging.md and the pictures that it shows. */
  void write(List<DataSet> data, List<Trial> trials, Outcomes outcomes) throws IOException {
    List<String> lines = new ArrayList<>();
    for (DataSet set : data) {
      Averages averages = Averages.of(set.name(), trials, outcomes);
      if (averages.all().isEmpty()) {
        continue;
      }
      lines.add("");
      lines.add("**" + heading(set) + "** " + made(averages));
      lines.add("");
      if (set.name().equals(DataSet.TENFOLD)) {
        lines.addAll(Table.cost(averages));
        continue;
      }
      lines.addAll(Table.quality(averages));
      List<String> choices = Table.choices(averages);
      if (!choices.isEmpty()) {
        lines.add("");
        lines.addAll(choices);
      }
      picture(lines, set.name() + "-shards", Pictures.shards(averages));
      picture(lines, set.name() + "-rules", Pictures.rules(averages, SHARDS));
    }
    Files.write(folder.resolve("averaging.md"), lines);
  }

  private static String heading(DataSet set) {
    return switch (set.name()) {
      case "mnist" -> "MNIST.";
      case "digits" -> "Digits.";
      default -> "Ten times MNIST.";
    };
  }

  private static String made(Averages averages) {
    List<String> commits =
        averages.all().stream()
            .flatMap(a -> a.outcomes().stream())
            .map(Outcome::commit)
            .distinct()
            .toList();
    String made = "Elbo %s.".formatted(String.join(", ", commits));
    return averages.others() <= DISTURBED
        ? made
        : made
            + String.format(
                Locale.ROOT,
                " Times are disturbed: others took up to %.0f %% of the cores.",
                100 * averages.others());
  }

  private void picture(List<String> lines, String name, Optional<String> svg) throws IOException {
    if (svg.isEmpty()) {
      return;
    }
    String file = "averaging-" + name + ".svg";
    Files.writeString(folder.resolve(file), svg.get());
    lines.add("");
    lines.add("![ELBO over epochs, seconds and rounds](%s)".formatted(file));
  }
}
