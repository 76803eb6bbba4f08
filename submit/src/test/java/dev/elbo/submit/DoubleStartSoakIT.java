package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.submit.Nights.Night;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs that are started at once, night after night. */
@Tag("soak")
class DoubleStartSoakIT {
  private static final int NIGHTS = 50;
  private static final int HANDFUL = 12;

  @TempDir private Path folder;
  private Nights nights;
  private int rows = 400;

  /** Two runs inside of which one holds the lease; the other ended. */
  private record Two(Night holder, Path go) {}

  @BeforeEach
  void theFirstNight() throws Exception {
    nights = new Nights(new Configuration(), folder.toUri() + "place", folder);
    nights.written("2026-03-01", nights.digits(0, rows));
    nights.night(0, "is the champion.");
  }

  @Test
  void oneTrainsAndTheOtherIsTurnedAway() throws Exception {
    for (int night = 1; night <= NIGHTS; night++) {
      Two two = startTwo(night);
      Files.createFile(two.go());
      assertThat(two.holder().end()).as(two.holder().said()).isIn(0, 10);
      assertThat(nights.decisions()).hasSize(1 + night);
    }
  }

  @Test
  void whenTheOneIsKilledTheNextTakesOverAfterTheLease() throws Exception {
    for (int night = 1; night <= NIGHTS; night++) {
      startTwo(night).holder().kill();
      Nights.awaitLease();
      Night next = nights.start();
      assertThat(next.end()).as(next.said()).isIn(0, 10);
      assertThat(nights.decisions()).hasSize(1 + night);
    }
  }

  private Two startTwo(int night) throws Exception {
    nights.written("2026-04-%03d".formatted(night), nights.digits(rows, rows += HANDFUL));
    Path go = folder.resolve("go-" + night);
    List<Night> two = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      two.add(nights.startHeld("LEASE", go));
    }
    while (two.stream().allMatch(one -> one.process().isAlive())) {
      Thread.sleep(20);
    }
    Night other = two.get(0).process().isAlive() ? two.get(1) : two.get(0);
    assertThat(other.end()).as(other.said()).isEqualTo(75);
    assertThat(other.said()).contains("holds it").doesNotContain("Interrupted after LEASE");
    Night holder = other.equals(two.get(0)) ? two.get(1) : two.get(0);
    holder.awaitSaid("Interrupted after LEASE");
    return new Two(holder, go);
  }
}
