package dev.elbo.job.averaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came out, in Markdown. */
final class Table {
  private Table() {}

  /** The final ELBO, its distance to one shard, and what it took; a line an average. */
  static List<String> quality(Averages averages) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| Contestant | Shards | Validation ELBO | Least | Greatest | Below one shard | Seconds | To plain | Rounds | Seeds |");
    lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (Average a : averages.all()) {
      lines.add(
          "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s |"
              .formatted(
                  a.contestant(),
                  a.shards(),
                  a.isFinished() ? number("%.2f", a.elbo()) : "diverged",
                  number("%.2f", a.leastElbo()),
                  number("%.2f", a.greatestElbo()),
                  number("%.2f", below(averages.reference(), a)),
                  number("%.1f", a.seconds()),
                  number("%.2f", toPlain(averages, a)),
                  number("%,.0f", a.rounds()),
                  seeds(a)));
    }
    return lines;
  }

  /** What auto became, a line a number of shards. */
  static List<String> choices(Averages averages) {
    return averages.all().stream()
        .filter(a -> a.contestant().equals(Contestant.AUTOMATIC))
        .filter(a -> !a.outcomes().get(0).auto().isEmpty())
        .map(
            a ->
                "- auto at %d shards: %s"
                    .formatted(a.shards(), String.join("; ", a.outcomes().get(0).auto().values())))
        .toList();
  }

  /** What automatic averaging costs where epochs are long, a line a number of shards. */
  static List<String> cost(Averages averages) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| Shards | plain, seconds an epoch | auto | auto / plain | Least | Greatest | Epochs |");
    lines.add("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (Average auto : averages.all()) {
      Optional<Average> plain = averages.find(Contestant.PLAIN, auto.shards());
      if (!auto.contestant().equals(Contestant.AUTOMATIC) || plain.isEmpty()) {
        continue;
      }
      Cost cost = new Cost(plain.get(), auto);
      lines.add(
          "| %d | %s | %s | %s | %s | %s | %d |"
              .formatted(
                  auto.shards(),
                  number("%.2f", cost.plainSeconds()),
                  number("%.2f", cost.automaticSeconds()),
                  number("%.2f", cost.ratio()),
                  number("%.2f", cost.leastRatio()),
                  number("%.2f", cost.greatestRatio()),
                  cost.epochs()));
    }
    return lines;
  }

  private static double below(Optional<Average> reference, Average a) {
    return reference.map(r -> r.elbo() - a.elbo()).orElse(Double.NaN);
  }

  private static double toPlain(Averages averages, Average a) {
    return averages.find(Contestant.PLAIN, a.shards()).map(a::secondsOver).orElse(Double.NaN);
  }

  private static String seeds(Average a) {
    int lost = a.outcomes().size() - a.finished().size();
    return lost == 0
        ? Integer.toString(a.outcomes().size())
        : "%d, %d diverged".formatted(a.outcomes().size(), lost);
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
  }
}
