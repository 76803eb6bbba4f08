package dev.elbo.settings;

import static dev.elbo.settings.AveragingSettings.KEY;

import dev.elbo.optim.averaging.Moments;
import dev.elbo.settings.AveragingSettings.Every;
import dev.elbo.settings.AveragingSettings.Outer;
import dev.elbo.settings.AveragingSettings.Scale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** elbo.training.averaging as its record; constants that the rule does not use are the defaults. */
final class AveragingReader {
  private AveragingReader() {}

  static AveragingSettings read(Values values) {
    return new AveragingSettings(
        every(values),
        values.integer(KEY + "early.epochs"),
        values.integer(KEY + "early.steps"),
        moments(values),
        values.choice(KEY + "scale", Scale.class),
        new Outer(
            values.choice(KEY + "outer.name"),
            optional(values, "outer.momentum"),
            optional(values, "outer.rate"),
            constant(values, "beta1", 0.9),
            constant(values, "beta2", 0.99),
            constant(values, "tau", 1e-3)),
        optional(values, "iterate-average"));
  }

  private static Every every(Values values) {
    String key = KEY + "every";
    return switch (values.isNull(key) ? "" : values.text(key)) {
      case "auto" -> new Every(Every.Unit.AUTO, OptionalInt.empty());
      case "epoch" -> new Every(Every.Unit.EPOCH, OptionalInt.empty());
      default -> new Every(Every.Unit.STEPS, OptionalInt.of(values.integer(key)));
    };
  }

  private static Optional<Moments> moments(Values values) {
    String name = values.choice(KEY + "moments");
    return name.equals(Choices.AUTO)
        ? Optional.empty()
        : Optional.of(values.choice(KEY + "moments", Moments.class));
  }

  private static OptionalDouble optional(Values values, String name) {
    String key = KEY + name;
    return values.isNull(key) || values.text(key).equals("auto")
        ? OptionalDouble.empty()
        : OptionalDouble.of(values.number(key));
  }

  private static double constant(Values values, String name, double unused) {
    String key = KEY + "outer." + name;
    return values.isNull(key) ? unused : values.number(key);
  }
}
