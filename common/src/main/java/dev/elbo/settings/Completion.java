package dev.elbo.settings;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.elbo.vae.latent.Estimators;
import dev.elbo.vae.latent.Latents;
import java.util.List;

/**
 * Settles what depends on other settings and on the place of a value, so that what is shown, stored
 * and read are one tree: absolute paths, defaults that follow a choice, and null for what a choice
 * does not use.
 */
final class Completion {
  /** How the origin of what a choice does not use begins. */
  static final String NOT_USED = "not used by ";

  private static final List<String> PATHS =
      List.of("elbo.data.path", "elbo.data.validation.path", "elbo.output.dir");
  private static final String FRACTION = "elbo.data.validation.fraction";
  private static final String EPSILON = Condition.OPTIMIZER + "epsilon";

  private final Origins origins;
  private ConfigObject root;

  private Completion(ConfigObject root, Origins origins) {
    this.root = root;
    this.origins = origins;
  }

  static ConfigObject of(ConfigObject root, Origins origins) {
    Completion completion = new Completion(root, origins);
    PATHS.forEach(completion::absolute);
    completion.fraction();
    Condition.ALL.forEach(completion::use);
    completion.temperature();
    completion.epsilon();
    return completion.root;
  }

  private void absolute(String key) {
    Values values = values();
    boolean isTable = !key.equals("elbo.output.dir") && pathsAreNames(values);
    if (isTable || values.isNull(key) || values.text(key).isBlank()) {
      return;
    }
    if (values.text(key).startsWith("~")) {
      throw values.refuse(
          key, "[%s] begins with ~".formatted(values.text(key)), "Write the folder out.");
    }
    ConfigOrigin origin = values.origin(key);
    put(key, Location.resolve(origins.folder(origin), values.text(key)), origin);
  }

  private static boolean pathsAreNames(Values values) {
    return !values.isNull(Condition.FORMAT)
        && values.choice(Condition.FORMAT, DataSettings.Format.class).isNamed();
  }

  private void fraction() {
    Values values = values();
    if (values.isDefault(FRACTION) && !values.isNull("elbo.data.validation.path")) {
      put(FRACTION, 0, values.origin(FRACTION));
    }
  }

  private void use(Condition condition) {
    Values values = values();
    String key = condition.key();
    String chosen = values.isNull(condition.choice()) ? "null" : values.choice(condition.choice());
    if (!condition.users().contains(chosen)) {
      unused(key, condition.choice(), chosen, condition.users());
    }
  }

  /** Refuses a value that somebody set for what does not use it; otherwise there is none. */
  private void unused(String key, String choice, String chosen, List<String> users) {
    Values values = values();
    if (!values.isDefault(key) && !values.isNull(key)) {
      throw values.refuse(
          key,
          "%s [%s] does not use it".formatted(choice, chosen),
          "Remove it, or set %s to one of %s.".formatted(choice, users));
    }
    put(key, null, ConfigOriginFactory.newSimple(NOT_USED + chosen));
  }

  /** The estimator auto relaxes bits and categories, and nothing else. */
  private void temperature() {
    Values values = values();
    String family = values.choice(Condition.FAMILY);
    boolean relaxes =
        Estimators.fitting(new Latents(family, 2, 2, List.of())).get(0).equals("gumbel-softmax");
    if (relaxes || !values.choice(Condition.ESTIMATOR).equals("auto")) {
      return;
    }
    for (String key : Condition.TEMPERATURES) {
      unused(key, Condition.FAMILY, family, List.of("bernoulli", "categorical"));
    }
  }

  private void epsilon() {
    Values values = values();
    if (!values.isNull(EPSILON) && values.text(EPSILON).equals("auto")) {
      String rule = values.choice(Condition.RULE);
      double constant = List.of("adagrad", "adadelta").contains(rule) ? 1e-6 : 1e-8;
      put(EPSILON, constant, values.origin(EPSILON));
    }
  }

  private Values values() {
    return new Values(root, origins);
  }

  private void put(String key, Object plain, ConfigOrigin origin) {
    ConfigValue value = ConfigValueFactory.fromAnyRef(plain).withOrigin(origin);
    root = root.toConfig().withValue(key, value).root();
  }
}
