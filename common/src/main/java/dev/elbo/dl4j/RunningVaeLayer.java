package dev.elbo.dl4j;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Network;
import dev.elbo.vae.RowBatch;
import dev.elbo.vae.RowScore;
import dev.elbo.vae.RowScores;
import dev.elbo.vae.ScoreRequest;
import dev.elbo.vae.latent.Annealing;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A {@link VaeLayer} at work: DL4J's minibatch, parameters and gradient vector meet the {@link
 * Network}. The noise of a step is a function of DL4J's seed and iteration, that of a score a
 * function of the seed and the row, so nothing here depends on ND4J's generators.
 */
final class RunningVaeLayer extends NoClassifier {
  private static final long serialVersionUID = 1;

  /** Rows that are encoded at once, where no step has asked for more. */
  private static final int ROWS = 256;

  private final Architecture architecture;
  private transient Network network;
  private transient int capacity;
  private transient INDArray labels;

  /** Of the last step on this input; null before one. */
  private transient ElboSums stepped;

  RunningVaeLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.architecture = layerConf().architecture();
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    stepped = null;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    requireNoMask();
    stepped = null;
    step();
    INDArray gradient = VaeParameters.flat(gradientsFlattened);
    // A mean here, a sum there, of which DL4J makes a mean.
    gradient.assign(network.gradient()).muli(input.size(0));
    Gradient views = new DefaultGradient(gradientsFlattened);
    for (Map.Entry<String, INDArray> view : gradientViews.entrySet()) {
      views.setGradientFor(view.getKey(), view.getValue(), 'c');
    }
    // Nobody should be in front; whoever is must not take it for a gradient.
    INDArray none =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape());
    return new Pair<>(views, none.assign(Double.NaN));
  }

  /** Leaves the gradient of the mean loss in the network. */
  private ElboSums step() {
    if (stepped != null) {
      return stepped;
    }
    int m = Math.toIntExact(input.size(0));
    ElboSums sums = new ElboSums(architecture.latents());
    Noise noise = Noise.of(conf.getSeed(), 0, 0, getIterationCount()).split(Noise.Use.POSTERIOR);
    outside(() -> network(m).step(rows(), m, noise, now(), sums));
    stepped = sums;
    return sums;
  }

  /** DL4J does not tell how long an epoch is: its middle stands for all of it. */
  private Annealing now() {
    return layerConf().annealing().at(getEpochCount() + 0.5, getIterationCount());
  }

  /** The center of q(z|x), [rows, size of z]. */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    requireInput();
    INDArray codes =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {input.size(0), layerConf().getNOut()},
            'c');
    outside(
        () -> codes.assign(Nd4j.createFromArray(codes()).reshape(codes.shape()).castTo(dataType)));
    return codes;
  }

  private double[] codes() {
    stepped = null;
    float[] rows = rows();
    int m = Math.toIntExact(input.size(0));
    int features = architecture.features();
    Network encoder = network(Math.min(m, ROWS));
    int size = encoder.codeSize();
    double[] codes = new double[m * size];
    for (int from = 0; from < m; from += capacity) {
      int to = Math.min(from + capacity, m);
      float[] some = Arrays.copyOfRange(rows, from * features, to * features);
      double[] theirs = encoder.encode(some, to - from);
      System.arraycopy(theirs, 0, codes, from * size, theirs.length);
    }
    return codes;
  }

  /**
   * In training minus the objective of the step, else minus the ELBO with the noise of validation.
   */
  @Override
  public double computeScore(double regularization, boolean training, LayerWorkspaceMgr unused) {
    requireInput();
    double mean =
        -(training ? step().parts().objective() : Arrays.stream(elbo()).average().orElseThrow());
    score = (conf.isMiniBatch() ? mean : mean * input.size(0)) + regularization;
    return score;
  }

  @Override
  public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
    requireInput();
    double[] scores = Arrays.stream(elbo()).map(elbo -> regularization - elbo).toArray();
    INDArray column =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, scores.length, 1);
    outside(() -> column.assign(Nd4j.createFromArray(scores).reshape(-1, 1).castTo(dataType)));
    return column;
  }

  /** The ELBO of each row, in single precision as everywhere in Elbo. */
  private double[] elbo() {
    double[] elbo = new double[Math.toIntExact(input.size(0))];
    outside(
        () -> {
          float[] rows = rows();
          int features = architecture.features();
          try (RowBatch batch =
              RowBatch.scoring(architecture, params().toFloatVector(), conf.getSeed())) {
            for (int i = 0; i < elbo.length; i++) {
              System.arraycopy(rows, i * features, batch.rows(), batch.next(), features);
              batch.add();
              if (batch.isFull() || i == elbo.length - 1) {
                int first = i + 1 - batch.count();
                RowScores measured = batch.score(measured());
                for (int row = first; row <= i; row++) {
                  elbo[row] = measured.elbo(row - first);
                }
              }
            }
          }
        });
    return elbo;
  }

  private ScoreRequest measured() {
    return new ScoreRequest(
        EnumSet.of(RowScore.RECONSTRUCTION, RowScore.KL),
        layerConf().objective().importanceSamples());
  }

  /** The network with the parameters of now. */
  private Network network(int rows) {
    if (network == null || rows > capacity) {
      close();
      capacity = rows;
      network =
          dataType == DataType.DOUBLE
              ? Network.reference(architecture, layerConf().objective(), rows)
              : new Network(architecture, layerConf().objective(), rows, Engine.FUSED);
    }
    network.parameters().assign(VaeParameters.flat(paramsFlattened));
    return network;
  }

  /** What the network sees: [rows, features], row by row; to be called outside of workspaces. */
  private float[] rows() {
    requireInput();
    if (input.rank() != 2 || input.size(1) != architecture.features()) {
      throw new IllegalArgumentException(
          "Cannot run the VAE layer on an array of shape %s: it needs [examples, %d]. Set nIn to the width of the data."
              .formatted(Arrays.toString(input.shape()), architecture.features()));
    }
    float[] rows = new float[Math.toIntExact(input.length())];
    INDArray floats = input.castTo(DataType.FLOAT).dup('c');
    floats.data().asNioFloat().get(rows);
    floats.close();
    return rows;
  }

  /** Runs what allocates memory that outlives DL4J's workspaces. */
  @SuppressWarnings("try") // the scope is what matters
  private static void outside(Runnable work) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      work.run();
    }
  }

  private void requireInput() {
    if (input == null) {
      throw new IllegalStateException("Cannot run the VAE layer: it has no input. Set it first.");
    }
  }

  private void requireNoMask() {
    if (maskArray != null) {
      throw new IllegalArgumentException(
          "Cannot train the VAE layer on masked rows: it has no use for a mask. Leave the rows out.");
    }
  }

  /** DL4J's assumes its own order of weights. */
  @Override
  public void setParams(INDArray values) {
    if (values != paramsFlattened) {
      VaeParameters.flat(paramsFlattened).assign(VaeParameters.flat(values));
    }
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public boolean hasBias() {
    return true;
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public void setLabels(INDArray labels) {
    this.labels = labels;
  }

  @Override
  public INDArray getLabels() {
    return labels;
  }

  @Override
  public Layer clone() {
    RunningVaeLayer copy = new RunningVaeLayer(conf.clone(), dataType);
    INDArray parameters = paramsFlattened.dup();
    copy.setParamsViewArray(parameters);
    copy.setParamTable(VaeParameters.INSTANCE.init(copy.conf, parameters, false));
    return copy;
  }

  @Override
  public void clear() {
    super.clear();
    labels = null;
    stepped = null;
  }

  @Override
  public void close() {
    if (network != null) {
      network.close();
      network = null;
    }
  }
}
