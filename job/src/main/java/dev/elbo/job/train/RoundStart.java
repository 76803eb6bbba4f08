package dev.elbo.job.train;

import dev.elbo.optim.BulkArrays;
import dev.elbo.optim.averaging.RoundLength.Span;
import dev.elbo.store.ShardStates.Point;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** What a round begins with, as it is broadcast. Kryo, where somebody sets it, reads no records. */
final class RoundStart implements Externalizable {
  private static final long serialVersionUID = 1;

  private float[] parameters;
  private float[] moments;
  private long step;
  private double rateFactor;
  private int epoch;
  private int round;
  private int rounds;
  private int from;
  private int to;
  private int batchSize;

  /** For the stream that reads one. */
  public RoundStart() {}

  /**
   * A start.
   *
   * @param parameters that all shards start from
   * @param moments that they start from; empty where each keeps its own
   * @param step optimizer steps before
   * @param rateFactor on the learning rate
   * @param at the round: completed epochs, and completed rounds of this one
   * @param rounds of this epoch
   * @param span of local steps
   * @param batchSize of a step; the last one of an epoch takes what is left
   */
  RoundStart(
      float[] parameters,
      float[] moments,
      long step,
      double rateFactor,
      Point at,
      int rounds,
      Span span,
      int batchSize) {
    this.parameters = parameters;
    this.moments = moments;
    this.step = step;
    this.rateFactor = rateFactor;
    this.epoch = at.epoch();
    this.round = at.round();
    this.rounds = rounds;
    this.from = span.from();
    this.to = span.to();
    this.batchSize = batchSize;
  }

  float[] parameters() {
    return parameters;
  }

  float[] moments() {
    return moments;
  }

  long step() {
    return step;
  }

  double rateFactor() {
    return rateFactor;
  }

  Span span() {
    return new Span(from, to);
  }

  int batchSize() {
    return batchSize;
  }

  /** Before the round. */
  Point at() {
    return new Point(epoch, round);
  }

  /** After it. */
  Point next() {
    return round + 1 < rounds ? new Point(epoch, round + 1) : new Point(epoch + 1, 0);
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    BulkArrays.write(out, parameters);
    BulkArrays.write(out, moments);
    out.writeLong(step);
    out.writeDouble(rateFactor);
    for (int number : new int[] {epoch, round, rounds, from, to, batchSize}) {
      out.writeInt(number);
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    parameters = BulkArrays.readFloats(in);
    moments = BulkArrays.readFloats(in);
    step = in.readLong();
    rateFactor = in.readDouble();
    epoch = in.readInt();
    round = in.readInt();
    rounds = in.readInt();
    from = in.readInt();
    to = in.readInt();
    batchSize = in.readInt();
  }
}
