package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.registry.Change;
import dev.elbo.store.DecisionRecord;
import dev.elbo.submit.Nights.Night;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Thirty nights of a model on digits: days with many rows, with few and with none, a bad day, a new
 * column, a slow writer, a late file, two runs at once, and a kill after every step of a run. Twice
 * as many rows make a better model, which is promoted; a handful does not.
 */
final class Month {
  private static final int HANDFUL = 12;
  private static final int PROMOTED = 0;
  private static final int REFUSED = 10;
  private static final String NOTHING = "Nothing new to train on.";
  private static final String FROM_THE_NEW = "elbo.data.filter=\"day >= '2026-03-21'\"";
  private static final String ANY_SCHEMA = "elbo.retrain.checks.schema=warn";

  private final Nights nights;
  private final Path folder;
  private final List<Expected> expected = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private boolean isInked;
  private int rows;

  /**
   * What a night has to decide.
   *
   * @param files that it trains on
   */
  private record Expected(int code, List<String> files) {}

  /**
   * @param folder of this machine
   */
  Month(Nights nights, Path folder) {
    this.nights = nights;
    this.folder = folder;
  }

  /** Lives through it; all along somebody reads the registry. */
  void pass() throws Exception {
    try (RegistryReader reader = new RegistryReader(nights::registry)) {
      daysOfAllKinds();
      badDay();
      slowWriter();
      twoAtOnce();
      lateFile();
      assertDecisions(0);
      newColumn();
      reader.end();
    }
    assertThat(nights.halves()).isEmpty();
  }

  private void daysOfAllKinds() throws Exception {
    arrive(1, 400);
    dies("SEED");
    night(PROMOTED); // 1
    nothing(); // 2
    arrive(3, HANDFUL);
    dies("LEASE");
    night(REFUSED);
    arrive(4, rows);
    dies("RECOVERY");
    night(PROMOTED);
    arrive(5, HANDFUL);
    dies("NEWS");
    night(REFUSED);
    nothing(); // 6
    arrive(7, HANDFUL);
    dies("CHECKS");
    night(REFUSED);
    arrive(8, rows);
    dies("TRAINING");
    night(PROMOTED);
    arrive(9, HANDFUL);
    dies("SCORES");
    night(REFUSED);
    nothing(); // 10
    arrive(11, HANDFUL);
    dies("PROFILE");
    night(REFUSED);
  }

  private void badDay() throws Exception {
    var bad = nights.written(day(12), nights.shifted(rows, rows + 300));
    nights.night(3, "Nothing was trained; [");
    nights.delete(bad);
    arrive(12, HANDFUL);
    dies("DECISION");
    nights.night(REFUSED, "Finishing run "); // 13
    expect(REFUSED);
    nothing(); // 14
  }

  private void slowWriter() throws Exception {
    var first = nights.writing(day(15), take(rows / 2));
    nights.night(99, "Left for the next run: partition [2026-03-15]."); // 15
    nights.settle(first);
    var second = nights.writing(day(15), take(rows / 2));
    var next = nights.written(day(16), take(HANDFUL));
    nights.night(99, "Left for the next run: partition [2026-03-16]."); // 16
    nights.settle(second);
    files.addAll(List.of(first.getName(), second.getName(), next.getName()));
    dies("HOLDOUT");
    night(PROMOTED); // 17
  }

  private void twoAtOnce() throws Exception {
    arrive(18, HANDFUL);
    Path go = folder.resolve("go");
    Night first = nights.startHeld("HOLDOUT", go);
    first.awaitSaid("Interrupted after HOLDOUT");
    nights.night(75, "holds it");
    Files.createFile(go);
    assertThat(first.end()).as(first.said()).isEqualTo(REFUSED);
    expect(REFUSED);
  }

  private void lateFile() throws Exception {
    arrive(5, HANDFUL);
    night(REFUSED); // 19
    nothing(); // 20
  }

  private void newColumn() throws Exception {
    isInked = true;
    rows = 0;
    files.clear();
    arrive(21, 400);
    nights.night(3, "column [ink] of the new rows: it is new"); // 21
    dies("HOLDOUT", ANY_SCHEMA, FROM_THE_NEW);
    night(PROMOTED, ANY_SCHEMA, FROM_THE_NEW); // 22
    int part = expected.size() - 1;
    nothing(FROM_THE_NEW); // 23
    arrive(24, rows);
    dies("VERSION", FROM_THE_NEW);
    nights.night(PROMOTED, "Finishing run ", FROM_THE_NEW);
    expect(PROMOTED);
    arrive(25, rows);
    dies("CHAMPION", FROM_THE_NEW);
    nights.night(PROMOTED, "Finishing run ", FROM_THE_NEW);
    expect(PROMOTED);
    nothing(FROM_THE_NEW); // 26
    arrive(27, rows);
    dies("RECORD", FROM_THE_NEW);
    nothing(FROM_THE_NEW);
    expect(PROMOTED);
    arrive(28, HANDFUL);
    dies("PRUNING", FROM_THE_NEW);
    nothing(FROM_THE_NEW);
    expect(REFUSED);
    nothing(FROM_THE_NEW); // 29
    arrive(30, HANDFUL);
    night(REFUSED, FROM_THE_NEW);
    assertDecisions(part);
  }

  private static String day(int day) {
    return "2026-03-%02d".formatted(day);
  }

  private List<String> take(int count) {
    int from = rows;
    rows += count;
    return isInked ? nights.inked(from, rows) : nights.digits(from, rows);
  }

  /** A day gets a file that is whole. */
  private void arrive(int day, int count) throws Exception {
    files.add(nights.written(day(day), take(count)).getName());
  }

  private void dies(String step, String... settings) throws Exception {
    nights.dies(step, settings);
  }

  private void nothing(String... settings) throws Exception {
    nights.night(99, NOTHING, settings);
  }

  /** A night that trains on all that has arrived. */
  private void night(int code, String... settings) throws Exception {
    nights.night(code, code == PROMOTED ? " is the champion." : "The champion stays.", settings);
    expect(code);
  }

  private void expect(int code) {
    expected.add(new Expected(code, List.copyOf(files)));
  }

  /**
   * Each decision since one is the expected one, on the rows of exactly its files; no champion was
   * worse than that before.
   */
  private void assertDecisions(int since) throws Exception {
    List<DecisionRecord> decisions = nights.decisions();
    assertThat(decisions).hasSameSizeAs(expected);
    Map<String, Long> counts = nights.rowsToTrain();
    double best = Double.NEGATIVE_INFINITY;
    List<String> promoted = new ArrayList<>();
    for (int i = since; i < expected.size(); i++) {
      DecisionRecord decision = decisions.get(i);
      var context = decision.context().orElseThrow();
      assertThat(decision.exitCode()).as("decision %d", i).isEqualTo(expected.get(i).code());
      assertThat(context.rows())
          .as("rows of decision %d", i)
          .isEqualTo(expected.get(i).files().stream().mapToLong(counts::get).sum());
      if (decision.exitCode() == PROMOTED) {
        assertThat(context.elbo().orElseThrow()).isGreaterThan(best);
        best = context.elbo().orElseThrow();
        promoted.add(decision.runId());
      }
    }
    List<Change> history = nights.registry().history();
    assertThat(history.subList(history.size() - promoted.size(), history.size()))
        .extracting(change -> change.runId().orElseThrow())
        .isEqualTo(promoted);
  }
}
