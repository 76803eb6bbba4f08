package dev.elbo.job.train;

import dev.elbo.optim.BulkArrays;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.SortedMap;
import java.util.TreeMap;

/** A slice of the averaged state, as it reaches the driver. */
final class RoundMean implements Externalizable {
  private static final long serialVersionUID = 1;

  private int slice;
  private float[] parameters;
  private float[] moments;
  private SortedMap<Integer, RoundPart.Shard> shards;

  /** For the stream that reads one. */
  public RoundMean() {}

  RoundMean(int slice, RoundPart part) {
    this.slice = slice;
    this.parameters = part.parameters();
    this.moments = part.moments();
    this.shards = part.shards();
  }

  int slice() {
    return slice;
  }

  float[] parameters() {
    return parameters;
  }

  float[] moments() {
    return moments;
  }

  SortedMap<Integer, RoundPart.Shard> shards() {
    return shards;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(slice);
    BulkArrays.write(out, parameters);
    BulkArrays.write(out, moments);
    out.writeInt(shards.size());
    for (var shard : shards.entrySet()) {
      out.writeInt(shard.getKey());
      out.writeObject(shard.getValue());
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    slice = in.readInt();
    parameters = BulkArrays.readFloats(in);
    moments = BulkArrays.readFloats(in);
    shards = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      shards.put(in.readInt(), (RoundPart.Shard) in.readObject());
    }
  }
}
