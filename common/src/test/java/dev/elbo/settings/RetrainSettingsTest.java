package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.settings.CheckSettings.Action;
import dev.elbo.settings.CheckSettings.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrainSettingsTest {
  @TempDir Path folder;

  private RetrainSettings read(String text, String... sets) {
    return new Desk(folder).minimal(text, sets).settings().retrain();
  }

  private void refused(List<String> sets, String message) {
    String[] all = sets.stream().map(set -> "elbo.retrain." + set).toArray(String[]::new);
    assertThatThrownBy(() -> read("", all)).isInstanceOf(ElboException.class).hasMessage(message);
  }

  @Test
  void everyKeyArrivesInItsComponent() {
    assertThat(
            read(
                """
                elbo.retrain {
                  holdout-fraction = 0.2, from = champion, lease = 60, keep = 3
                  watermark { by = partition, column = day, settle = 5 }
                  gate {
                    mode = not-worse, margin = 4.5, seeds = 8, active-units = 0.25
                    anomaly-drift = null, min-rows = 7
                  }
                  checks {
                    schema = warn
                    missing { warn = 0.1, stop = 0.2 }
                    range { warn = null, stop = 9 }
                    drift { warn = null, stop = null }
                    rows { warn = 1, stop = null }
                  }
                  notify { mlflow = "http://tracking:5000", command = [/opt/tell, "the team"] }
                }
                """))
        .isEqualTo(
            new RetrainSettings(
                0.2,
                RetrainSettings.From.CHAMPION,
                new RetrainSettings.Watermark(RetrainSettings.By.PARTITION, Optional.of("day"), 5),
                new GateSettings(
                    GateSettings.Mode.NOT_WORSE,
                    OptionalDouble.of(4.5),
                    8,
                    0.25,
                    OptionalDouble.empty(),
                    7),
                new CheckSettings(
                    Action.WARN,
                    new Limits(OptionalDouble.of(0.1), OptionalDouble.of(0.2)),
                    new Limits(OptionalDouble.empty(), OptionalDouble.of(9)),
                    new Limits(OptionalDouble.empty(), OptionalDouble.empty()),
                    new Limits(OptionalDouble.of(1), OptionalDouble.empty())),
                60,
                3,
                new RetrainSettings.Notification(
                    Optional.of("http://tracking:5000"), List.of("/opt/tell", "the team"))));
  }

  @Test
  void whatExceedsALimitIsWorthWhatTheLimitSays() {
    Limits both = new Limits(OptionalDouble.of(1), OptionalDouble.of(2));
    assertThat(both.of(1)).isEqualTo(Action.OFF);
    assertThat(both.of(1.5)).isEqualTo(Action.WARN);
    assertThat(both.of(2)).isEqualTo(Action.WARN);
    assertThat(both.of(Double.POSITIVE_INFINITY)).isEqualTo(Action.STOP);
    Limits none = new Limits(OptionalDouble.empty(), OptionalDouble.empty());
    assertThat(none.of(Double.POSITIVE_INFINITY)).isEqualTo(Action.OFF);
  }

  @Test
  void aPasswordInTheAddressOfATrackingServerStaysSecret() {
    String set = "elbo.retrain.notify.mlflow=http://me:hush@host/";
    assertThat(new Desk(folder).minimal("", set).render()).doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          holdout-fraction=0 | [0.0] is not positive. Give a finite number above 0.
          holdout-fraction=1 | [1.0] is not in [0, 1). Give 0 or more, below 1.
          from=nowhere | [nowhere] is not one of [scratch, champion]. Give one of them.
          watermark.by=modifed | [modifed] is not one of [modified, partition, snapshot]. Did you mean modified?
          watermark.settle=-1 | [-1] is less than [0]. Give 0 or more.
          gate.mode=best | [best] is not one of [better, not-worse]. Give one of them.
          gate.margin=0 | [0.0] is not positive. Give a finite number above 0.
          gate.margin=wide | [wide] is not a number. Give one such as 10 or 1e-3.
          gate.seeds=1 | [1] is less than [2]. Give 2 or more.
          gate.active-units=1.5 | [1.5] is not in [0, 1]. Give a number from 0 to 1.
          gate.anomaly-drift=0 | [0.0] is not positive. Give a finite number above 0.
          gate.min-rows=0 | [0] is less than [1]. Give 1 or more.
          checks.schema=halt | [halt] is not one of [off, warn, stop]. Give one of them.
          checks.missing.warn=-0.1 | [-0.1] is less than [0.0], or not finite. Give 0.0 or more, or null for no limit.
          checks.rows.stop=0.5 | [0.5] is less than [1.0], or not finite. Give 1.0 or more, or null for no limit.
          checks.drift.warn=2 | [2.0] is more than elbo.retrain.checks.drift.stop [1.0]. Give the smaller one to warn.
          lease=9 | [9] is less than [10]. Give 10 or more.
          keep=-1 | [-1] is less than [0]. Give 0 or more.
          notify.mlflow=host:5000 | [host:5000] is no URI of a server, whose name has letters, digits, dots and dashes. Give one such as http://host:5000.
          notify.mlflow=http://a_b:5000 | [http://a_b:5000] is no URI of a server, whose name has letters, digits, dots and dashes. Give one such as http://host:5000.
          notify.command=[/x, ""] | [] is blank. Give a text that says something.
          watermark.column=day | elbo.retrain.watermark.by [modified] does not use it. Remove it, or set elbo.retrain.watermark.by to one of [partition].
          """)
  void aValueOutOfRangeIsRefused(String set, String complaint) {
    String key = "elbo.retrain." + set.substring(0, set.indexOf('='));
    refused(List.of(set), "Cannot use " + key + " (--set): " + complaint);
  }

  @Test
  void partitionsNeedAColumn() {
    refused(
        List.of("watermark.by=partition"),
        "Cannot use elbo.retrain.watermark.column (default): it has no value, and elbo.retrain.watermark.by is [partition]. Name the column that the data is partitioned by.");
  }

  @Test
  void listsAreCopied() {
    List<String> words = new ArrayList<>(List.of("tell"));
    RetrainSettings.Notification told = new RetrainSettings.Notification(Optional.empty(), words);
    words.add("nobody");
    assertThat(told.command()).containsExactly("tell");
  }
}
