package dev.elbo.job.averaging;

import static dev.elbo.job.averaging.Example.diverged;
import static dev.elbo.job.averaging.Example.epoch;
import static dev.elbo.job.averaging.Example.finished;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Average ONE =
      new Average(
          "one",
          1,
          List.of(
              finished("one", 1, 1, epoch(-130, 2, 1), epoch(-105.0, 2, 1)),
              finished("one", 1, 2, epoch(-131, 2, 1), epoch(-105.5, 2, 1))));
  private static final Average PLAIN =
      new Average(
          "plain",
          4,
          List.of(
              finished("plain", 4, 1, epoch(-140, 1, 1), epoch(-112, 1, 1)),
              finished("plain", 4, 2, epoch(-141, 4, 1), epoch(-113, 4, 1))));

  @Test
  void qualityIsTheMeanOfTheLastEpochsBesideOneShardAndPlain() {
    Average auto =
        new Average(
            "auto",
            4,
            List.of(
                finished("auto", 4, 1, epoch(-120, 1.5, 8), epoch(-105.25, 1.5, 8)),
                finished("auto", 4, 2, epoch(-121, 4, 8), epoch(-105.75, 4, 8))));

    List<String> lines = Table.quality(new Averages("mnist", List.of(ONE, PLAIN, auto)));

    assertThat(lines.get(2))
        .isEqualTo("| one | 1 | -105.25 | -105.50 | -105.00 | 0.00 | 4.0 |  | 2 | 2 |");
    // The ratios of the two seeds are 3 / 2 and 8 / 8.
    assertThat(lines.get(4))
        .isEqualTo("| auto | 4 | -105.50 | -105.75 | -105.25 | 0.25 | 5.5 | 1.25 | 16 | 2 |");
  }

  @Test
  void whatDivergedIsSaidAndNotAveraged() {
    Average sometimes =
        new Average(
            "adam",
            4,
            List.of(
                finished("adam", 4, 1, epoch(-150, 1, 1), epoch(-110, 1, 1)),
                diverged("adam", 4, 2, epoch(-900, 1, 1))));
    Average always = new Average("yogi", 4, List.of(diverged("yogi", 4, 1)));

    List<String> lines = Table.quality(new Averages("mnist", List.of(ONE, sometimes, always)));

    assertThat(lines.get(3))
        .isEqualTo(
            "| adam | 4 | -110.00 | -110.00 | -110.00 | 4.75 | 2.0 |  | 2 | 2, 1 diverged |");
    assertThat(lines.get(4)).isEqualTo("| yogi | 4 | diverged |  |  |  |  |  |  | 1, 1 diverged |");
  }

  @Test
  void costIsAMedianOfEpochsWithoutTheFirstOfARun() {
    Average plain =
        new Average(
            "plain",
            4,
            List.of(
                finished("plain", 4, 1, epoch(-1, 99, 1), epoch(-1, 10, 1), epoch(-1, 12, 1)),
                finished("plain", 4, 2, epoch(-1, 99, 1), epoch(-1, 10, 1), epoch(-1, 8, 1))));
    Average auto =
        new Average(
            "auto",
            4,
            List.of(
                finished("auto", 4, 1, epoch(-1, 1, 8), epoch(-1, 13, 8), epoch(-1, 9, 8)),
                finished("auto", 4, 2, epoch(-1, 1, 8), epoch(-1, 13, 8), epoch(-1, 14, 8))));

    List<String> lines = Table.cost(new Averages("tenfold", List.of(plain, auto)));

    // By pairs: 11 / 11 and 13.5 / 9.
    assertThat(lines.get(2)).isEqualTo("| 4 | 10.00 | 13.00 | 1.30 | 1.00 | 1.50 | 4 |");
  }
}
