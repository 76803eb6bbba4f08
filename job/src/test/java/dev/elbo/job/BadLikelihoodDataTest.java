package dev.elbo.job;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that the likelihood of their column cannot explain: exit code 3, one line. */
class BadLikelihoodDataTest {
  private static final int DATA = 3;
  private static final String MIXED = "model.likelihood=mixed";
  private static final String REST_GAUSSIAN = ", {likelihood = gaussian}]";

  @TempDir private Path folder;
  private Verb verb;

  @BeforeEach
  void setUp() {
    verb = new Verb(folder).write("rows.csv", "a,b\n0.5,2\n0.25,0\n1,7\n");
  }

  @Test
  void continuousBernoulliNeedsValuesFromZeroToOne() {
    verb.refuses(
        DATA,
        "Cannot use the continuous Bernoulli likelihood on [@/rows.csv]: column [b] holds [7.0] after scaling, outside [0, 1]. Set elbo.data.scale = unit with the right elbo.data.range, or elbo.model.likelihood = gaussian.",
        "model.likelihood=continuous-bernoulli");
  }

  @Test
  void countsAreWhole() {
    verb.refuses(
        DATA,
        "Cannot use the Poisson likelihood on [@/rows.csv]: column [a] holds [0.25], and counts are whole numbers from 0 on. Mend the column, or give it another likelihood: set elbo.model.likelihood = mixed.",
        "model.likelihood=poisson");
  }

  @Test
  void countsAreNotNegative() {
    verb.write("rows.csv", "a,b\n1,2\n-3,0\n1,7\n")
        .refuses(
            DATA,
            "Cannot use the negative binomial likelihood on [@/rows.csv]: column [a] holds [-3.0], and counts are whole numbers from 0 on. Mend the column, or give it another likelihood in elbo.model.likelihoods.",
            MIXED,
            "model.likelihoods=[{likelihood = negative-binomial}]");
  }

  @Test
  void codesAreWhole() {
    verb.refuses(
        DATA,
        "Cannot use the categorical likelihood on [@/rows.csv]: column [a] holds [0.25], and categories have the codes 0, 1, 2 and so on. Mend the column, or give it another likelihood in elbo.model.likelihoods.",
        MIXED,
        "model.likelihoods=[{columns = [a], likelihood = categorical}" + REST_GAUSSIAN);
  }

  @Test
  void identitiesAreNoCategories() {
    verb.write("rows.csv", "a,b\n1,2\n3,100200\n1,7\n")
        .refuses(
            DATA,
            "Cannot use the categorical likelihood on [@/rows.csv]: column [b] holds the code [100200.0], and there may be [4096] categories at most. Number the categories from 0 on without gaps, or leave the column out of elbo.data.columns.",
            "model.likelihood=categorical");
  }

  @Test
  void aMeanIsNoCount() {
    verb.write("rows.csv", "a,b\n1,2\n,0\n2,7\n")
        .refuses(
            DATA,
            "Cannot use the Poisson likelihood on [@/rows.csv]: column [a] holds [1] empty cells, and their mean [1.5] need not be a whole number. Set elbo.data.missing to drop or indicator.",
            "model.likelihood=poisson",
            "data.missing=mean");
  }

  @Test
  void aMixedColumnOfBitsIsNotScaled() {
    verb.refuses(
        DATA,
        "Cannot use the Bernoulli likelihood on [@/rows.csv]: column [b] holds [7.0], outside [0, 1]. Mend the column, or give it another likelihood in elbo.model.likelihoods.",
        MIXED,
        "data.scale=minmax",
        "model.likelihoods=[{columns = [b], likelihood = bernoulli}" + REST_GAUSSIAN);
  }

  @Test
  void aColumnWithoutALikelihoodIsNamed() {
    verb.refuses(
        DATA,
        "Cannot train on column [b] of [@/rows.csv]: elbo.model.likelihoods gives it no likelihood. Add it there, or leave it out of elbo.data.columns.",
        MIXED,
        "model.likelihoods=[{columns = [a], likelihood = gaussian}]");
  }

  @Test
  void aLikelihoodWithoutAColumnIsNamed() {
    verb.refuses(
        DATA,
        "Cannot find column [c] of elbo.model.likelihoods among the columns to train on [a, b] of [@/rows.csv]. Mend its name, or add it to elbo.data.columns.",
        MIXED,
        "model.likelihoods=[{columns = [c], likelihood = poisson}" + REST_GAUSSIAN);
  }
}
