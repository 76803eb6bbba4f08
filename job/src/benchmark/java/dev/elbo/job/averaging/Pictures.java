package dev.elbo.job.averaging;

import dev.elbo.report.CurvesPicture;
import dev.elbo.report.CurvesPicture.Curve;
import dev.elbo.report.CurvesPicture.Spacing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** ELBO against epochs, seconds and rounds: one picture of all shards, one of all rules at some. */
final class Pictures {
  private static final List<String> OF_SHARDS =
      List.of(Contestant.REFERENCE, Contestant.PLAIN, Contestant.AUTOMATIC);

  /** A curve and how it is drawn. */
  private record Shown(Average average, String name, CurvesPicture.Style style) {
    double last() {
      List<Average.Point> curve = average.curve();
      return curve.get(curve.size() - 1).elbo();
    }
  }

  private Pictures() {}

  /**
   * One shard, plain and automatic averaging: a colour each, a shape of line a number of shards.
   */
  static Optional<String> shards(Averages averages) {
    List<Average> all = finished(averages, a -> OF_SHARDS.contains(a.contestant()));
    List<Integer> counts =
        all.stream().map(Average::shards).filter(n -> n > 1).distinct().sorted().toList();
    return of(
        averages,
        "averaging by the number of shards",
        all.stream()
            .map(
                a ->
                    new Shown(
                        a,
                        a.label(),
                        new CurvesPicture.Style(
                            OF_SHARDS.indexOf(a.contestant()),
                            Math.max(0, counts.indexOf(a.shards())))))
            .toList());
  }

  /** All contestants at a number of shards, beside one shard. */
  static Optional<String> rules(Averages averages, int shards) {
    List<Average> all =
        finished(
            averages, a -> a.shards() == shards || a.contestant().equals(Contestant.REFERENCE));
    List<Shown> shown = new ArrayList<>();
    for (Average a : all) {
      String name = a.shards() == shards ? a.contestant() : a.label();
      shown.add(new Shown(a, name, new CurvesPicture.Style(shown.size(), shown.size())));
    }
    return of(averages, "rules at %d shards".formatted(shards), shown);
  }

  private static List<Average> finished(Averages averages, Predicate<Average> wanted) {
    return averages.all().stream().filter(wanted).filter(Average::isFinished).toList();
  }

  private static Optional<String> of(Averages averages, String what, List<Shown> all) {
    double floor = floor(averages);
    List<Shown> visible = all.stream().filter(s -> s.last() > floor).toList();
    if (visible.isEmpty()) {
      return Optional.empty();
    }
    CurvesPicture picture =
        new CurvesPicture(
            "%s: %s, mean of seeds".formatted(averages.data(), what),
            "validation ELBO, nats" + below(all, floor));
    picture.panel("epochs", Spacing.EVEN, curves(visible, floor, Average.Point::epochs));
    picture.panel(
        "seconds of training", Spacing.EVEN, curves(visible, floor, Average.Point::seconds));
    picture.panel("rounds", Spacing.BY_FACTORS, curves(visible, floor, Average.Point::rounds));
    return Optional.of(picture.svg());
  }

  /** What one shard reaches in the first tenth of training: all that counts happens above it. */
  private static double floor(Averages averages) {
    List<Average.Point> curve =
        averages.reference().map(Average::curve).filter(c -> !c.isEmpty()).orElse(List.of());
    if (curve.isEmpty()) {
      return Double.NEGATIVE_INFINITY;
    }
    return curve.get(Math.max(1, curve.size() / 10) - 1).elbo();
  }

  private static String below(List<Shown> all, double floor) {
    List<String> lost =
        all.stream()
            .filter(s -> s.last() <= floor)
            .map(s -> "%s at %s".formatted(s.name(), minus(s.last())))
            .toList();
    return lost.isEmpty() ? "" : "; below the picture ends " + String.join(", ", lost);
  }

  private static String minus(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replace('-', '\u2212');
  }

  private static List<Curve> curves(
      List<Shown> shown, double floor, ToDoubleFunction<Average.Point> x) {
    return shown.stream()
        .map(s -> new Curve(s.name(), s.style(), points(s.average().curve(), floor, x)))
        .toList();
  }

  /** From where the curve comes into the picture. */
  private static List<CurvesPicture.Point> points(
      List<Average.Point> curve, double floor, ToDoubleFunction<Average.Point> x) {
    List<CurvesPicture.Point> points = new ArrayList<>();
    for (int i = 0; i < curve.size(); i++) {
      Average.Point at = curve.get(i);
      if (at.elbo() < floor) {
        points.clear();
        continue;
      }
      if (points.isEmpty() && i > 0) {
        Average.Point before = curve.get(i - 1);
        double share = (floor - before.elbo()) / (at.elbo() - before.elbo());
        double entry =
            x.applyAsDouble(before) + share * (x.applyAsDouble(at) - x.applyAsDouble(before));
        points.add(new CurvesPicture.Point(entry, floor, CurvesPicture.Kind.ON_THE_WAY));
      }
      points.add(
          new CurvesPicture.Point(x.applyAsDouble(at), at.elbo(), CurvesPicture.Kind.MEASURED));
    }
    return points;
  }
}
