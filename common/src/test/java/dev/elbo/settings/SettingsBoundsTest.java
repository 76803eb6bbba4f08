package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elbo.ElboException;
import dev.elbo.settings.DataSettings.Validation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of the right type that no record takes. */
class SettingsBoundsTest {
  @TempDir Path folder;

  private void refused(List<String> sets, String message) {
    Desk desk = new Desk(folder);
    ElboException e =
        catchThrowableOfType(
            ElboException.class, () -> desk.minimal("", sets.toArray(String[]::new)));
    assertThat(e).hasMessage(message);
    assertThat(e.kind().exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data.path=       | [] is blank. Give a text that says something.
          data.label=" "   | [ ] is blank. Give a text that says something.
          data.columns=[a, b, a] | [a] occurs twice. Name each one once.
          data.options.separator="\\"" | ["] is also elbo.data.options.quote. Give two different characters.
          data.sample=0    | [0.0] is not above 0 and at most 1. Give the fraction of the rows to keep, such as 0.1.
          data.sample=1.5  | [1.5] is not above 0 and at most 1. Give the fraction of the rows to keep, such as 0.1.
          data.image=[8]   | [8] is not a height, a width and perhaps channels. Give such as [28, 28], or [28, 28, 3] for colour.
          data.image=[8, 8, 4] | [4] channels are neither grey nor colour. Give 1 for grey or 3 for red, green and blue.
          data.range=[5, 5] | [5.0, 5.0] is not an interval. Give two finite numbers, the lower one first.
          data.range=[0, 1e999] | [0.0, Infinity] is not an interval. Give two finite numbers, the lower one first.
          data.validation.fraction=1 | [1.0] is not in [0, 1). Give 0 or more, below 1.
          data.validation.fraction=-0.1 | [-0.1] is not in [0, 1). Give 0 or more, below 1.
          model.encoder=[400, 0] | [0] is less than [1]. Give 1 or more.
          model.decoder=[-1] | [-1] is less than [1]. Give 1 or more.
          model.latent.dimension=0 | [0] is less than [1]. Give 1 or more.
          model.beta=-1 | [-1.0] is negative or not finite. Give 0 or a finite number above.
          model.beta=1e999 | [Infinity] is negative or not finite. Give 0 or a finite number above.
          training.epochs=0 | [0] is less than [1]. Give 1 or more.
          training.batch-size=0 | [0] is less than [1]. Give 1 or more.
          training.shards=0 | [0] is less than [1]. Give 1 or more.
          training.shards=many | [many] is not a number. Give one such as 10 or 1e-3.
          anomaly.samples=0 | [0] is less than [1]. Give 1 or more.
          anomaly.quantile=1.5 | [1.5] is not in [0, 1]. Give a number from 0 to 1.
          training.clip-norm=-1 | [-1.0] is negative or not finite. Give 0 or a finite number above.
          training.early-stopping.patience=-1 | [-1] is less than [0]. Give 0 or more.
          training.checkpoint.every=0 | [0] is less than [1]. Give 1 or more.
          training.checkpoint.keep=0 | [0] is less than [1]. Give 1 or more.
          training.optimizer.learning-rate=0 | [0.0] is not positive. Give a finite number above 0.
          training.optimizer.beta1=1 | [1.0] is not in [0, 1). Give 0 or more, below 1.
          training.optimizer.beta2=1.5 | [1.5] is not in [0, 1). Give 0 or more, below 1.
          training.optimizer.epsilon=0 | [0.0] is not positive. Give a finite number above 0.
          training.optimizer.schedule.warm-up-epochs=-1 | [-1.0] is negative or not finite. Give 0 or a finite number above.
          output.dir=      | [] is blank. Give a text that says something.
          output.name=a/b  | [a/b] cannot name a folder. Use letters, digits, dots, dashes and underscores, a letter or a digit first.
          output.name=..   | [..] cannot name a folder. Use letters, digits, dots, dashes and underscores, a letter or a digit first.
          """)
  void aValueOutOfRangeIsRefused(String set, String complaint) {
    String key = "elbo." + set.substring(0, set.indexOf('='));
    refused(List.of("elbo." + set), "Cannot use " + key + " (--set): " + complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training.optimizer.name=nesterovs | training.optimizer.momentum=1 | [1.0] is not in [0, 1). Give 0 or more, below 1.
          training.optimizer.name=rmsprop | training.optimizer.rho=-1 | [-1.0] is not in [0, 1). Give 0 or more, below 1.
          training.optimizer.name=adamw | training.optimizer.weight-decay=-1 | [-1.0] is negative or not finite. Give 0 or a finite number above.
          training.optimizer.schedule.name=step | training.optimizer.schedule.every=0 | [0.0] is not positive. Give a finite number above 0.
          training.optimizer.schedule.name=step | training.optimizer.schedule.decay=0 | [0.0] is not positive. Give a finite number above 0.
          training.optimizer.schedule.name=exponential | training.optimizer.schedule.decay=2 | [2.0] is not in [0, 1]. Give a number from 0 to 1.
          training.optimizer.schedule.name=cosine | training.optimizer.schedule.end=2 | [2.0] is not in [0, 1]. Give a number from 0 to 1.
          model.likelihood=gaussian | model.likelihood-variance=0 | [0.0] is not positive. Give a finite number above 0.
          model.likelihood=gaussian | model.likelihood-variance=small | [small] is not a number. Give one such as 10 or 1e-3.
          training.early-stopping.patience=2 | training.early-stopping.min-delta=-1 | [-1.0] is negative or not finite. Give 0 or a finite number above.
          data.columns=[a, b] | data.label=b | [b] is also one of elbo.data.columns. Take it out of one of the two.
          model.likelihood=bernoulli | data.scale=standard | [standard] gives values below 0 and above 1, which elbo.model.likelihood [bernoulli] lacks. Set the scale to unit or minmax, or the likelihood to gaussian.
          model.likelihood=continuous-bernoulli | anomaly.score=deviance | [deviance] needs densities that are bounded, and that of [continuous-bernoulli] is not. Set the score to reconstruction, or the likelihood to bernoulli or gaussian.
          data.validation.fraction=0 | training.early-stopping.patience=2 | [2] needs validation, and elbo.data.validation is off. Set elbo.data.validation.fraction or path, or the patience to 0.
          data.validation.path=/other | data.validation.fraction=0.2 | [0.2] is given beside elbo.data.validation.path [/other]. Give one of the two.
          """)
  void valuesThatDoNotFitTogetherAreRefused(String choice, String set, String complaint) {
    String key = "elbo." + set.substring(0, set.indexOf('='));
    refused(
        List.of("elbo." + choice, "elbo." + set), "Cannot use " + key + " (--set): " + complaint);
  }

  @Test
  void aRecordSaysWhichKeyAndWhy() {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> new Validation(Double.NaN, Optional.empty()))
        .withMessage(
            "Cannot use elbo.data.validation.fraction: [NaN] is not in [0, 1). Give 0 or more, below 1.")
        .satisfies(e -> assertThat(e.key()).isEqualTo("elbo.data.validation.fraction"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("[NaN] is not in [0, 1)"))
        .satisfies(e -> assertThat(e.remedy()).isEqualTo("Give 0 or more, below 1"));
  }

  @Test
  void listsAreCopied() {
    Settings settings = new Desk(folder).minimal("").settings();
    List<Integer> widths = new ArrayList<>(List.of(3));
    ModelSettings model = settings.model();
    ModelSettings copy =
        new ModelSettings(
            widths,
            widths,
            model.activation(),
            model.initialization(),
            model.latents(),
            model.likelihood(),
            model.objective(),
            model.annealing());
    widths.add(-1);
    assertThat(copy.encoder()).containsExactly(3);
  }
}
