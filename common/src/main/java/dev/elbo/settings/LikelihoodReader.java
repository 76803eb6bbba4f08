package dev.elbo.settings;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import dev.elbo.ElboException;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.ContinuousBernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.Laplace;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.LearnedStudentT;
import dev.elbo.vae.likelihood.NegativeBinomial;
import dev.elbo.vae.likelihood.Poisson;
import dev.elbo.vae.likelihood.StudentT;
import java.util.ArrayList;
import java.util.List;

/** elbo.model.likelihood and what belongs to it. */
final class LikelihoodReader {
  static final String MIXED = "mixed";
  static final String DEGREES = "likelihood-degrees-of-freedom";
  static final String VARIANCE = "likelihood-variance";

  /** The laws of a column. */
  static final List<String> LAWS =
      List.of(
          "bernoulli",
          "continuous-bernoulli",
          "gaussian",
          "laplace",
          "student-t",
          "poisson",
          "negative-binomial",
          "categorical");

  private static final String MODEL = "elbo.model.";

  /** What an entry of the list may say, and what it says of itself. */
  private static final ConfigObject ENTRY =
      ConfigFactory.parseString(
              "columns = [], likelihood = null, %s = learned, %s = learned"
                  .formatted(VARIANCE, DEGREES),
              ConfigParseOptions.defaults().setOriginDescription(Origins.DEFAULT))
          .root();

  private LikelihoodReader() {}

  static LikelihoodSettings read(Values values) {
    String name = values.choice(Condition.LIKELIHOOD);
    if (!name.equals(MIXED)) {
      return new LikelihoodSettings.Same(law(name, values, MODEL));
    }
    List<LikelihoodSettings.Group> groups = new ArrayList<>();
    for (ConfigValue entry : values.list(LikelihoodSettings.COLUMNS)) {
      String key = "%s[%d]".formatted(LikelihoodSettings.COLUMNS, groups.size() + 1);
      groups.add(group(entry, key, values));
    }
    return new LikelihoodSettings.Mixed(groups);
  }

  private static LikelihoodSettings.Group group(ConfigValue entry, String key, Values values) {
    if (!(entry instanceof ConfigObject given)) {
      throw values.refuse(
          LikelihoodSettings.COLUMNS,
          "[%s] is not a section".formatted(Tree.hocon(entry)),
          "Give each entry as { columns = [age, income], likelihood = gaussian }.");
    }
    ConfigObject whole = given.withFallback(ENTRY);
    Values inside = values.of(whole.atKey(key).root());
    given.keySet().forEach(name -> known(key, name, inside));
    String law =
        inside.isNull(key + ".likelihood")
            ? missing(key, inside)
            : law(key + ".likelihood", inside);
    used(key, VARIANCE, "gaussian", law, inside);
    used(key, DEGREES, "student-t", law, inside);
    try {
      return new LikelihoodSettings.Group(
          inside.texts(key + ".columns"), law(law, inside, key + "."));
    } catch (InvalidSetting e) {
      throw inside.refuse(e.key(), e.reason(), e.remedy() + ".");
    }
  }

  private static String law(String key, Values inside) {
    return inside.oneOf(key, LAWS);
  }

  private static String missing(String key, Values inside) {
    throw ElboException.settings(
        "Cannot use %s (%s): it has no likelihood. Give it one of %s."
            .formatted(key, inside.place(key + ".columns"), LAWS));
  }

  private static void known(String key, String name, Values inside) {
    if (!ENTRY.containsKey(name)) {
      throw ElboException.settings(
          "Cannot use %s.%s (%s): there is no such setting. %s"
              .formatted(
                  key,
                  name,
                  inside.place(key + "." + name),
                  Nearest.to(name, ENTRY.keySet())
                      .map(near -> "Did you mean %s.%s?".formatted(key, near))
                      .orElse(
                          "An entry has columns, likelihood, %s and %s."
                              .formatted(VARIANCE, DEGREES))));
    }
  }

  private static void used(String key, String name, String user, String law, Values inside) {
    if (!law.equals(user) && !inside.isDefault(key + "." + name)) {
      throw inside.refuse(
          key + "." + name,
          "%s.likelihood [%s] does not use it".formatted(key, law),
          "Remove it, or set %s.likelihood to one of [%s].".formatted(key, user));
    }
  }

  /** The law of that name, with the constants that stand at the prefix. */
  private static ColumnLikelihood law(String name, Values values, String prefix) {
    return switch (name) {
      case "bernoulli" -> new Bernoulli();
      case "continuous-bernoulli" -> new ContinuousBernoulli();
      case "gaussian" ->
          isLearned(values, prefix + VARIANCE)
              ? new LearnedGaussian()
              : new Gaussian(positive(values, prefix + VARIANCE));
      case "laplace" -> new Laplace();
      case "student-t" ->
          isLearned(values, prefix + DEGREES)
              ? new LearnedStudentT()
              : new StudentT(positive(values, prefix + DEGREES));
      case "poisson" -> new Poisson();
      case "negative-binomial" -> new NegativeBinomial();
      case "categorical" -> Categorical.ofTheData();
      default -> throw new IllegalStateException("Every likelihood has its case: " + name);
    };
  }

  private static boolean isLearned(Values values, String key) {
    return values.text(key).equals("learned");
  }

  private static double positive(Values values, String key) {
    double number = values.number(key);
    Require.positive(key, number);
    return number;
  }
}
