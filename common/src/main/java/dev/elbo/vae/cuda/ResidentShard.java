package dev.elbo.vae.cuda;

import dev.elbo.vae.PackedShard;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** The rows of a shard in the memory of a device. */
final class ResidentShard implements AutoCloseable {
  private final DeviceMemory memory;
  private final Region rows;
  private final Region ofByte;
  private final List<WeakReference<Object>> pieces = new ArrayList<>();

  /** Copies a shard. */
  ResidentShard(Device device, PackedShard shard) {
    this.memory = new DeviceMemory(device);
    try {
      long cells = shard.rows() * shard.features();
      this.rows = shard.isBytes() ? memory.bytes(cells) : memory.floats(cells);
      this.ofByte = memory.floats(shard.ofByte().length);
      memory.upload(ofByte.address(), shard.ofByte());
      copy(shard);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private void copy(PackedShard shard) {
    long at = rows.address();
    for (byte[] piece : shard.bytes()) {
      memory.upload(at, piece);
      at += piece.length;
      pieces.add(new WeakReference<>(piece));
    }
    for (float[] piece : shard.floats()) {
      memory.upload(at, piece);
      at += (long) Float.BYTES * piece.length;
      pieces.add(new WeakReference<>(piece));
    }
  }

  /** Whether these are the rows of the very arrays of a shard. */
  boolean isOf(PackedShard shard) {
    List<?> arrays = shard.isBytes() ? shard.bytes() : shard.floats();
    if (arrays.size() != pieces.size()) {
      return false;
    }
    for (int i = 0; i < arrays.size(); i++) {
      if (!pieces.get(i).refersTo(arrays.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether nobody can ask for it any more. */
  boolean isForgotten() {
    return pieces.stream().anyMatch(piece -> piece.refersTo(null));
  }

  long rows() {
    return rows.address();
  }

  long ofByte() {
    return ofByte.address();
  }

  @Override
  public void close() {
    memory.close();
  }
}
