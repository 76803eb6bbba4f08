package dev.elbo.optim.averaging;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How far shards go alone: an epoch is cut into rounds, by the local steps of the longest shard.
 */
public sealed interface RoundLength extends Serializable {

  /**
   * The rounds of an epoch, in their order; together they cover its steps.
   *
   * @param epoch counted from 1
   * @param steps of the longest shard in an epoch
   */
  List<Span> spans(int epoch, int steps);

  /**
   * The steps [from, to) of an epoch.
   *
   * @param from the first of them, counted from 0
   * @param to behind the last one
   */
  record Span(int from, int to) {}

  /**
   * So many rounds an epoch, as even as can be; never more than steps.
   *
   * @param rounds 1 or more
   */
  record PerEpoch(int rounds) implements RoundLength {
    @Override
    public List<Span> spans(int epoch, int steps) {
      int count = Math.min(rounds, steps);
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        spans.add(
            new Span((int) ((long) steps * i / count), (int) ((long) steps * (i + 1) / count)));
      }
      return spans;
    }
  }

  /**
   * So many local steps a round; the last one of an epoch takes what is left.
   *
   * @param length 1 or more
   */
  record Steps(int length) implements RoundLength {
    @Override
    public List<Span> spans(int epoch, int steps) {
      List<Span> spans = new ArrayList<>();
      for (int from = 0; from < steps; from += length) {
        spans.add(new Span(from, (int) Math.min(steps, (long) from + length)));
      }
      return spans;
    }
  }

  /**
   * Post-local: one length in the first epochs, when the models move fast, and another one after
   * them (Lin et al. 2020).
   *
   * @param epochs how many are early
   * @param early the length in them
   * @param late the length after them
   */
  record PostLocal(int epochs, RoundLength early, RoundLength late) implements RoundLength {
    @Override
    public List<Span> spans(int epoch, int steps) {
      return (epoch <= epochs ? early : late).spans(epoch, steps);
    }
  }
}
