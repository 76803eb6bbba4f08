package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.CategoryKey;
import dev.elbo.feature.ColumnStatistics;
import dev.elbo.feature.ColumnType.Kind;
import dev.elbo.feature.Levels;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Schema;
import dev.elbo.settings.LikelihoodSettings;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The likelihood that the settings ask for meets the columns of the data. */
final class LikelihoodFit {
  private final LikelihoodSettings settings;
  private final Schema schema;
  private final List<ColumnLikelihood> laws;

  private LikelihoodFit(LikelihoodSettings settings, Schema schema, List<ColumnLikelihood> laws) {
    this.settings = settings;
    this.schema = schema;
    this.laws = laws;
  }

  /**
   * Gives each column its law.
   *
   * @param path of the rows, for messages
   * @throws ElboException if a column has none, or one that has does not exist
   */
  static LikelihoodFit of(LikelihoodSettings settings, String path, Schema schema) {
    if (settings instanceof LikelihoodSettings.Mixed mixed) {
      mixed.groups().forEach(group -> group.columns().forEach(c -> requireColumn(c, path, schema)));
    }
    List<ColumnLikelihood> laws = new ArrayList<>();
    for (int i = 0; i < schema.features(); i++) {
      laws.add(law(settings, path, schema, i));
    }
    return new LikelihoodFit(settings, schema, laws);
  }

  /** Categories and truths have laws of their own, unless a group names their column. */
  private static ColumnLikelihood law(
      LikelihoodSettings settings, String path, Schema schema, int i) {
    String column = schema.columns().get(i);
    Kind kind = schema.type(i).kind();
    Optional<ColumnLikelihood> named =
        settings instanceof LikelihoodSettings.Mixed mixed ? mixed.named(column) : Optional.empty();
    if (kind == Kind.CATEGORY) {
      named
          .filter(law -> law.support() != Support.CODES)
          .ifPresent(
              law -> {
                throw ElboException.data(
                    "Cannot use the %s likelihood on [%s]: column [%s] holds categories. Take it out of elbo.model.likelihoods, or out of elbo.data.categorical if its values are numbers."
                        .formatted(title(law), path, column));
              });
      return Categorical.ofTheData();
    }
    if (kind == Kind.BOOLEAN) {
      return named.orElseGet(Bernoulli::new);
    }
    return settings.law(column).orElseThrow(() -> lawless(column, path));
  }

  /** Whether elbo.data.scale is for a column: of mixed ones, only for those of any numbers. */
  boolean isScaled(int column) {
    return settings instanceof LikelihoodSettings.Same
        || laws.get(column).support() == Support.REAL;
  }

  /** Columns whose codes the encoder reads as zeros and ones, with their number; else 0. */
  static List<Integer> categories(Likelihood likelihood, int features) {
    List<Integer> categories = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      ColumnLikelihood law =
          likelihood instanceof Mixed mixed
              ? mixed.columns().get(i)
              : (ColumnLikelihood) likelihood;
      categories.add(law instanceof Categorical c ? c.categories() : 0);
    }
    return categories;
  }

  /**
   * The likelihood of the network.
   *
   * @param profiles of all rows that it is going to explain
   * @param preparation of them
   */
  Likelihood likelihood(List<Profile> profiles, Preparation preparation) {
    boolean isWhole = preparation.missing() != Preparation.Missing.KEPT;
    if (settings instanceof LikelihoodSettings.Same same
        && isWhole
        && same.law().support() != Support.CODES
        && laws.stream().allMatch(same.law()::equals)) {
      return same.law();
    }
    List<ColumnLikelihood> fitted = new ArrayList<>();
    for (int i = 0; i < laws.size(); i++) {
      int column = i;
      if (preparation.map(i) instanceof Levels levels) {
        fitted.add(laws.get(i).fit(levels.count() - 1));
        continue;
      }
      double greatest =
          profiles.stream().mapToDouble(p -> p.column(column).greatest()).max().orElseThrow();
      fitted.add(laws.get(i).fit(greatest));
    }
    return new Mixed(fitted);
  }

  /**
   * Checks that each law can explain the values of its column.
   *
   * @param path of the rows, for messages
   * @throws ElboException naming the column and the value
   */
  void requireSupport(String path, Profile rows, Preparation preparation) {
    for (int i = 0; i < laws.size(); i++) {
      ColumnStatistics column = rows.column(i);
      if (preparation.map(i) instanceof Levels levels) {
        requireKnown(path, i, rows.levels(i), levels);
        continue;
      }
      switch (laws.get(i).support()) {
        case REAL -> {}
        case UNIT -> requireUnit(path, i, column, preparation);
        case COUNTS -> {
          requireWhole(path, i, column, "counts are whole numbers from 0 on");
          requireFilled(path, i, column, preparation);
        }
        case CODES -> {
          requireWhole(path, i, column, "categories have the codes 0, 1, 2 and so on");
          requireFilled(path, i, column, preparation);
          requireFew(path, i, column);
        }
      }
    }
  }

  private void requireUnit(String path, int i, ColumnStatistics column, Preparation preparation) {
    float least = preparation.apply(i, column.least());
    float greatest = preparation.apply(i, column.greatest());
    if (least < 0 || greatest > 1) {
      throw misfit(
          path,
          i,
          "[%s]%s, outside [0, 1]"
              .formatted(least < 0 ? least : greatest, isScaled(i) ? " after scaling" : ""),
          settings instanceof LikelihoodSettings.Same
              ? "Set elbo.data.scale = unit with the right elbo.data.range, or elbo.model.likelihood = gaussian."
              : otherLikelihood());
    }
  }

  private void requireWhole(String path, int i, ColumnStatistics column, String what) {
    boolean negative = column.least() < 0;
    if (negative || Double.isFinite(column.leastFraction())) {
      double value = negative ? column.least() : column.leastFraction();
      throw misfit(path, i, "[%s], and %s".formatted(value, what), otherLikelihood());
    }
  }

  /** A level that training did not see has a code, or else is an error. */
  private void requireKnown(String path, int i, Levelling found, Levels levels) {
    for (Levelling.Level level : found.levels()) {
      if (levels.apply(CategoryKey.of(level.text())) == Levels.UNKNOWN) {
        throw misfit(
            path,
            i,
            "[%s], and the training rows have the categories %s"
                .formatted(level.text(), levels.names()),
            "Mend the cell, or set elbo.data.categories.unknown to other.");
      }
    }
  }

  private void requireFilled(String path, int i, ColumnStatistics column, Preparation preparation) {
    if (column.missing() > 0 && preparation.missing() != Preparation.Missing.KEPT) {
      throw misfit(
          path,
          i,
          "[%d] empty cells, and their mean [%s] need not be a whole number"
              .formatted(column.missing(), column.mean()),
          "Set elbo.data.missing to drop or indicator.");
    }
  }

  private void requireFew(String path, int i, ColumnStatistics column) {
    if (column.greatest() >= Levelling.MOST) {
      throw misfit(
          path,
          i,
          "the code [%s], and there may be [%d] categories at most"
              .formatted(column.greatest(), Levelling.MOST),
          "Number the categories from 0 on without gaps, or leave the column out of elbo.data.columns.");
    }
  }

  private ElboException misfit(String path, int i, String holds, String remedy) {
    return ElboException.data(
        "Cannot use the %s likelihood on [%s]: column [%s] holds %s. %s"
            .formatted(title(laws.get(i)), path, schema.columns().get(i), holds, remedy));
  }

  private String otherLikelihood() {
    return settings instanceof LikelihoodSettings.Same
        ? "Mend the column, or give it another likelihood: set elbo.model.likelihood = mixed."
        : "Mend the column, or give it another likelihood in elbo.model.likelihoods.";
  }

  /** The name in a sentence: two of the laws are named after people. */
  private static String title(ColumnLikelihood law) {
    return law.name()
        .replace('-', ' ')
        .replace("bernoulli", "Bernoulli")
        .replace("poisson", "Poisson");
  }

  private static void requireColumn(String column, String path, Schema schema) {
    if (!schema.columns().contains(column)) {
      throw ElboException.data(
          "Cannot find column [%s] of elbo.model.likelihoods among the columns to train on %s of [%s]. Mend its name, or add it to elbo.data.columns."
              .formatted(column, schema.columns(), path));
    }
  }

  private static ElboException lawless(String column, String path) {
    return ElboException.data(
        "Cannot train on column [%s] of [%s]: elbo.model.likelihoods gives it no likelihood. Add it there, or leave it out of elbo.data.columns."
            .formatted(column, path));
  }
}
