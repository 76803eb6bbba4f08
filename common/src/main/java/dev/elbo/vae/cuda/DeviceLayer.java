package dev.elbo.vae.cuda;

import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.ParameterLayout.Tensor;

/**
 * A dense layer over a batch: its products, forward and backward, and the gradient of its bias. The
 * bias itself is added by the kernel that reads the output.
 */
final class DeviceLayer {
  /** Rows that one block of column_sums adds up without a second pass. */
  private static final int CHUNK = 256;

  private static final int COLUMNS = 32;

  private final int in;
  private final int out;
  private final long weight;
  private final long bias;
  private final long weightGradient;
  private final long biasGradient;
  private final Region output;
  private final Region gradient;
  private final Region partial;
  private final Region chunks;

  private DeviceLayer(
      String name,
      ParameterLayout layout,
      Region parameters,
      Region gradients,
      Region output,
      Region gradient,
      DeviceMemory memory,
      int batch) {
    Tensor tensor = layout.tensor(name + ".weight");
    int biasOffset = layout.tensor(name + ".bias").offset();
    this.in = tensor.in();
    this.out = tensor.out();
    this.weight = parameters.at(tensor.offset());
    this.bias = parameters.at(biasOffset);
    this.weightGradient = gradients.at(tensor.offset());
    this.biasGradient = gradients.at(biasOffset);
    this.output = output;
    this.gradient = gradient;
    this.partial = memory.floats((long) mostBlocks(batch) * out);
    this.chunks = memory.floats((long) (batch / CHUNK + 1) * out);
  }

  /**
   * A layer on memory of its own.
   *
   * @param parameters the flat parameter vector
   * @param gradients the flat gradient vector
   */
  static DeviceLayer of(
      String name,
      ParameterLayout layout,
      Region parameters,
      Region gradients,
      DeviceMemory memory,
      int batch) {
    long cells = (long) batch * layout.tensor(name + ".weight").out();
    Region output = memory.floats(cells);
    Region gradient = memory.floats(cells);
    return new DeviceLayer(name, layout, parameters, gradients, output, gradient, memory, batch);
  }

  /** The same, but the gradient at the output takes the output's place. */
  static DeviceLayer inPlace(
      String name,
      ParameterLayout layout,
      Region parameters,
      Region gradients,
      DeviceMemory memory,
      int batch) {
    Region output = memory.floats((long) batch * layout.tensor(name + ".weight").out());
    return new DeviceLayer(name, layout, parameters, gradients, output, output, memory, batch);
  }

  /** Rows that a block takes which leaves sums over them in {@link #partial}. */
  static int rowsOfBlock(int m) {
    return Math.min(DeviceNetwork.MOST_ROWS, Grid.ceil(m, DeviceNetwork.BLOCKS));
  }

  /** How many such blocks there are. */
  static int blocks(int m) {
    return Grid.ceil(m, rowsOfBlock(m));
  }

  /** Of any step: a smaller one may have more of them. */
  private static int mostBlocks(int batch) {
    return Math.max(blocks(batch), Math.min(batch, DeviceNetwork.BLOCKS));
  }

  int width() {
    return out;
  }

  long bias() {
    return bias;
  }

  /** [m, out]. */
  long output() {
    return output.address();
  }

  /** d loss / d output, [m, out]. */
  long gradient() {
    return gradient.address();
  }

  /** Sums of the gradient over the rows of each block, [blocks, out]. */
  long partial() {
    return partial.address();
  }

  /** The output without its bias. */
  void forward(Tape tape, long input, int m) {
    tape.multiply(Product.of(m, out, in, input, weight, output.address()));
  }

  /** The gradient at the weights and, from sums over some rows each, at the bias. */
  void learn(Tape tape, long input, int m, long sums, int count) {
    tape.beside(
        0,
        () ->
            tape.multiply(
                Product.ofTransposed(in, out, m, input, gradient.address(), weightGradient)));
    tape.beside(1, () -> addUp(tape, sums, count));
  }

  /** The gradient at the input. */
  void pullBack(Tape tape, long target, int m, Product.Sum sum) {
    tape.multiply(Product.byTransposed(m, in, out, gradient.address(), weight, target, sum));
  }

  private void addUp(Tape tape, long sums, int count) {
    if (count <= CHUNK) {
      columnSums(tape, sums, biasGradient, count, count);
      return;
    }
    columnSums(tape, sums, chunks.address(), count, CHUNK);
    int chunkCount = Grid.ceil(count, CHUNK);
    columnSums(tape, chunks.address(), biasGradient, chunkCount, chunkCount);
  }

  private void columnSums(Tape tape, long from, long to, int rows, int chunk) {
    Grid grid = new Grid(Grid.ceil(out, COLUMNS), Grid.ceil(rows, chunk), Grid.THREADS);
    tape.launch("column_sums", grid, from, to, rows, out, chunk);
  }
}
