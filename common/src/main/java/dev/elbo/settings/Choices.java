package dev.elbo.settings;

import dev.elbo.optim.Optimizer;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.vae.latent.Estimators;
import dev.elbo.vae.latent.Posterior;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names that settings take: constants in lower case with dashes, and kinds without constants.
 */
final class Choices {
  static final String AUTO = "auto";

  private static final Map<String, List<String>> OF =
      Map.of(
          Condition.FORMAT,
          names(DataSettings.Format.class),
          Condition.LIKELIHOOD,
          Stream.concat(LikelihoodReader.LAWS.stream(), Stream.of(LikelihoodReader.MIXED)).toList(),
          Condition.FAMILY,
          Posterior.names(),
          Condition.ESTIMATOR,
          Stream.concat(Stream.of("auto"), Estimators.NAMES.stream()).toList(),
          Condition.BASELINE,
          Estimators.BASELINES,
          AveragingSettings.KEY + "moments",
          Stream.concat(Stream.of(AUTO), names(Moments.class).stream()).toList(),
          Condition.OUTER + "name",
          AveragingSettings.OUTER,
          Condition.RULE,
          names(Optimizer.Rule.class),
          Condition.SCHEDULE + "name",
          List.of("constant", "step", "exponential", "cosine"));

  private Choices() {}

  static List<String> of(String key) {
    return OF.get(key);
  }

  static List<String> names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Choices::name).toList();
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
