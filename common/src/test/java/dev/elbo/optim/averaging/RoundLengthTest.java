package dev.elbo.optim.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.optim.averaging.RoundLength.PerEpoch;
import dev.elbo.optim.averaging.RoundLength.PostLocal;
import dev.elbo.optim.averaging.RoundLength.Span;
import dev.elbo.optim.averaging.RoundLength.Steps;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoundLengthTest {
  @Test
  void roundsOfAnEpochAreEven() {
    assertThat(new PerEpoch(4).spans(1, 10))
        .containsExactly(new Span(0, 2), new Span(2, 5), new Span(5, 7), new Span(7, 10));
  }

  @Test
  void thereAreNeverMoreRoundsThanSteps() {
    assertThat(new PerEpoch(8).spans(1, 3)).hasSize(3);
  }

  @Test
  void theLastRoundOfAnEpochTakesWhatIsLeft() {
    assertThat(new Steps(4).spans(3, 10))
        .containsExactly(new Span(0, 4), new Span(4, 8), new Span(8, 10));
  }

  @Test
  void aRoundLongerThanAnEpochIsTheEpoch() {
    assertThat(new Steps(Integer.MAX_VALUE).spans(1, 10)).containsExactly(new Span(0, 10));
  }

  @Test
  void earlyEpochsHaveRoundsOfTheirOwn() {
    RoundLength length = new PostLocal(2, new Steps(1), new PerEpoch(1));
    assertThat(length.spans(1, 5)).hasSize(5);
    assertThat(length.spans(2, 5)).hasSize(5);
    assertThat(length.spans(3, 5)).containsExactly(new Span(0, 5));
  }

  @Test
  void roundsCoverEveryStepOnce() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 2000; i++) {
      int steps = random.nextInt(1, 300);
      int number = random.nextInt(1, 400);
      for (RoundLength length : List.of(new PerEpoch(number), new Steps(number))) {
        int at = 0;
        for (Span span : length.spans(1, steps)) {
          assertThat(span.from()).isEqualTo(at);
          assertThat(span.to()).isGreaterThan(span.from());
          at = span.to();
        }
        assertThat(at).isEqualTo(steps);
      }
    }
  }
}
