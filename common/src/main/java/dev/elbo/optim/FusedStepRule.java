package dev.elbo.optim;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A step rule as one pass over blocks of the vectors: a block of parameters and gradient is copied
 * from native memory into the cache, updated there with its moments, and copied back.
 */
public final class FusedStepRule implements StepRule {
  /** So that a block of four vectors stays in the first-level cache. */
  private static final int BLOCK = 2048;

  private static final float[][] NONE = {};

  private final LaneRule rule;
  private final int length;

  /** [blocks, moments of the rule, BLOCK]: every array begins where its block does. */
  private final float[][][] moments;

  private final float[] x = new float[BLOCK];
  private final float[] g = new float[BLOCK];

  /**
   * A rule that continues from given moments.
   *
   * @param moments as {@link StepRule} lays them out, copied
   */
  public FusedStepRule(Optimizer optimizer, float[] moments) {
    int count = optimizer.rule().moments();
    this.rule = LaneRule.of(optimizer);
    this.length = count == 0 ? 0 : moments.length / count;
    this.moments = new float[(length + BLOCK - 1) / BLOCK][count][BLOCK];
    for (int b = 0; b < this.moments.length; b++) {
      for (int k = 0; k < count; k++) {
        System.arraycopy(
            moments, k * length + b * BLOCK, this.moments[b][k], 0, blockLength(b, length));
      }
    }
  }

  @Override
  public void update(INDArray parameters, INDArray gradient, long step, double rate) {
    int n = Math.toIntExact(parameters.length());
    FloatBuffer xs = parameters.data().asNioFloat();
    FloatBuffer gs = gradient.data().asNioFloat();
    LaneRule.Step now = rule.at(step, rate);
    for (int from = 0; from < n; from += BLOCK) {
      int block = from / BLOCK;
      int count = blockLength(block, n);
      xs.get(from, x, 0, count);
      gs.get(from, g, 0, count);
      now.update(x, g, moments.length == 0 ? NONE : moments[block], count);
      xs.put(from, x, 0, count);
    }
  }

  @Override
  public float[] moments() {
    int count = moments.length == 0 ? 0 : moments[0].length;
    float[] flat = new float[count * length];
    for (int b = 0; b < moments.length; b++) {
      for (int k = 0; k < count; k++) {
        System.arraycopy(moments[b][k], 0, flat, k * length + b * BLOCK, blockLength(b, length));
      }
    }
    return flat;
  }

  @Override
  public void close() {
    // Its memory is on the heap.
  }

  private static int blockLength(int block, int length) {
    return Math.min(BLOCK, length - block * BLOCK);
  }
}
