package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Kills drivers of one training, each time of a new run, and compares with one left alone. */
final class DriverKills {
  private final Function<String, MortalTrain> trains;
  private final Map<String, String> model;
  private final List<String> metrics;
  private final Duration life; // in work, not in time
  private int begun;

  /**
   * Trains once, undisturbed.
   *
   * @param trains a run by the name of its output
   */
  DriverKills(Function<String, MortalTrain> trains) throws Exception {
    this.trains = trains;
    MortalTrain undisturbed = trains.apply("undisturbed");
    MortalTrain.Ended ended = undisturbed.run();
    assertThat(ended.code()).as(ended.printed()).isZero();
    this.model = undisturbed.files().model();
    this.metrics = undisturbed.files().metrics();
    this.life = ended.work();
    assertThat(model).isNotEmpty();
  }

  /** Kills at moments that are spread evenly over what a driver does, each followed by a start. */
  void atRandom(int kills, long seed) throws Exception {
    Random random = new Random(seed);
    for (int done = 0, tried = 0; done < kills; tried++) {
      assertThat(tried).as("drivers that had ended before their kill").isLessThan(2 * kills);
      MortalTrain train = next("random");
      if (kill(train, moment(random))) {
        done++;
        assertEndsTheSame(train);
      }
    }
  }

  /** Kills one run again and again before it may end. */
  void oneAfterTheOther(int kills, long seed) throws Exception {
    Random random = new Random(seed);
    MortalTrain train = next("again");
    for (int done = 0; done < kills; done++) {
      if (!kill(train, moment(random)) || train.files().isFinished()) {
        break;
      }
    }
    assertEndsTheSame(train);
  }

  /** Kills as soon as a file of such a name is there. */
  void when(String name) throws Exception {
    MortalTrain train = next("when");
    assertThat(train.killWhen(() -> train.files().names().contains(name))).isTrue();
    report(train, "when [" + name + "] was there");
    assertEndsTheSame(train);
  }

  /**
   * Kills in the middle of the write of a file, which is proved by what is left of it.
   *
   * @param name a pattern of the hidden name under which it is written
   * @param tries before that must have happened: a write takes a moment
   */
  void inTheMiddleOf(String name, int tries) throws Exception {
    for (int i = 0; i < tries; i++) {
      MortalTrain train = next("middle");
      boolean killed =
          train.killWhen(() -> train.files().names().stream().anyMatch(n -> n.matches(name)));
      report(train, "in the middle of [" + name + "]");
      if (killed && train.files().leftovers().stream().anyMatch(n -> n.matches(name))) {
        assertEndsTheSame(train);
        return;
      }
    }
    throw new AssertionError("No kill hit the write of [%s].".formatted(name));
  }

  private MortalTrain next(String name) {
    begun++;
    return trains.apply(name + begun);
  }

  private Duration moment(Random random) {
    return Duration.ofNanos((long) (random.nextDouble() * life.toNanos()));
  }

  private boolean kill(MortalTrain train, Duration age) throws Exception {
    boolean killed = train.killAfter(age);
    report(
        train,
        "%s after %.2f s of work, of about %.2f s"
            .formatted(killed ? "killed" : "ended", age.toMillis() / 1e3, life.toMillis() / 1e3));
    return killed;
  }

  private static void report(MortalTrain train, String what) throws IOException {
    System.out.printf("driver %s: %s%n", what, train.files().progress());
    train.files().assertWhole();
  }

  /** The same command again; a run that was finished when it was killed says so. */
  void assertEndsTheSame(MortalTrain train) throws Exception {
    boolean finished = train.files().isFinished();
    MortalTrain.Ended ended = train.run();
    assertThat(ended.code()).as(ended.printed()).isEqualTo(finished ? 2 : 0);
    if (finished) {
      assertThat(ended.printed()).contains("Cannot start run [run]: it finished on [");
    }
    assertSame(train);
  }

  /** The run has left what the undisturbed one did. */
  void assertSame(MortalTrain train) throws IOException {
    assertThat(train.files().model()).isEqualTo(model);
    assertThat(train.files().metrics()).isEqualTo(metrics);
    assertThat(train.files().leftovers()).isEmpty();
    train.files().assertWhole();
  }
}
