package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elbo.ElboException;
import dev.elbo.settings.LikelihoodSettings.Group;
import dev.elbo.settings.LikelihoodSettings.Mixed;
import dev.elbo.settings.LikelihoodSettings.Same;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.LearnedStudentT;
import dev.elbo.vae.likelihood.Poisson;
import dev.elbo.vae.likelihood.StudentT;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class LikelihoodSettingsTest {
  private static final String MIXED = "elbo.model.likelihood = mixed\n";

  @SuppressWarnings("unused") // read by name
  private static final List<String> LAWS = LikelihoodReader.LAWS;

  @TempDir Path folder;

  private LikelihoodSettings read(String text, String... sets) {
    return new Desk(folder).minimal(text, sets).settings().model().likelihood();
  }

  private void refused(String text, String message, String... sets) {
    ElboException e = catchThrowableOfType(ElboException.class, () -> read(text, sets));
    assertThat(e).hasMessage(message);
    assertThat(e.kind()).isEqualTo(ElboException.Kind.SETTINGS);
  }

  @ParameterizedTest
  @FieldSource("LAWS")
  void everyLawHasItsName(String name) {
    LikelihoodSettings read = read("", "elbo.model.likelihood=" + name);
    assertThat(read.law("anything").orElseThrow().name()).isEqualTo(name);
  }

  @Test
  void constantsAreLearnedUnlessGiven() {
    assertThat(read("elbo.model.likelihood = student-t"))
        .isEqualTo(new Same(new LearnedStudentT()));
    assertThat(read("elbo.model { likelihood = student-t, likelihood-degrees-of-freedom = 4 }"))
        .isEqualTo(new Same(new StudentT(4)));
  }

  @Test
  void eachColumnGetsTheLawOfItsEntry() {
    LikelihoodSettings mixed =
        read(
            MIXED
                + """
                elbo.model.likelihoods = [
                  { columns = [a, "b c"], likelihood = gaussian, likelihood-variance = 0.25 }
                  { columns = [d], likelihood = student-t, likelihood-degrees-of-freedom = 3 }
                  { columns = [e], likelihood = categorical }
                ]
                """);
    assertThat(mixed)
        .isEqualTo(
            new Mixed(
                List.of(
                    new Group(List.of("a", "b c"), new Gaussian(0.25)),
                    new Group(List.of("d"), new StudentT(3)),
                    new Group(List.of("e"), Categorical.ofTheData()))));
    assertThat(mixed.law("b c")).contains(new Gaussian(0.25));
    assertThat(mixed.law("f")).isEmpty();
  }

  @Test
  void anEntryWithoutColumnsIsForTheOthers() {
    LikelihoodSettings mixed =
        read(
            MIXED,
            "elbo.model.likelihoods=[{likelihood = gaussian}, {columns = [a], likelihood = poisson}]");
    assertThat(mixed.law("a")).contains(new Poisson());
    assertThat(mixed.law("b")).contains(new LearnedGaussian());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                      | likelihoods | elbo.model.likelihood is [mixed], and [] gives no column a likelihood. Give a list such as [{ columns = [age, income], likelihood = gaussian }].
          gaussian                | likelihoods | [gaussian] is not a list. Give one in brackets, such as [a, b].
          [gaussian]              | likelihoods | ["gaussian"] is not a section. Give each entry as { columns = [age, income], likelihood = gaussian }.
          [{columns = [a]}]       | likelihoods[1] | it has no likelihood. Give it one of [bernoulli, continuous-bernoulli, gaussian, laplace, student-t, poisson, negative-binomial, categorical].
          [{likelihood = poison}] | likelihoods[1].likelihood | [poison] is not one of [bernoulli, continuous-bernoulli, gaussian, laplace, student-t, poisson, negative-binomial, categorical]. Did you mean poisson?
          [{likelihood = mixed}]  | likelihoods[1].likelihood | [mixed] is not one of [bernoulli, continuous-bernoulli, gaussian, laplace, student-t, poisson, negative-binomial, categorical]. Give one of them.
          [{likelihood = poisson, columns = a}] | likelihoods[1].columns | [a] is not a list. Give one in brackets, such as [a, b].
          [{likelihood = poisson, colums = [a]}] | likelihoods[1].colums | there is no such setting. Did you mean elbo.model.likelihoods[1].columns?
          [{likelihood = poisson, weight = 3}] | likelihoods[1].weight | there is no such setting. An entry has columns, likelihood, likelihood-variance and likelihood-degrees-of-freedom.
          [{likelihood = poisson, likelihood-variance = 3}] | likelihoods[1].likelihood-variance | elbo.model.likelihoods[1].likelihood [poisson] does not use it. Remove it, or set elbo.model.likelihoods[1].likelihood to one of [gaussian].
          [{likelihood = gaussian, likelihood-variance = -1}] | likelihoods[1].likelihood-variance | [-1.0] is not positive. Give a finite number above 0.
          [{columns = [a], likelihood = poisson}, {columns = [a], likelihood = gaussian}] | likelihoods | [a] occurs twice. Name each one once.
          [{likelihood = poisson}, {likelihood = gaussian}] | likelihoods | [2] or more of its entries name no columns, which gives them all others. Name the columns of all entries but one.
          """)
  void aWrongListIsNamed(String list, String key, String complaint) {
    refused(
        MIXED + "elbo.model.likelihoods = " + list,
        "Cannot use elbo.model." + key + " (x.conf: 3): " + complaint);
  }

  @Test
  void whatAnotherLikelihoodUsesIsRefused() {
    refused(
        "elbo.model.likelihoods = [{likelihood = poisson}]",
        "Cannot use elbo.model.likelihoods (x.conf: 2): elbo.model.likelihood [bernoulli] does not use it. Remove it, or set elbo.model.likelihood to one of [mixed].");
    refused(
        MIXED + "elbo.model.likelihood-variance = 1",
        "Cannot use elbo.model.likelihood-variance (x.conf: 3): elbo.model.likelihood [mixed] does not use it. Remove it, or set elbo.model.likelihood to one of [gaussian].");
  }

  @Test
  void aScaleThatBreaksWhatTheLawIsAboutIsRefused() {
    refused(
        "elbo { data.scale = minmax, model.likelihood = poisson }",
        "Cannot use elbo.data.scale (x.conf: 2): [minmax] breaks the whole numbers that elbo.model.likelihood [poisson] is about. Set the scale to none, or the likelihood to gaussian.");
    refused(
        "elbo { data.scale = standard, model.likelihood = continuous-bernoulli }",
        "Cannot use elbo.data.scale (x.conf: 2): [standard] gives values below 0 and above 1, which elbo.model.likelihood [continuous-bernoulli] lacks. Set the scale to unit or minmax, or the likelihood to gaussian.");
    assertThat(
            read(
                MIXED + "elbo.data.scale = standard",
                "elbo.model.likelihoods=[{likelihood = poisson}]"))
        .isInstanceOf(Mixed.class);
  }

  @Test
  void otherLawsMakeAnotherRun() {
    String one = digest("[{columns = [a, b], likelihood = poisson}]");
    assertThat(digest("[{likelihood = poisson, columns = [a, b]}]")).isEqualTo(one);
    assertThat(digest("[{columns = [\"a, b\"], likelihood = poisson}]")).isNotEqualTo(one);
    assertThat(digest("[{columns = [a, b], likelihood = bernoulli}]")).isNotEqualTo(one);
    assertThat(new Desk(folder).minimal("").settings().model().likelihood())
        .isEqualTo(new Same(new Bernoulli()));
  }

  private String digest(String list) {
    return new Desk(folder).minimal(MIXED + "elbo.model.likelihoods = " + list).digest();
  }
}
