package dev.elbo.vae.cuda;

import dev.elbo.ElboException;
import dev.elbo.vae.PackedShard;
import dev.elbo.vae.StepSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What stays on a device from round to round: the compiled steps of the last settings, and the
 * shards as long as their rows are in the heap and the memory suffices. One thread at a time has
 * steps open; others wait.
 */
final class DeviceSession implements AutoCloseable {
  private final Device device;
  private final Semaphore free = new Semaphore(1);
  private final List<ResidentShard> shards = new ArrayList<>();
  private CompiledSteps compiled;

  DeviceSession(Device device) {
    this.device = device;
  }

  /** Steps that go on from given parameters and moments. */
  DeviceSteps open(StepSettings settings, PackedShard rows, float[] parameters, float[] moments) {
    free.acquireUninterruptibly();
    try {
      // Asked once: a collection may run between two questions.
      List<ResidentShard> forgotten = shards.stream().filter(ResidentShard::isForgotten).toList();
      shards.removeAll(forgotten);
      forgotten.forEach(ResidentShard::close);
      if (compiled == null || !compiled.areOf(settings, rows.isBytes())) {
        forgetSteps();
        compiled = inFreedMemory(() -> new CompiledSteps(device, settings, rows.isBytes()));
      }
      ResidentShard shard = resident(rows);
      compiled.network().start(parameters, moments);
      return new DeviceSteps(compiled, shard, free::release);
    } catch (RuntimeException | Error e) {
      free.release();
      throw e;
    }
  }

  private ResidentShard resident(PackedShard rows) {
    for (ResidentShard shard : shards) {
      if (shard.isOf(rows)) {
        return shard;
      }
    }
    ResidentShard shard = inFreedMemory(() -> new ResidentShard(device, rows));
    shards.add(shard);
    return shard;
  }

  /** Other shards make room where there is too little. */
  private <T> T inFreedMemory(Supplier<T> made) {
    try {
      return made.get();
    } catch (ElboException e) {
      if (shards.isEmpty()) {
        throw e;
      }
      forgetShards();
      return made.get();
    }
  }

  private void forgetSteps() {
    if (compiled != null) {
      compiled.close();
      compiled = null;
    }
  }

  private void forgetShards() {
    shards.forEach(ResidentShard::close);
    shards.clear();
  }

  @Override
  public void close() {
    free.acquireUninterruptibly();
    forgetSteps();
    forgetShards();
    device.close();
  }
}
