package dev.elbo.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.feature.Bins;
import dev.elbo.feature.CategoryProfile;
import dev.elbo.feature.CategoryProfile.Level;
import dev.elbo.feature.ColumnProfile;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.NumberProfile;
import dev.elbo.feature.TableProfile;
import dev.elbo.gate.Difference.Severity;
import dev.elbo.settings.CheckSettings;
import dev.elbo.settings.CheckSettings.Action;
import dev.elbo.settings.CheckSettings.Limits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DataChecksTest {
  private static final CheckSettings DEFAULTS =
      new CheckSettings(
          Action.STOP,
          limits(0.05, 0.25),
          new Limits(OptionalDouble.of(0.5), OptionalDouble.empty()),
          limits(0.25, 1),
          limits(3, 20));

  private static final double[] EDGES = {10, 20};

  private static Limits limits(double warn, double stop) {
    return new Limits(OptionalDouble.of(warn), OptionalDouble.of(stop));
  }

  /** Numbers from 0 to 30 in three bins. */
  private static ColumnProfile age(long missing, double least, double greatest, long... counts) {
    Bins bins = Bins.of(EDGES, counts);
    return new ColumnProfile(
        "age",
        ColumnType.named("int"),
        missing,
        Optional.of(new NumberProfile(least, greatest, 15, 5, bins, Optional.empty())),
        Optional.empty());
  }

  private static ColumnProfile age() {
    return age(10, 0, 30, 300, 300, 390);
  }

  private static ColumnProfile town(long others, Level... levels) {
    return new ColumnProfile(
        "town",
        ColumnType.named("string"),
        0,
        Optional.empty(),
        Optional.of(new CategoryProfile(List.of(levels), others)));
  }

  private static TableProfile table(long rows, ColumnProfile... columns) {
    return new TableProfile(rows, List.of(columns));
  }

  private static List<Difference> compare(TableProfile champion, TableProfile fresh) {
    return DataChecks.compare(DEFAULTS, champion, fresh).all();
  }

  private static Difference one(TableProfile champion, TableProfile fresh) {
    List<Difference> found = compare(champion, fresh);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void rowsLikeThoseBeforeDifferInNothing() {
    assertThat(compare(table(1000, age()), table(1000, age()))).isEmpty();
    assertThat(compare(table(1000, age()), table(500, age(12, 1, 29, 140, 160, 188)))).isEmpty();
  }

  @Test
  void aColumnThatIsGoneOrNewOrOfAnotherTypeIsSaid() {
    TableProfile champion = table(1000, age());
    ColumnProfile text =
        new ColumnProfile("age", ColumnType.named("string"), 0, Optional.empty(), Optional.empty());
    assertThat(one(champion, table(1000)))
        .isEqualTo(
            new Difference(
                "schema",
                Optional.of("age"),
                1,
                0,
                Severity.STOP,
                "Cannot rely on column [age] of the new rows: the champion was trained on it, and it is gone. Mend the source, or set elbo.data.columns, or elbo.retrain.checks.schema to warn or off, for a move to a new schema."));
    assertThat(one(champion, table(1000, text)).message())
        .startsWith(
            "Cannot rely on column [age] of the new rows: its type is [category of string], and was [int] when the champion was trained. ");
    assertThat(one(champion, table(1000, age(), town(0))).message())
        .startsWith(
            "Cannot rely on column [town] of the new rows: it is new, and the champion was not trained on it. ");
  }

  @Test
  void anotherTypeOfTheSameKindIsNone() {
    ColumnProfile wide =
        new ColumnProfile("age", ColumnType.DOUBLE, 10, age().numbers(), Optional.empty());
    assertThat(compare(table(1000, age()), table(1000, wide))).isEmpty();
  }

  @Test
  void cellsThatGoMissingAreSaid() {
    TableProfile champion = table(1000, age());
    assertThat(one(champion, table(1000, age(70, 0, 30, 280, 285, 365))))
        .isEqualTo(
            new Difference(
                "missing",
                Optional.of("age"),
                0.07 - 0.01,
                0.05,
                Severity.WARN,
                "Cannot rely on column [age] of the new rows: [7.000 %] of its cells are missing, and [1.000 %] were when the champion was trained, a difference of [0.06000] where [0.05] is allowed. Mend the source, or raise elbo.retrain.checks.missing.warn."));
    assertThat(one(champion, table(1000, age(300, 0, 30, 210, 210, 280))).severity())
        .isEqualTo(Severity.STOP);
    // The other way round, somebody filled them in.
    assertThat(one(table(1000, age(300, 0, 30, 210, 210, 280)), champion).check())
        .isEqualTo("missing");
  }

  /** Of cells of which one in a hundred is missing. */
  @Test
  void cellsThatGoMissingInFewRowsMayDoSoByChance() {
    TableProfile champion = table(1000, age());
    assertThat(compare(champion, table(4, age(1, 1, 29, 1, 1, 1))))
        .extracting(Difference::check)
        .containsExactly("rows");
    assertThat(compare(champion, table(20, age(8, 1, 29, 4, 4, 4))))
        .extracting(Difference::check)
        .containsExactly("rows", "missing");
  }

  @Test
  void aPartOfTheNewRowsHasItsNameInTheMessage() {
    assertThat(
            DataChecks.compare(
                    DEFAULTS,
                    table(1000, age()),
                    table(1000, age(300, 0, 30, 210, 210, 280)),
                    "the new rows of [May]")
                .all())
        .singleElement()
        .extracting(Difference::message)
        .asString()
        .startsWith("Cannot rely on column [age] of the new rows of [May]: [30.00 %] of its");
  }

  @Test
  void numbersFarOutsideAreSaidWithTheOneThatIs() {
    TableProfile champion = table(1000, age());
    assertThat(compare(champion, table(1000, age(10, 0, 45, 300, 300, 390)))).isEmpty();
    assertThat(one(champion, table(1000, age(10, 0, 46, 300, 300, 390))).message())
        .isEqualTo(
            "Cannot rely on column [age] of the new rows: its value [46.0] is outside of [0.0] to [30.0], where the champion's were, a difference of [0.5333] where [0.5] is allowed. Mend the source, or raise elbo.retrain.checks.range.warn.");
    Difference below = one(champion, table(1000, age(10, -60, 46, 300, 300, 390)));
    assertThat(below.value()).isEqualTo(2);
    assertThat(below.message()).contains("its value [-60.0] is outside of");
  }

  @Test
  void aConstantHasItsOwnSizeForAWidth() {
    TableProfile champion = table(100, age(0, 4, 4, 100, 0, 0));
    assertThat(compare(champion, table(100, age(0, 4, 6, 100, 0, 0)))).isEmpty();
    assertThat(one(champion, table(100, age(0, 4, 8, 100, 0, 0))).value()).isEqualTo(1);
  }

  @Test
  void numbersThatAreSpreadOtherwiseAreSaid() {
    TableProfile champion = table(1000, age());
    Difference warned = one(champion, table(1000, age(10, 0, 30, 540, 250, 200)));
    assertThat(warned.check()).isEqualTo("drift");
    assertThat(warned.severity()).isEqualTo(Severity.WARN);
    assertThat(warned.message())
        .isEqualTo(
            "Cannot rely on column [age] of the new rows: its values are spread otherwise than when the champion was trained (population stability index), a difference of [0.2790] where [0.25] is allowed. Mend the source, or raise elbo.retrain.checks.drift.warn.");
    assertThat(one(champion, table(1000, age(10, 0, 30, 0, 90, 900))).severity())
        .isEqualTo(Severity.STOP);
  }

  /** 60, 20 and 20 of 100 have an index of 0.33, and chance gives up to 27.6 (1/20 + 1/990). */
  @Test
  void whatChanceGivesIsNotSaid() {
    TableProfile champion = table(1000, age());
    assertThat(
            DataChecks.compare(
                    new CheckSettings(
                        Action.STOP,
                        limits(1, 1),
                        limits(1, 1),
                        limits(0.1, 0.1),
                        limits(100, 100)),
                    champion,
                    table(20, age(0, 0, 30, 12, 4, 4)))
                .all())
        .isEmpty();
  }

  @Test
  void categoriesThatComeAndGoAreSaid() {
    TableProfile champion = table(100, town(0, new Level("a", 60), new Level("b", 40)));
    assertThat(compare(champion, table(100, town(0, new Level("a", 55), new Level("b", 45)))))
        .isEmpty();
    assertThat(
            one(champion, table(100, town(0, new Level("b", 60), new Level("c", 40)))).severity())
        .isEqualTo(Severity.STOP);
  }

  @Test
  void aCategoryThatMayBeAmongTheOthersIsCountedWithThem() {
    TableProfile champion =
        table(100, town(0, new Level("a", 60), new Level("b", 20), new Level("c", 20)));
    assertThat(compare(champion, table(100, town(40, new Level("a", 60))))).isEmpty();
    assertThat(compare(champion, table(100, town(0, new Level("a", 60), new Level("d", 40)))))
        .hasSize(1);
  }

  @Test
  void fewerOrMoreRowsAreSaid() {
    assertThat(compare(table(1000), table(3000))).isEmpty();
    assertThat(one(table(1000), table(3001)).severity()).isEqualTo(Severity.WARN);
    assertThat(one(table(1000), table(10)).message())
        .isEqualTo(
            "Cannot rely on the new rows: there are [10], and the champion was trained on [1000], a difference of [100.0] where [20.0] is allowed. Mend the source, or raise elbo.retrain.checks.rows.stop.");
    Difference none = one(table(1000, age()), table(0, age(0, 0, 30, 0, 0, 0)));
    assertThat(none.value()).isEqualTo(Double.MAX_VALUE);
    assertThat(none.severity()).isEqualTo(Severity.STOP);
  }

  @Test
  void nothingIsSaidWhereNothingIsAsked() {
    Limits off = new Limits(OptionalDouble.empty(), OptionalDouble.empty());
    assertThat(
            DataChecks.compare(
                    new CheckSettings(Action.OFF, off, off, off, off),
                    table(1000, age()),
                    table(1, age(1, -1000, 1000, 0, 0, 5), town(0)))
                .all())
        .isEmpty();
  }

  @Test
  void theRefusalIsTheFirstOfThoseThatStop() {
    Differences differences =
        DataChecks.compare(
            DEFAULTS, table(1000, age()), table(1000, town(0), age(300, 0, 90, 210, 210, 280)));
    assertThat(differences.of(Severity.WARN)).hasSize(1);
    assertThat(differences.of(Severity.STOP)).hasSize(2);
    assertThat(differences.refusal().orElseThrow())
        .startsWith("Cannot rely on column [town] of the new rows: it is new")
        .endsWith(" [1] more differences stop this run.");
    assertThat(new Differences(differences.of(Severity.WARN)).refusal()).isEmpty();
  }

  @Test
  void numbersInOtherBinsCannotBeCompared() {
    Bins other = Bins.of(new double[] {7}, new long[] {1, 1});
    ColumnProfile fresh =
        new ColumnProfile(
            "age",
            ColumnType.DOUBLE,
            0,
            Optional.of(new NumberProfile(0, 30, 15, 5, other, Optional.empty())),
            Optional.empty());
    assertThatThrownBy(() -> compare(table(1000, age()), table(1000, fresh)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The new rows of column [age] were counted in other bins than the champion's");
  }
}
