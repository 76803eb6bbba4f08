package dev.elbo.dl4j;

import dev.elbo.optim.Optimizer;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A whole variational autoencoder as one DL4J layer, its own output layer: {@code fit} maximizes
 * the ELBO, {@code score} is minus the ELBO of an example, {@code output} is the center of q(z|x).
 *
 * <pre>{@code
 * new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(1e-3)).list()
 *     .layer(new VaeLayer.Builder().nIn(784).encoder(400).latents("normal", 20).decoder(400)
 *         .likelihood("bernoulli").build())
 *     .build()
 * }</pre>
 *
 * <p>DL4J's updaters, regularization, gradient normalization and constraints apply to it, its
 * activation and weight initialization do not: the layer has words of its own for them. Labels are
 * carried and never trained on. Parameters lie as {@link dev.elbo.vae.ParameterLayout} says.
 */
public final class VaeLayer extends FeedForwardLayer {
  private static final long serialVersionUID = 1;

  @JsonProperty private VaeWords vae;

  /** For Jackson. */
  private VaeLayer() {}

  private VaeLayer(Builder builder) {
    super(builder);
    initializeConstraints(builder);
    this.vae = builder.words.copy();
    // What is wrong with the words is said here, not when the data comes.
    this.nOut = Posterior.of(vae.latents()).family().size();
    objective();
    annealing();
    initialization();
    if (nIn > 0) {
      architecture();
    }
  }

  /** The network. */
  public Architecture architecture() {
    return vae.architecture(Math.toIntExact(nIn));
  }

  /** What is maximized. */
  public Objective objective() {
    return vae.objective();
  }

  /** How that changes over training. */
  public AnnealingSchedule annealing() {
    return vae.annealing();
  }

  /** How parameters start; the seed is DL4J's. */
  public Initialization initialization() {
    return vae.initialization();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    VaeLayer layer = (VaeLayer) conf.getLayer();
    // A graph hands over no listeners, and counts its inputs.
    layer.requireSupported(listeners == null ? index - 1 : index, type);
    RunningVaeLayer running = new RunningVaeLayer(conf, type);
    running.setListeners(listeners);
    running.setIndex(index);
    running.setParamsViewArray(parameters);
    running.setParamTable(initializer().init(conf, parameters, initialize));
    running.setConf(conf);
    return running;
  }

  private void requireSupported(int before, DataType type) {
    if (before > 0) {
      throw new IllegalArgumentException(
          "Cannot put the VAE layer behind others: there are [%d] before it, and it hands no gradient on. Put it first, its encoder in the place of those layers."
              .formatted(before));
    }
    if (iDropout != null || weightNoise != null) {
      throw new IllegalArgumentException(
          "Cannot use dropout or weight noise in the VAE layer: [%s]. Leave it out."
              .formatted(iDropout != null ? iDropout : weightNoise));
    }
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException(
          "Cannot run the VAE layer in [%s]: it has float and double. Use dataType(DataType.FLOAT)."
              .formatted(type));
    }
  }

  @Override
  public ParamInitializer initializer() {
    return VaeParameters.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    long parameters = initializer().numParams(this);
    Architecture shape = architecture();
    long widths =
        nIn
            + nOut
            + Stream.of(shape.encoder(), shape.decoder())
                .flatMap(List::stream)
                .mapToLong(w -> w)
                .sum();
    Map<CacheMode, Long> none = MemoryReport.CACHE_MODE_ALL_ZEROS;
    return new LayerMemoryReport.Builder(layerName, VaeLayer.class, input, getOutputType(0, input))
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(2 * parameters, 2 * widths, none, none)
        .cacheMemory(none, none)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VaeLayer layer && super.equals(other) && vae.equals(layer.vae);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + vae.hashCode();
  }

  @Override
  public String toString() {
    return "VaeLayer(" + vae + ", " + super.toString() + ")";
  }

  /** Builds a layer, in the words of Elbo's settings ({@code elbo.model}). */
  @SuppressWarnings("unchecked") // DL4J's build() returns whatever the caller takes it for
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final VaeWords words = new VaeWords();

    /** The whole network. */
    public Builder network(Architecture architecture) {
      words.architecture(architecture);
      return nIn(architecture.features());
    }

    /** Widths of the hidden layers from the data inwards; none by default. */
    public Builder encoder(int... widths) {
      words.encoder(Arrays.stream(widths).boxed().toList());
      return this;
    }

    /** Widths of the hidden layers from z outwards; none by default. */
    public Builder decoder(int... widths) {
      words.decoder(Arrays.stream(widths).boxed().toList());
      return this;
    }

    /** Of the hidden layers, such as {@code relu}, the default. */
    public Builder hiddenActivation(String word) {
      words.activation(word);
      return this;
    }

    /** Of the weights, such as {@code fan-in-uniform}, the default. */
    public Builder initialization(String word) {
      words.initialization(word);
      return this;
    }

    /** How parameters start. */
    public Builder initialization(Initialization scheme) {
      return initialization(VaeWords.word(scheme));
    }

    /** Independent latents of a family against its own prior. */
    public Builder latents(String family, int dimension) {
      return latents(new Latents(family, dimension, 0, List.of()));
    }

    /** What z is. */
    public Builder latents(Latents latents) {
      words.latents(latents);
      return this;
    }

    /** One word for all columns, such as {@code gaussian(0.05)}, or one a column. */
    public Builder likelihood(String... laws) {
      words.likelihood(List.of(laws));
      return this;
    }

    /** What is maximized; the ELBO of one sample by default. */
    public Builder objective(Objective objective) {
      words.objective(objective);
      return this;
    }

    /** How that changes over training; the weight of the KL is 1 by default. */
    public Builder annealing(AnnealingSchedule schedule) {
      words.annealing(schedule);
      return this;
    }

    /** Elbo's optimizer as DL4J has it, at its base rate. */
    public Builder optimizer(Optimizer optimizer) {
      Updaters.into(this, optimizer);
      return this;
    }

    /** The greatest Euclidean norm of a gradient. */
    public Builder clipNorm(double norm) {
      gradientNormalization(GradientNormalization.ClipL2PerLayer);
      return gradientNormalizationThreshold(norm);
    }

    @Override
    public VaeLayer build() {
      return new VaeLayer(this);
    }
  }
}
