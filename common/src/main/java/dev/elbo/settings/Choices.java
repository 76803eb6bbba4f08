package dev.elbo.settings;

import dev.elbo.optim.Optimizer;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.vae.Activation;
import dev.elbo.vae.AnomalyScore;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.cuda.MatrixPrecision;
import dev.elbo.vae.latent.Estimators;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.KlForm;
import dev.elbo.vae.latent.Posterior;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /** The keys that choose a constant. */
  private static final Map<String, Class<? extends Enum<?>>> CONSTANTS =
      Map.ofEntries(
          Map.entry("elbo.data.format", DataSettings.Format.class),
          Map.entry("elbo.data.categories.unknown", DataSettings.Unknown.class),
          Map.entry("elbo.data.scale", DataSettings.Scale.class),
          Map.entry("elbo.data.missing", DataSettings.Missing.class),
          Map.entry("elbo.model.activation", Activation.class),
          Map.entry("elbo.model.initialization", Initialization.class),
          Map.entry(Condition.LATENT + "kl", KlForm.class),
          Map.entry("elbo.model.gradient", GradientForm.class),
          Map.entry(AveragingSettings.KEY + "scale", AveragingSettings.Scale.class),
          Map.entry("elbo.anomaly.score", AnomalyScore.class),
          Map.entry("elbo.training.resume", TrainingSettings.Resume.class),
          Map.entry("elbo.training.engine", Engine.class),
          Map.entry("elbo.training.gpu.fallback", GpuSettings.Fallback.class),
          Map.entry("elbo.training.gpu.engine", GpuSettings.Engine.class),
          Map.entry("elbo.training.gpu.precision", MatrixPrecision.class),
          Map.entry("elbo.retrain.from", RetrainSettings.From.class),
          Map.entry(Condition.WATERMARK, RetrainSettings.By.class),
          Map.entry("elbo.retrain.gate.mode", GateSettings.Mode.class),
          Map.entry(CheckSettings.KEY + "schema", CheckSettings.Action.class));

  private Choices() {}

  /** The names that a key takes; none if it takes others than names. */
  static List<String> of(String key) {
    return OF.containsKey(key)
        ? OF.get(key)
        : Optional.ofNullable(CONSTANTS.get(key)).map(Choices::names).orElse(List.of());
  }

  /** What is wrong with a text that is no choice. */
  static String reason(String text, List<String> names) {
    String only = names.size() == 1 ? ", the only choice of this version" : "";
    return "[%s] is not one of %s%s".formatted(text, names, only);
  }

  /** What to take in its place, a sentence. */
  static String remedy(String text, List<String> names) {
    String otherwise = names.size() == 1 ? "Give " + names.get(0) + "." : "Give one of them.";
    return Nearest.to(text, names).map(n -> "Did you mean " + n + "?").orElse(otherwise);
  }

  static List<String> names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Choices::name).toList();
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
