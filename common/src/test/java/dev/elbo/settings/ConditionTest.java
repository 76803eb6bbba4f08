package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.ElboException;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Schedule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionTest {
  private static final String RULE = "elbo.training.optimizer.name=";
  private static final String SCHEDULE = "elbo.training.optimizer.schedule.";
  @TempDir Path folder;

  private Optimizer optimizer(String... sets) {
    return new Desk(folder).minimal("", sets).settings().training().optimizer();
  }

  private void refused(String text, String message, String... sets) {
    assertThatExceptionOfType(ElboException.class)
        .isThrownBy(() -> new Desk(folder).minimal(text, sets))
        .withMessage(message);
  }

  @ParameterizedTest
  @EnumSource(Optimizer.Rule.class)
  void everyRuleHasAName(Optimizer.Rule rule) {
    assertThat(optimizer(RULE + Choices.name(rule)).rule()).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "sgd, 1e-8",
    "nesterovs, 1e-8",
    "adam, 1e-8",
    "rmsprop, 1e-8",
    "adagrad, 1e-6",
    "adadelta, 1e-6"
  })
  void epsilonFollowsTheRule(String rule, double epsilon) {
    assertThat(optimizer(RULE + rule).epsilon()).isEqualTo(epsilon);
  }

  @Test
  void theConstantsAreThoseOfThePapers() {
    assertThat(optimizer(RULE + "adamw"))
        .isEqualTo(
            new Optimizer(
                Optimizer.Rule.ADAMW,
                1e-3,
                new Schedule.Constant(),
                0.9,
                0.999,
                1e-8,
                0.9,
                0.95,
                0.01));
    assertThat(optimizer(RULE + "adadelta"))
        .isEqualTo(
            new Optimizer(
                Optimizer.Rule.ADADELTA,
                1,
                new Schedule.Constant(),
                0.9,
                0.999,
                1e-6,
                0.9,
                0.95,
                0));
  }

  @Test
  void eachScheduleReadsItsOwnKeys() {
    assertThat(optimizer(SCHEDULE + "name=exponential", SCHEDULE + "decay=0.9").schedule())
        .isEqualTo(new Schedule.Exponential(0.9));
    assertThat(optimizer(SCHEDULE + "name=cosine", SCHEDULE + "end=0.1").schedule())
        .isEqualTo(new Schedule.Cosine(0.1));
    assertThat(optimizer(SCHEDULE + "name=step", SCHEDULE + "every=4").schedule())
        .isEqualTo(new Schedule.Step(4, 0.95));
    assertThat(optimizer(SCHEDULE + "warm-up-epochs=2").schedule())
        .isEqualTo(new Schedule.WarmUp(2, new Schedule.Constant()));
  }

  @Test
  void aConstantOfAnotherRuleIsRefused() {
    refused(
        "elbo.training.optimizer.momentum = 0.9",
        "Cannot use elbo.training.optimizer.momentum (x.conf: 2): elbo.training.optimizer.name [adam] does not use it. Remove it, or set elbo.training.optimizer.name to one of [nesterovs].");
    refused(
        "",
        "Cannot use elbo.training.optimizer.learning-rate (--set): elbo.training.optimizer.name [adadelta] does not use it. Remove it, or set elbo.training.optimizer.name to one of [sgd, nesterovs, adam, amsgrad, adamax, nadam, rmsprop, adagrad, adamw].",
        RULE + "adadelta",
        "elbo.training.optimizer.learning-rate=1");
  }

  @Test
  void aKeyOfAnotherScheduleIsRefused() {
    refused(
        "",
        "Cannot use elbo.training.optimizer.schedule.end (--set): elbo.training.optimizer.schedule.name [step] does not use it. Remove it, or set elbo.training.optimizer.schedule.name to one of [cosine].",
        SCHEDULE + "name=step",
        SCHEDULE + "end=0.5");
    refused(
        "",
        "Cannot use elbo.training.optimizer.schedule.name (--set): elbo.training.optimizer.name [adadelta] does not use it. Remove it, or set elbo.training.optimizer.name to one of [sgd, nesterovs, adam, amsgrad, adamax, nadam, rmsprop, adagrad, adamw].",
        RULE + "adadelta",
        SCHEDULE + "name=step");
  }

  @Test
  void aVarianceOfABernoulliIsRefused() {
    refused(
        "elbo.model.likelihood-variance = learned",
        "Cannot use elbo.model.likelihood-variance (x.conf: 2): elbo.model.likelihood [bernoulli] does not use it. Remove it, or set elbo.model.likelihood to one of [gaussian].");
  }

  @Test
  void everyConditionIsAboutKeysAndChoicesThatExist() {
    for (Condition condition : Condition.ALL) {
      Keys.require(condition.key(), "test");
      assertThat(Choices.of(condition.choice())).containsAll(condition.users());
    }
  }
}
