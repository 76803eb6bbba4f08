package dev.elbo.job.ml;

import dev.elbo.ElboException;
import dev.elbo.settings.GpuSettings;
import dev.elbo.settings.InvalidSetting;
import dev.elbo.settings.Require;
import java.io.Serializable;

/** What a number may be, whatever else is set. */
@FunctionalInterface
interface Bound extends Serializable {
  Bound POSITIVE = Require::positive;
  Bound NOT_NEGATIVE = Require::notNegative;

  /** In [0, 1). */
  Bound FRACTION = Require::fraction;

  /** In [0, 1]. */
  Bound SHARE = Require::share;

  /** In (0, 1]. */
  Bound PART =
      (name, value) -> {
        Require.positive(name, value);
        Require.share(name, value);
      };

  /** 0 or 1, whole. */
  Bound GPUS =
      (name, value) -> {
        atLeast(0).check(name, value);
        GpuSettings.requireAmount(name, (long) value);
      };

  /** Any. */
  Bound NONE = (name, value) -> {};

  /** A whole number that is not too small. */
  static Bound atLeast(long least) {
    return (name, value) -> {
      if (value != Math.rint(value)) {
        throw ElboException.settings(
            "Cannot use %s: [%s] is not a whole number. Give one such as 10."
                .formatted(name, value));
      }
      Require.atLeast(name, least, (long) value);
    };
  }

  /**
   * Checks a value.
   *
   * @throws InvalidSetting that calls it by the name
   */
  void check(String name, double value);
}
