package dev.elbo.vae.cuda;

import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.StepSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A variational autoencoder in the memory of a device, and how a step of it is taken down.
 *
 * <pre>
 *   order -> x -> encoder -> heads -> z -> decoder -> heads -> log p(x|z)
 *                 and back: the gradients at weights and biases beside the way down, then the update
 * </pre>
 */
final class DeviceNetwork implements AutoCloseable {
  /** Blocks of the kernels that take some rows each: enough for every multiprocessor. */
  static final int BLOCKS = 1024;

  /** Rows of such a block at most: MOST in kernels.cu. */
  static final int MOST_ROWS = 8;

  private final StepSettings settings;
  private final Device device;
  private final DeviceMemory memory;
  private final int length;
  private final int latents;
  private final Region parameters;
  private final Region gradient;
  private final Region moments;
  private final Region x;
  private final Region sums;
  private final StepTable table;
  private final DeviceStack encoder;
  private final DeviceLatent latent;
  private final DeviceStack decoder;
  private final DeviceLikelihood likelihood;
  private final DeviceUpdate update;

  /**
   * A network on memory of its own.
   *
   * @throws dev.elbo.ElboException (environment) if there is not so much
   */
  static DeviceNetwork on(Device device, StepSettings settings) {
    DeviceMemory memory = new DeviceMemory(device);
    try {
      return new DeviceNetwork(device, memory, settings);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private DeviceNetwork(Device device, DeviceMemory memory, StepSettings settings) {
    Architecture architecture = settings.architecture();
    ParameterLayout layout = new ParameterLayout(architecture);
    int batch = settings.batch();
    this.settings = settings;
    this.device = device;
    this.memory = memory;
    this.length = layout.length();
    this.latents = architecture.latents().dimension();
    this.parameters = memory.floats(length);
    this.gradient = memory.floats(length);
    this.moments = memory.floats(2L * Grid.padded(length));
    this.x = memory.floats((long) batch * architecture.features());
    this.sums = memory.doubles(1L + (long) DeviceLatent.SUMS * latents);
    this.table = new StepTable(memory, settings);
    this.encoder = stack("encoder", architecture.encoder(), layout);
    this.latent =
        new DeviceLatent(
            architecture.latents(),
            settings.objective().freeBits(),
            layer("posterior." + architecture.posterior().heads().get(0).name(), layout),
            layer("posterior." + architecture.posterior().heads().get(1).name(), layout),
            table,
            memory,
            batch,
            sums.atDouble(1));
    this.decoder = stack("decoder", architecture.decoder(), layout);
    this.likelihood =
        new DeviceLikelihood(
            architecture.likelihood(),
            architecture.likelihood().over(architecture.features()).heads().stream()
                .map(
                    head ->
                        DeviceLayer.inPlace(
                            "likelihood." + head.name(),
                            layout,
                            parameters,
                            gradient,
                            memory,
                            batch))
                .toList(),
            memory,
            batch,
            sums.address());
    this.update = new DeviceUpdate(settings, parameters, gradient, moments, table, memory, length);
  }

  /** Why a network cannot be trained like this; empty if it can. */
  static Optional<String> limit(StepSettings settings) {
    Architecture architecture = settings.architecture();
    if (!settings.objective().isTextbook(architecture.latents())) {
      return Optional.of(
          "it takes one reparameterized sample of a normal posterior against a standard normal prior, with the KL in closed form");
    }
    if (!architecture.inputs().isCells()) {
      return Optional.of(
          "its encoder reads numbers that are never missing, and not codes or flags");
    }
    if (!DeviceLikelihood.knows(architecture.likelihood())) {
      return Optional.of(
          "it explains rows by one law, bernoulli or gaussian, and not by [%s]"
              .formatted(architecture.likelihood().name()));
    }
    return DeviceUpdate.knows(settings.optimizer().rule())
        ? Optional.empty()
        : Optional.of(
            "it updates with sgd, adam or adamw, and not with [%s]"
                .formatted(settings.optimizer().rule().name().toLowerCase(Locale.ROOT)));
  }

  StepTable table() {
    return table;
  }

  /** Sets where training stands; the sums are zero. */
  void start(float[] startParameters, float[] startMoments) {
    table.clear();
    memory.upload(parameters.address(), startParameters);
    if (startMoments.length > 0) {
      memory.upload(moments.address(), Arrays.copyOf(startMoments, length));
      memory.upload(
          moments.at(Grid.padded(length)), Arrays.copyOfRange(startMoments, length, 2 * length));
    }
    memory.upload(sums.address(), new byte[Math.toIntExact(sums.bytes())]);
  }

  /**
   * Takes down steps of m rows each, and the move on in the table.
   *
   * @param isBytes how the rows of shards are packed
   */
  Device.Recording record(int m, int steps, boolean isBytes) {
    return device.record(
        tape -> {
          for (int k = 0; k < steps; k++) {
            step(tape, m, k, isBytes);
          }
          tape.launch("advance", new Grid(1, 1, 1), table.header(), steps);
        });
  }

  private void step(Tape tape, int m, int k, boolean isBytes) {
    int features = settings.architecture().features();
    tape.launch(
        isBytes ? "gather_bytes" : "gather_floats",
        Grid.rows(m, features),
        table.order(),
        table.header(),
        k,
        x.address(),
        settings.batch(),
        features);
    encoder.forward(tape, x.address(), m);
    long code = encoder.output(x.address());
    latent.forward(tape, code, m, k);
    decoder.forward(tape, latent.z(), m);
    long top = decoder.output(latent.z());
    likelihood.explain(tape, top, x.address(), decoder.gradient(latent.gradient()), m);
    decoder.backward(tape, latent.z(), latent.gradient(), m);
    latent.backward(tape, code, encoder.gradient(0), m);
    encoder.backward(tape, x.address(), 0, m);
    tape.join(0);
    tape.join(1);
    update.run(tape, k);
  }

  float[] parameters() {
    return memory.floatsAt(parameters.address(), length);
  }

  /** The gradient of the last step. */
  float[] gradient() {
    return memory.floatsAt(gradient.address(), length);
  }

  float[] moments() {
    int count = settings.optimizer().rule().moments();
    float[] all = new float[count * length];
    for (int i = 0; i < count; i++) {
      float[] one = memory.floatsAt(moments.at((long) i * Grid.padded(length)), length);
      System.arraycopy(one, 0, all, i * length, length);
    }
    return all;
  }

  /** The sums over so many examples. */
  ElboSums sums(long examples) {
    double[] all = memory.doublesAt(sums.address(), 1 + DeviceLatent.SUMS * latents);
    double[][] parts = new double[DeviceLatent.SUMS][latents];
    for (int i = 0; i < parts.length; i++) {
      System.arraycopy(all, 1 + i * latents, parts[i], 0, latents);
    }
    double objective = all[0];
    for (double cost : parts[3]) {
      objective -= cost;
    }
    ElboSums result = new ElboSums(settings.architecture().latents());
    result.add(examples, all[0], objective, parts[0], parts[1], parts[2]);
    return result;
  }

  @Override
  public void close() {
    memory.close();
  }

  private DeviceStack stack(String name, List<Integer> widths, ParameterLayout layout) {
    return new DeviceStack(
        name,
        widths,
        settings.architecture().activation(),
        layer -> layer(layer, layout),
        memory,
        settings.batch());
  }

  private DeviceLayer layer(String name, ParameterLayout layout) {
    return DeviceLayer.of(name, layout, parameters, gradient, memory, settings.batch());
  }
}
