package dev.elbo.settings;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.TemperatureSchedule;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Estimation;
import dev.elbo.vae.latent.Estimators;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.KlForm;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import java.util.Collections;
import java.util.List;

/** elbo.model as its record. */
final class ModelReader {
  private static final String MODEL = "elbo.model.";
  private static final String LATENT = MODEL + "latent.";
  private static final String TEMPERATURE = LATENT + "temperature.";

  private ModelReader() {}

  static ModelSettings read(Values values) {
    Latents latents = latents(values);
    return new ModelSettings(
        values.integers(MODEL + "encoder"),
        values.integers(MODEL + "decoder"),
        values.choice(MODEL + "activation", Activation.class),
        values.choice(MODEL + "initialization", Initialization.class),
        latents,
        LikelihoodReader.read(values),
        new Objective(
            values.integer(MODEL + "samples"),
            values.integer(MODEL + "importance-samples"),
            values.number(MODEL + "free-bits"),
            values.choice(LATENT + "kl", KlForm.class),
            values.choice(MODEL + "gradient", GradientForm.class),
            estimation(values, latents)),
        new AnnealingSchedule(
            values.number(MODEL + "beta"),
            values.number(MODEL + "warm-up-epochs"),
            temperature(values)));
  }

  private static Latents latents(Values values) {
    String family = values.choice(Condition.FAMILY);
    int dimension = values.integer(LATENT + "dimension");
    Require.atLeast(LATENT + "dimension", 1, dimension);
    Latents latents =
        new Latents(family, dimension, components(values), values.numbers(LATENT + "prior"));
    try {
      Posterior.of(latents);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refusal(latents, e.getMessage());
    }
    return latents;
  }

  /** What is wrong with latents that cannot be: their prior, else their number. */
  private static InvalidSetting refusal(Latents latents, String why) {
    try {
      Latents own =
          new Latents(latents.family(), latents.dimension(), latents.components(), List.of());
      return new InvalidSetting(
          LATENT + "prior",
          "%s is no prior of %s: %s".formatted(latents.prior(), latents.family(), innerReason(why)),
          "Give a number for each of %s, or [] for its own prior".formatted(parameters(own)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new InvalidSetting(
          LATENT + "dimension",
          "[%d] latents of [%s] cannot be built".formatted(latents.dimension(), latents.family()),
          "Give another number: a dirichlet has 2 or more, and parameters are counted in 32 bits");
    }
  }

  /** The parameters of the prior of one latent, by name. */
  private static List<String> parameters(Latents latents) {
    Family prior = Posterior.of(latents).prior();
    Family event = prior instanceof Independent independent ? independent.event() : prior;
    return event.parameters().stream()
        .flatMap(p -> Collections.nCopies(p.length(), p.name()).stream())
        .toList();
  }

  /** What is wrong in the words of the library, without its verb and its remedy. */
  private static String innerReason(String message) {
    return message.replaceFirst("^Cannot \\w+ (the )?", "").replaceFirst("\\. .*", "");
  }

  /** The one of the settings that the family uses; the others are null. */
  private static int components(Values values) {
    for (Condition.Component component : Condition.COMPONENTS) {
      if (!values.isNull(component.key())) {
        int count = values.integer(component.key());
        Require.atLeast(component.key(), component.least(), count);
        if (component.key().endsWith(".rank") && count > values.integer(LATENT + "dimension")) {
          throw new InvalidSetting(
              component.key(),
              "[%d] is more than the [%d] latents"
                  .formatted(count, values.integer(LATENT + "dimension")),
              "Give fewer, or use the family multivariate-normal");
        }
        return count;
      }
    }
    return 0;
  }

  private static Estimation estimation(Values values, Latents latents) {
    String chosen = values.choice(Condition.ESTIMATOR);
    return new Estimation(
        chosen.equals("auto") ? Estimators.fitting(latents).get(0) : chosen,
        values.isNull(Condition.BASELINE) ? "none" : values.choice(Condition.BASELINE));
  }

  /** Held at 1 where nothing is relaxed. */
  private static TemperatureSchedule temperature(Values values) {
    if (values.isNull(TEMPERATURE + "initial")) {
      return TemperatureSchedule.constant(1);
    }
    double initial = values.number(TEMPERATURE + "initial");
    double least = values.number(TEMPERATURE + "least");
    double rate = values.number(TEMPERATURE + "rate");
    int every = values.integer(TEMPERATURE + "every");
    Require.positive(TEMPERATURE + "initial", initial);
    Require.positive(TEMPERATURE + "least", least);
    Require.notNegative(TEMPERATURE + "rate", rate);
    Require.atLeast(TEMPERATURE + "every", 1, every);
    if (least > initial) {
      boolean isLeastGiven = !values.isDefault(TEMPERATURE + "least");
      throw new InvalidSetting(
          TEMPERATURE + (isLeastGiven ? "least" : "initial"),
          "a least of [%s] is above the initial [%s]".formatted(least, initial),
          "Set both, such as initial = 1, least = 0.5");
    }
    return new TemperatureSchedule(initial, least, rate, every);
  }
}
