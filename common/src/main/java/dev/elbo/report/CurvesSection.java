package dev.elbo.report;

import dev.elbo.report.LineChart.Series;
import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.ElboParts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/** The ELBO and its two parts over the epochs, as curves and as numbers. */
final class CurvesSection {
  private static final List<String> HEADS =
      List.of(
          "epoch",
          "train ELBO",
          "reconstruction",
          "KL",
          "validation ELBO",
          "reconstruction",
          "KL",
          "active units",
          "learning rate",
          "seconds",
          "examples/s");

  private CurvesSection() {}

  static String html(List<EpochMetrics> epochs, int keptEpoch) {
    if (epochs.isEmpty()) {
      return Html.section("Training", Html.note("No epoch was finished."));
    }
    OptionalInt mark = keptEpoch > 0 ? OptionalInt.of(keptEpoch) : OptionalInt.empty();
    String charts =
        "<div class=\"split\">\n<figure>\n"
            + chart("elbo", "ELBO, nats", 640, 440, epochs, ElboParts::elbo, mark)
            + "</figure>\n<div class=\"stack\">\n<figure>\n"
            + part("reconstruction", "Reconstruction, nats", epochs, ElboParts::reconstruction)
            + "</figure>\n<figure>\n"
            + part("kl", "KL, nats", epochs, ElboParts::kl)
            + "</figure>\n</div></div>\n";
    return Html.section("Training", charts + Html.note(explanation(epochs)) + details(epochs));
  }

  private static String part(
      String id, String title, List<EpochMetrics> epochs, ToDoubleFunction<ElboParts> value) {
    return chart(id, title, 420, 215, epochs, value, OptionalInt.empty());
  }

  /** A chart of one number of each epoch. */
  static String chart(
      String id,
      String title,
      int width,
      int height,
      List<EpochMetrics> epochs,
      ToDoubleFunction<ElboParts> value,
      OptionalInt mark) {
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(
            "train", "train", epochs.stream().map(e -> value.applyAsDouble(e.train())).toList()));
    if (epochs.stream().anyMatch(e -> e.validation().isPresent())) {
      series.add(
          new Series(
              "validation",
              "validation",
              epochs.stream()
                  .map(e -> e.validation().map(value::applyAsDouble).orElse(Double.NaN))
                  .toList()));
    }
    List<Integer> numbers = epochs.stream().map(EpochMetrics::epoch).toList();
    return new LineChart(id, title, width, height, numbers, series, mark).svg();
  }

  private static String explanation(List<EpochMetrics> epochs) {
    String text =
        "Means per example; ELBO = reconstruction \u2212 KL, higher is better. Training values are"
            + " taken while the parameters move";
    return epochs.get(0).validation().isPresent()
        ? text + ", validation values from the averaged model at the end of each epoch."
        : text + ". The run had no validation rows.";
  }

  private static String details(List<EpochMetrics> epochs) {
    return "<details><summary>Every epoch as a table</summary>\n"
        + Html.table("numbers", HEADS, epochs.stream().map(CurvesSection::line).toList())
        + "</details>\n";
  }

  private static List<String> line(EpochMetrics e) {
    List<String> line = new ArrayList<>();
    line.add(Integer.toString(e.epoch()));
    line.addAll(parts(e.train()));
    line.addAll(e.validation().map(CurvesSection::parts).orElse(List.of("", "", "")));
    line.add(Integer.toString(e.activeUnits()));
    line.add(Numbers.significant(e.learningRate(), 3));
    line.add(Numbers.significant(e.seconds(), 3));
    line.add(Numbers.grouped(Math.round(e.examplesPerSecond())));
    return line;
  }

  private static List<String> parts(ElboParts p) {
    return List.of(
        Numbers.fixed(p.elbo(), 3), Numbers.fixed(p.reconstruction(), 3), Numbers.fixed(p.kl(), 3));
  }
}
