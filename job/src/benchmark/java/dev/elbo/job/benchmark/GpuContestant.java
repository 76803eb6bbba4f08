package dev.elbo.job.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.distribution.Noise;
import dev.elbo.job.train.PackedEpochs;
import dev.elbo.optim.Optimizer;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.PackedShard;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.RowBatch;
import dev.elbo.vae.Shape;
import dev.elbo.vae.StepAt;
import dev.elbo.vae.StepSettings;
import dev.elbo.vae.Steps;
import dev.elbo.vae.cuda.CudaEngine;
import dev.elbo.vae.cuda.MatrixPrecision;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Objective;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The CUDA step without Spark: its speed on uniform pixels, or what it learns of MNIST. */
@Command(name = "gpu-contestant", mixinStandardHelpOptions = true)
public final class GpuContestant implements Callable<Integer> {
  private static final double RATE = 1e-3;
  private static final double NANO = 1e-9;

  @Option(names = "--widths", defaultValue = "784-400-20", split = ",")
  private List<String> widths;

  @Option(names = "--batch", defaultValue = "128", split = ",")
  private List<Integer> batches;

  @Option(names = "--rows", defaultValue = "65536", description = "Of an epoch, without MNIST.")
  private int rows;

  @Option(names = "--seconds", defaultValue = "2", description = "How long epochs are counted.")
  private double seconds;

  @Option(names = "--precision", defaultValue = "TF32")
  private MatrixPrecision precision;

  @Option(names = "--mnist", description = "Train on it and measure the ELBO of its test images.")
  private Path mnist;

  @Option(names = "--epochs", defaultValue = "10", description = "On MNIST.")
  private int epochs;

  private CudaEngine engine;

  /** Bias corrections count over epochs. */
  private long stepsBefore;

  /** Prints a line of JSON a result. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new GpuContestant()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    engine = new CudaEngine(0, precision);
    long start = System.nanoTime();
    String problem = engine.problem().map(CudaEngine.Problem::reason).orElse("");
    print(
        Map.of(
            "preflight",
            problem.isEmpty() ? engine.describe() : problem,
            "seconds",
            (System.nanoTime() - start) * NANO));
    if (!problem.isEmpty()) {
      return 5;
    }
    if (mnist != null) {
      learn(Data.mnist(mnist, Integer.MAX_VALUE), Data.mnistTest(mnist));
      return 0;
    }
    for (String one : widths) {
      Shape shape = Shape.of(one, "bernoulli");
      PackedEpochs data = Data.grey(rows, shape.features());
      for (int batch : batches) {
        measure(shape, data, batch);
      }
    }
    return 0;
  }

  private void measure(Shape shape, PackedEpochs data, int batch) {
    StepSettings settings = settings(shape.architecture(), batch);
    float[] start = start(shape.architecture());
    PackedShard shard = data.shard();
    try (Steps steps = engine.open(settings, () -> shard, start, new float[2 * start.length])) {
      long from = 0;
      long counted = 0;
      int epoch = 0;
      double took = 0;
      long asked = 0;
      for (int warmUp = 2; took < seconds; warmUp--) {
        if (warmUp == 0) {
          from = System.nanoTime();
        }
        long before = System.nanoTime();
        epoch(steps, data, ++epoch, batch);
        asked = System.nanoTime() - before;
        steps.sums();
        if (warmUp <= 0) {
          counted += data.rows();
          took = (System.nanoTime() - from) * NANO;
        }
      }
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("who", "elbo");
      line.put("shape", shape.widths().stream().map(String::valueOf).toList());
      line.put("batch", batch);
      line.put("precision", precision);
      line.put("examples_per_second", Math.round(counted / took));
      line.put("microseconds_a_step", took / NANO / 1000 / (counted / (double) batch));
      line.put(
          "microseconds_until_a_step_is_asked_for", asked / 1e3 / (data.rows() / (double) batch));
      print(line);
    }
  }

  private void learn(PackedEpochs train, PackedEpochs test) {
    Architecture architecture = Shape.textbook().architecture();
    StepSettings settings = settings(architecture, batches.get(0));
    PackedShard shard = train.shard();
    float[] parameters = start(architecture);
    float[] moments = new float[2 * parameters.length];
    long hash = 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      long from = System.nanoTime();
      ElboSums sums;
      try (Steps steps = engine.open(settings, () -> shard, parameters, moments)) {
        stepsBefore = (epoch - 1L) * ((train.rows() + batches.get(0) - 1) / batches.get(0));
        epoch(steps, train, epoch, batches.get(0));
        parameters = steps.parameters();
        moments = steps.moments();
        sums = steps.sums();
      }
      double took = (System.nanoTime() - from) * NANO;
      hash = Arrays.hashCode(parameters);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("epoch", epoch);
      line.put("seconds", took);
      line.put("train_elbo", sums.parts().objective());
      if (epoch == epochs) {
        line.put("test_elbo", measured(architecture, test, parameters));
        line.put("hash_of_parameters", hash);
      }
      print(line);
    }
  }

  private void epoch(Steps steps, PackedEpochs data, int epoch, int batch) {
    int[] step = {0};
    data.run(
        epoch,
        batch,
        (minibatch, m) -> {
          Noise noise = Noise.of(1, epoch, 0, step[0]).split(Noise.Use.POSTERIOR);
          long taken = stepsBefore + step[0]++;
          steps.take(minibatch, new StepAt(noise, Annealing.beta(1), taken, RATE));
        });
  }

  private static double measured(Architecture architecture, PackedEpochs data, float[] parameters) {
    ElboSums sums = new ElboSums(architecture.latents());
    float[] one = new float[architecture.features()];
    try (RowBatch batch =
        new RowBatch(architecture, Objective.elbo().measured(), Engine.FUSED, parameters, 1)) {
      data.run(
          1,
          1,
          (row, m) -> {
            row.copy(0, one);
            System.arraycopy(one, 0, batch.rows(), batch.next(), one.length);
            batch.add();
            if (batch.isFull()) {
              batch.evaluate(Annealing.beta(1), sums);
            }
          });
      batch.evaluate(Annealing.beta(1), sums);
    }
    return sums.parts().objective();
  }

  private static StepSettings settings(Architecture architecture, int batch) {
    return new StepSettings(
        architecture, Objective.elbo(), Optimizer.adam(RATE), Double.POSITIVE_INFINITY, batch);
  }

  private static float[] start(Architecture architecture) {
    return Initializer.initialize(
        new ParameterLayout(architecture),
        Initialization.FAN_IN_UNIFORM,
        Noise.of(1, 0, 0, 0).split(Noise.Use.INITIALIZATION));
  }

  private static void print(Map<String, ?> line) {
    try {
      System.out.println(new ObjectMapper().writeValueAsString(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
