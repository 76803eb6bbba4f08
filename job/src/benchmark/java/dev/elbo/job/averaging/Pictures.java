package dev.elbo.job.averaging;

import dev.elbo.report.CurvesPicture;
import dev.elbo.report.CurvesPicture.Curve;
import dev.elbo.report.CurvesPicture.Spacing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** ELBO against epochs, seconds and rounds: one picture of all shards, one of all rules at some. */
final class Pictures {
  private Pictures() {}

  /** One shard, plain and automatic averaging at every number of shards. */
  static Optional<String> shards(Averages averages) {
    return of(
        averages,
        "averaging at 1 to %d shards"
            .formatted(averages.all().stream().mapToInt(Average::shards).max().orElse(1)),
        a -> isKnown(a) || a.shards() == 1);
  }

  /** All contestants at a number of shards, beside one shard. */
  static Optional<String> rules(Averages averages, int shards) {
    return of(
        averages,
        "rules at %d shards".formatted(shards),
        a -> a.shards() == shards || a.contestant().equals(Contestant.REFERENCE));
  }

  private static boolean isKnown(Average a) {
    return a.contestant().equals(Contestant.PLAIN) || a.contestant().equals(Contestant.AUTOMATIC);
  }

  private static Optional<String> of(Averages averages, String what, Predicate<Average> shown) {
    List<Average> all = averages.all().stream().filter(shown).filter(Average::isFinished).toList();
    double floor = floor(averages);
    List<Average> visible = all.stream().filter(a -> last(a) > floor).toList();
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

  private static double last(Average a) {
    List<Average.Point> curve = a.curve();
    return curve.get(curve.size() - 1).elbo();
  }

  private static String below(List<Average> all, double floor) {
    List<String> lost =
        all.stream()
            .filter(a -> last(a) <= floor)
            .map(a -> "%s at %.1f".formatted(label(a, all), last(a)))
            .toList();
    return lost.isEmpty() ? "" : "; below the picture ends " + String.join(", ", lost);
  }

  private static List<Curve> curves(
      List<Average> averages, double floor, ToDoubleFunction<Average.Point> x) {
    return averages.stream()
        .map(a -> new Curve(label(a, averages), style(a, averages), points(a.curve(), floor, x)))
        .toList();
  }

  /** Without the number of shards where the title says it. */
  private static String label(Average a, List<Average> averages) {
    return averages.stream().mapToInt(Average::shards).filter(n -> n > 1).distinct().count() > 1
            || a.contestant().equals(Contestant.REFERENCE)
        ? a.label()
        : a.contestant();
  }

  /** A shape of line for each number of shards, a colour for each contestant. */
  private static CurvesPicture.Style style(Average a, List<Average> averages) {
    List<String> names = averages.stream().map(Average::contestant).distinct().toList();
    List<Integer> shards = averages.stream().map(Average::shards).distinct().sorted().toList();
    boolean isOfRules = names.size() > 3;
    int name = names.indexOf(a.contestant());
    return new CurvesPicture.Style(
        name, isOfRules ? name : Math.max(0, shards.indexOf(a.shards()) - shards.indexOf(1) - 1));
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
