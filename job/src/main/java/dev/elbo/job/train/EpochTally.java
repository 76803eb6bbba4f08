package dev.elbo.job.train;

import dev.elbo.vae.ElboSums;
import dev.elbo.vae.latent.Latents;

/** What the rounds of an epoch amount to. */
final class EpochTally {
  private final Latents latents;
  private final int slots;
  private final ElboSums sums;
  private long steps;
  private int rounds;
  private double seconds;
  private double localSeconds;

  /**
   * Nothing so far.
   *
   * @param slots tasks that run at once
   */
  EpochTally(Latents latents, int slots) {
    this.latents = latents;
    this.slots = slots;
    this.sums = new ElboSums(latents);
  }

  /** Adds a round, which took so long on the wall clock. */
  void add(Round round, double took) {
    sums.add(round.sums(latents));
    steps += round.steps();
    rounds++;
    seconds += took;
    localSeconds += round.localSeconds(slots);
  }

  /** Over all examples so far. */
  ElboSums sums() {
    return sums;
  }

  /** Minibatches over all shards. */
  long steps() {
    return steps;
  }

  int rounds() {
    return rounds;
  }

  double seconds() {
    return seconds;
  }

  /** The part of the time outside local steps. */
  double averagingSeconds() {
    return Math.max(0, seconds - localSeconds);
  }
}
