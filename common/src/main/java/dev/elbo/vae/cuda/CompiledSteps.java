package dev.elbo.vae.cuda;

import dev.elbo.vae.StepSettings;
import java.util.HashMap;
import java.util.Map;

/** A network on a device and the recordings of its steps: one a number of rows and of steps. */
final class CompiledSteps implements AutoCloseable {
  /** Rows of a recording, about: between two recordings the device rests for some microseconds. */
  private static final int UNROLLED_ROWS = 2048;

  private static final int MOST_UNROLLED = 8;

  private final StepSettings settings;
  private final DeviceNetwork network;
  private final boolean isBytes;
  private final Map<Key, Device.Recording> recordings = new HashMap<>();

  private record Key(int rows, int steps) {}

  CompiledSteps(Device device, StepSettings settings, boolean isBytes) {
    this.settings = settings;
    this.network = DeviceNetwork.on(device, settings);
    this.isBytes = isBytes;
  }

  /** Whether these are the steps of such settings over rows that are packed like that. */
  boolean areOf(StepSettings others, boolean ofBytes) {
    return settings.equals(others) && isBytes == ofBytes;
  }

  DeviceNetwork network() {
    return network;
  }

  /** Runs the steps that the table holds. */
  void run(ResidentShard shard) {
    int whole = network.table().whole();
    int rest = network.table().rest();
    if (whole + rest == 0) {
      return;
    }
    network.table().send(shard);
    int batch = settings.batch();
    int unrolled = Math.max(1, Math.min(MOST_UNROLLED, UNROLLED_ROWS / batch));
    for (int i = 0; i < whole / unrolled; i++) {
      recording(batch, unrolled).run();
    }
    for (int i = 0; i < whole % unrolled; i++) {
      recording(batch, 1).run();
    }
    if (rest > 0) {
      recording(rest, 1).run();
    }
  }

  private Device.Recording recording(int rows, int steps) {
    return recordings.computeIfAbsent(
        new Key(rows, steps), key -> network.record(key.rows(), key.steps(), isBytes));
  }

  @Override
  public void close() {
    recordings.values().forEach(Device.Recording::close);
    network.close();
  }
}
