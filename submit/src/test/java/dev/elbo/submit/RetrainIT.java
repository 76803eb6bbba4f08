package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.registry.Change;
import dev.elbo.registry.VersionRecord;
import dev.elbo.submit.Nights.Night;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A week of nights on digits by the packaged command, read by somebody all along. */
class RetrainIT {
  @TempDir private Path folder;

  @Test
  void everyNightOfAWeekEndsAsItMust() throws Exception {
    Nights nights = new Nights(new Configuration(), folder.toUri().toString() + "place", folder);
    try (RegistryReader reader = new RegistryReader(nights::registry)) {
      var one = nights.written("2026-03-01", nights.digits(0, 600));
      nights.night(0, "Version v00000001 is the champion.");
      nights.night(99, "Nothing new to train on.");

      var two = nights.written("2026-03-02", nights.digits(600, 1500));
      nights.dies("TRAINING");
      Path go = folder.resolve("go");
      Night first = nights.startHeld("RECOVERY", go);
      first.awaitSaid("Interrupted after RECOVERY");
      nights.night(75, "holds it");
      Files.createFile(go);
      assertThat(first.end()).as(first.said()).isZero();
      assertThat(first.said()).contains("Version v00000002 is the champion.");

      var bad = nights.written("2026-03-03", nights.shifted(1500, 1800));
      nights.night(3, "Nothing was trained; [");
      nights.delete(bad);
      nights.night(99, "Nothing new to train on.");

      var slow = nights.writing("2026-03-04", nights.digits(1500, 3500));
      nights.night(99, "Left for the next run: partition [2026-03-04].");
      nights.settle(slow);
      nights.night(0, "Version v00000003 is the champion.");
      reader.end();
      assertRows(nights, List.of(one, two, slow));
    }
    assertThat(nights.registry().history())
        .extracting(Change::version)
        .containsExactly("v00000001", "v00000002", "v00000003");
    assertThat(nights.registry().versions())
        .extracting((VersionRecord version) -> version.origin().elbo().get("holdout"))
        .isSorted();
    assertThat(nights.halves()).isEmpty();
  }

  /** Each model was trained on the rows of one more file, but for those held out. */
  private static void assertRows(Nights nights, List<org.apache.hadoop.fs.Path> files)
      throws Exception {
    Map<String, Long> counts = nights.rowsToTrain();
    List<Long> rows = new ArrayList<>();
    long sum = 0;
    for (var file : files) {
      sum += counts.get(file.getName());
      rows.add(sum);
    }
    assertThat(nights.decisions())
        .extracting(decision -> decision.context().orElseThrow().rows())
        .isEqualTo(rows);
  }
}
