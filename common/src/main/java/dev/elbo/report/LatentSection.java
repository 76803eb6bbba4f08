package dev.elbo.report;

import dev.elbo.distribution.Noise;
import dev.elbo.report.ReportData.Latents;
import dev.elbo.report.ReportData.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The posterior means as a map, and what each latent carries. */
final class LatentSection {
  private static final int POINTS = 2000;
  private static final int BARS = 60;
  private static final int SEED = 1;

  private LatentSection() {}

  static String html(Latents latents) {
    List<Integer> drawn = drawn(latents.means());
    if (drawn.isEmpty() && latents.units().isEmpty()) {
      return "";
    }
    StringBuilder body = new StringBuilder("<div class=\"split\">\n");
    if (!drawn.isEmpty()) {
      ScatterPlot map = map(latents, drawn);
      body.append(figure(map.svg(), map.description()));
    }
    if (latents.units().stream().anyMatch(unit -> !Double.isNaN(unit.kl()))) {
      body.append(figure(bars(latents).svg(), explanation(latents)));
    } else if (!latents.units().isEmpty()) {
      body.append(
          "<p>%s The posterior is joint: its KL has no parts.</p>\n"
              .formatted(Html.escape(explanation(latents))));
    }
    return Html.section("Latent space", body.append("</div>\n").toString());
  }

  private static String figure(String svg, String caption) {
    return "<figure>\n%s<figcaption>%s</figcaption></figure>\n"
        .formatted(svg, Html.escape(caption));
  }

  /** Of the rows whose means are finite; by chance, as a stride could miss every other label. */
  private static List<Integer> drawn(List<float[]> means) {
    int[] finite =
        IntStream.range(0, means.size())
            .filter(i -> means.get(i).length > 0 && isFinite(means.get(i)))
            .toArray();
    int[] order = Noise.of(SEED, 0, 0, 0).permutation(finite.length);
    return IntStream.of(order).limit(POINTS).map(i -> finite[i]).sorted().boxed().toList();
  }

  private static boolean isFinite(float[] mean) {
    for (float x : mean) {
      if (!Float.isFinite(x)) {
        return false;
      }
    }
    return true;
  }

  private static ScatterPlot map(Latents latents, List<Integer> drawn) {
    List<float[]> means = drawn.stream().map(latents.means()::get).toList();
    List<String> labels =
        latents.labels().isEmpty() ? List.of() : drawn.stream().map(latents.labels()::get).toList();
    Categories categories = Categories.of(labels);
    LatentPlane plane = LatentPlane.of(means);
    List<ScatterPlot.Point> points = new ArrayList<>();
    for (int i = 0; i < means.size(); i++) {
      int category = labels.isEmpty() ? 0 : categories.indexOf(labels.get(i));
      points.add(new ScatterPlot.Point(plane.xs().get(i), plane.ys().get(i), category));
    }
    String count = Numbers.grouped(points.size());
    return new ScatterPlot(
        "latents",
        "Centers of the posteriors of " + count + (points.size() == 1 ? " row" : " rows"),
        plane.description(),
        640,
        500,
        points,
        categories,
        plane.xLabel(),
        plane.yLabel());
  }

  private static BarChart bars(Latents latents) {
    List<Unit> units = latents.units();
    List<BarChart.Bar> bars =
        IntStream.range(0, units.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -sortable(units.get(i).kl())))
            .limit(BARS)
            .map(i -> bar(i, units.get(i)))
            .toList();
    String base = units.size() > BARS ? "latent (the first " + BARS + ")" : "latent";
    return new BarChart(
        "kl-units",
        "KL of each latent, nats",
        "Bars from the greatest KL to the least. " + explanation(latents),
        420,
        400,
        bars,
        base);
  }

  private static double sortable(double kl) {
    return Double.isNaN(kl) ? Double.NEGATIVE_INFINITY : kl;
  }

  private static BarChart.Bar bar(int index, Unit unit) {
    String tip =
        "z%s: KL %s nats, variance of the center %s"
            .formatted(
                index, Numbers.significant(unit.kl(), 3), Numbers.significant(unit.variance(), 3));
    return new BarChart.Bar(
        Integer.toString(index), unit.kl(), unit.active() ? "active" : "idle", tip);
  }

  private static String explanation(Latents latents) {
    long active = latents.activeUnits();
    int all = latents.units().size();
    return "%s of %s %s %s active (in colour): the center of q(z|x) moves with the data, its"
            .formatted(active, all, all == 1 ? "latent" : "latents", active == 1 ? "is" : "are")
        + " variance over the rows being above %s. A latent below (grey) stays at the prior."
            .formatted(Unit.ACTIVE_ABOVE);
  }
}
