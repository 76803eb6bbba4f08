package dev.elbo.job.train;

import dev.elbo.optim.BulkArrays;
import dev.elbo.optim.TrainingState;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** A state as it is broadcast. Kryo, where somebody sets it, cannot read records. */
final class RoundState implements Externalizable {
  private static final long serialVersionUID = 1;

  private float[] parameters;
  private float[] moments;
  private long step;
  private int epoch;

  /** For the stream that reads one. */
  public RoundState() {}

  RoundState(TrainingState state) {
    parameters = state.parameters();
    moments = state.moments();
    step = state.step();
    epoch = state.epoch();
  }

  TrainingState state() {
    return new TrainingState(parameters, moments, step, epoch);
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    BulkArrays.write(out, parameters);
    BulkArrays.write(out, moments);
    out.writeLong(step);
    out.writeInt(epoch);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    parameters = BulkArrays.readFloats(in);
    moments = BulkArrays.readFloats(in);
    step = in.readLong();
    epoch = in.readInt();
  }
}
