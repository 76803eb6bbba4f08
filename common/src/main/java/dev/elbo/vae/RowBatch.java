package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Objective;

/**
 * A network that measures rows in batches of fixed size, the last one padded, each row with noise
 * keyed by its content. So what comes out for a row depends on the row, the parameters and the seed
 * alone, in validation as in scoring.
 *
 * <p>Write a row into {@link #rows} from {@link #next} on, {@link #add} it, and measure when the
 * batch is full or there are no more. It belongs to one thread and owns native memory: close it.
 */
public final class RowBatch implements AutoCloseable {
  /** Rows that run at once. */
  public static final int SIZE = 256;

  private final Network network;
  private final int features;
  private final Noise evaluation;
  private final float[] rows;
  private final Noise[] noise = new Noise[SIZE];
  private int count;

  /**
   * An empty batch.
   *
   * @param measured as {@link Objective#measured} gives it
   * @param parameters of the network, [parameters]
   * @param seed of the noise
   */
  public RowBatch(
      Architecture architecture, Objective measured, Engine engine, float[] parameters, long seed) {
    this.network = new Network(architecture, measured, SIZE, engine);
    this.network.setParameters(parameters);
    this.features = architecture.features();
    this.evaluation = Noise.of(seed, 0, 0, 0).split(Noise.Use.EVALUATION);
    this.rows = new float[Math.multiplyExact(SIZE, features)];
  }

  /** A batch for {@link #score}, on the fast engine. */
  public static RowBatch scoring(Architecture architecture, float[] parameters, long seed) {
    return new RowBatch(architecture, Objective.elbo(), Engine.FUSED, parameters, seed);
  }

  /** What rows are written into, [SIZE, features] row by row. */
  public float[] rows() {
    return rows;
  }

  /** Where the next row begins in {@link #rows}. */
  public int next() {
    return count * features;
  }

  /** Takes the row that was written from {@link #next} on. */
  public void add() {
    noise[count] = evaluation.at(ContentHash.of(rows, next(), features));
    count++;
  }

  /** The rows of the batch. */
  public int count() {
    return count;
  }

  /** True if the batch must be measured before another row comes. */
  public boolean isFull() {
    return count == SIZE;
  }

  /** Adds the parts of the rows to the sums; the batch is empty afterwards. */
  public void evaluate(Annealing now, ElboSums sums) {
    if (count > 0) {
      network.evaluate(rows, count, noise, now, sums);
      count = 0;
    }
  }

  /** What is asked for of each row, of one at least; the batch is empty afterwards. */
  public RowScores score(ScoreRequest request) {
    RowScores scores = network.score(Rows.of(rows, features), count, noise, request);
    count = 0;
    return scores;
  }

  @Override
  public void close() {
    network.close();
  }
}
