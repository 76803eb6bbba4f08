package dev.elbo.dl4j;

import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.ContinuousBernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.Laplace;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.LearnedStudentT;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.NegativeBinomial;
import dev.elbo.vae.likelihood.Poisson;
import dev.elbo.vae.likelihood.StudentT;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A likelihood as words: the names of settings, with a constant where there is one, such as {@code
 * bernoulli}, {@code gaussian(0.05)}, {@code categorical(3)}. One word is for all columns, more are
 * one a column.
 */
final class LikelihoodWords {
  private static final Pattern WORD = Pattern.compile("([a-z-]+)(?:\\(([^()]+)\\))?");
  private static final String KNOWN =
      "Use bernoulli, continuous-bernoulli, gaussian, gaussian(variance), laplace, student-t,"
          + " student-t(degrees), poisson, negative-binomial or categorical(categories).";

  private LikelihoodWords() {}

  /** The words for a likelihood. */
  static List<String> of(Likelihood likelihood) {
    return likelihood instanceof Mixed mixed
        ? mixed.columns().stream().map(LikelihoodWords::word).toList()
        : List.of(word(likelihood));
  }

  /**
   * The likelihood that the words mean.
   *
   * @throws IllegalArgumentException for words that mean none
   */
  static Likelihood read(List<String> words) {
    if (words.size() == 1) {
      return law(words.get(0));
    }
    return new Mixed(words.stream().map(LikelihoodWords::law).toList());
  }

  private static String word(Likelihood law) {
    if (law instanceof Gaussian gaussian) {
      return "%s(%s)".formatted(law.name(), gaussian.variance());
    }
    if (law instanceof StudentT studentT) {
      return "%s(%s)".formatted(law.name(), studentT.degrees());
    }
    return law instanceof Categorical categorical
        ? "%s(%d)".formatted(law.name(), categorical.categories())
        : law.name();
  }

  private static ColumnLikelihood law(String word) {
    Matcher parts = WORD.matcher(word);
    if (!parts.matches()) {
      throw unknown(word);
    }
    String constant = parts.group(2);
    try {
      return constant == null
          ? law(word, parts.group(1))
          : law(word, parts.group(1), Double.parseDouble(constant));
    } catch (NumberFormatException e) {
      throw unknown(word);
    }
  }

  private static ColumnLikelihood law(String word, String name) {
    return switch (name) {
      case "bernoulli" -> new Bernoulli();
      case "continuous-bernoulli" -> new ContinuousBernoulli();
      case "gaussian" -> new LearnedGaussian();
      case "laplace" -> new Laplace();
      case "student-t" -> new LearnedStudentT();
      case "poisson" -> new Poisson();
      case "negative-binomial" -> new NegativeBinomial();
      default -> throw unknown(word);
    };
  }

  private static ColumnLikelihood law(String word, String name, double constant) {
    return switch (name) {
      case "gaussian" -> new Gaussian(constant);
      case "student-t" -> new StudentT(constant);
      case "categorical" -> {
        if (constant != Math.rint(constant) || constant < 1 || constant > Integer.MAX_VALUE) {
          throw unknown(word);
        }
        yield new Categorical((int) constant);
      }
      default -> throw unknown(word);
    };
  }

  private static IllegalArgumentException unknown(String word) {
    return new IllegalArgumentException(
        "Cannot use the likelihood [%s]: there is none. %s".formatted(word, KNOWN));
  }
}
