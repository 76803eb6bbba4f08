package dev.elbo.vae.cuda;

import dev.elbo.distribution.Noise;
import dev.elbo.optim.Optimizer;
import dev.elbo.vae.Minibatch;
import dev.elbo.vae.StepAt;
import dev.elbo.vae.StepSettings;
import java.nio.ByteBuffer;

/**
 * What changes from step to step, for some steps at once: the rows of each, its learning rate, its
 * weight of the KL and the key of its noise. So a recording of a step needs nothing from the host.
 * The host writes one page while the device works with what came from the other.
 *
 * <pre>
 *   header: AT, KEY, HIGH_COUNTER, FIRST_STEP, SHARD, OF_BYTE (8 bytes each)
 *   constants: RATE, SHRINK, BETA, none (4 bytes each), a step
 *   order: numbers of rows (4 bytes each), a batch a step
 * </pre>
 */
final class StepTable {
  /** Rows of a table, about: the device has work for as long as the host writes the next one. */
  private static final int ROWS = 1 << 15;

  private static final int LEAST = 2;
  private static final int MOST = 512;
  private static final int HEADER_BYTES = 64;
  private static final int CONSTANTS_BYTES = 4 * Float.BYTES;

  private final Optimizer optimizer;
  private final int batch;
  private final int capacity;
  private final int orderAt;
  private final Region region;
  private final HostPage[] pages = new HostPage[2];
  private final int[] rows;
  private int page;
  private Noise.Coordinates first;
  private int steps;
  private int lastSize;

  StepTable(DeviceMemory memory, StepSettings settings) {
    this.optimizer = settings.optimizer();
    this.batch = settings.batch();
    this.capacity = Math.max(LEAST, Math.min(MOST, ROWS / batch));
    this.orderAt = HEADER_BYTES + CONSTANTS_BYTES * capacity;
    long bytes = orderAt + (long) Integer.BYTES * batch * capacity;
    this.region = memory.bytes(bytes);
    this.rows = new int[batch];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = memory.page(bytes);
    }
  }

  long header() {
    return region.address();
  }

  long constants() {
    return region.address() + HEADER_BYTES;
  }

  long order() {
    return region.address() + orderAt;
  }

  /** Forgets steps that were written and never sent: whoever wrote them failed. */
  void clear() {
    steps = 0;
  }

  /** Whether a step can be written behind those that are there. */
  boolean takes(StepAt at) {
    if (steps == 0) {
      return true;
    }
    Noise.Coordinates next = at.noise().coordinates();
    return steps < capacity
        && lastSize == batch
        && next.key() == first.key()
        && next.epoch() == first.epoch()
        && next.shard() == first.shard()
        && next.step() == first.step() + steps;
  }

  /** Writes a step; of fewer rows than the batch has, if it is the last one. */
  void add(Minibatch minibatch, StepAt at) {
    if (steps == 0) {
      first = at.noise().coordinates();
      pages[page].await();
    }
    ByteBuffer bytes = pages[page].bytes();
    lastSize = minibatch.size();
    for (int i = 0; i < lastSize; i++) {
      rows[i] = minibatch.position(i);
    }
    int place = orderAt / Integer.BYTES + steps * batch;
    bytes.asIntBuffer().put(place, rows, 0, lastSize);
    boolean isAdam = optimizer.rule() != Optimizer.Rule.SGD;
    double rate = isAdam ? optimizer.adamRate(at.step(), at.rate()) : at.rate();
    boolean decays = optimizer.rule() == Optimizer.Rule.ADAMW;
    double shrink = decays ? 1 - at.rate() * optimizer.weightDecay() : 1;
    int constantsAt = HEADER_BYTES + CONSTANTS_BYTES * steps;
    bytes.putFloat(constantsAt, (float) rate);
    bytes.putFloat(constantsAt + Float.BYTES, (float) shrink);
    bytes.putFloat(constantsAt + 2 * Float.BYTES, (float) at.annealing().beta());
    steps++;
  }

  boolean isFull() {
    return steps == capacity || (steps > 0 && lastSize < batch);
  }

  /** The steps that have as many rows as a batch. */
  int whole() {
    return steps > 0 && lastSize < batch ? steps - 1 : steps;
  }

  /** The rows of the step behind them; 0 if there is none. */
  int rest() {
    return steps > 0 && lastSize < batch ? lastSize : 0;
  }

  /** Sends what was written to the device; the table is empty. */
  void send(ResidentShard shard) {
    ByteBuffer bytes = pages[page].bytes();
    bytes.putLong(0, 0);
    bytes.putLong(Long.BYTES, first.key());
    bytes.putLong(
        2 * Long.BYTES, Integer.toUnsignedLong(first.shard()) | ((long) first.epoch() << 32));
    bytes.putLong(3 * Long.BYTES, first.step());
    bytes.putLong(4 * Long.BYTES, shard.rows());
    bytes.putLong(5 * Long.BYTES, shard.ofByte());
    long count = (long) batch * (steps - 1) + lastSize;
    pages[page].send(region.address(), orderAt + Integer.BYTES * count);
    page = 1 - page;
    steps = 0;
  }
}
