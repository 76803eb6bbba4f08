package dev.elbo.job.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.job.train.PackedEpochs;
import dev.elbo.vae.BlasKernels;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one contestant once and prints what it reached. */
@Command(name = "contestant", mixinStandardHelpOptions = true)
public final class Contestant implements Callable<Integer> {

  private enum Name {
    KERNELS,
    ROOFLINE,
    STEP,
    SCORE,
    DL4J_VAE,
    DL4J_SPARK,
    DL4J_SPARK_VAE,
    DL4J_ELBO_MASTER
  }

  @Parameters(paramLabel = "NAME")
  private Name name;

  @Option(names = "--widths", defaultValue = "784-400-20")
  private String widths;

  @Option(names = "--likelihood", defaultValue = "bernoulli")
  private String likelihood;

  @Option(names = "--batch", defaultValue = "128")
  private int batch;

  @Option(names = "--rows", defaultValue = "60000", description = "The most rows of an epoch.")
  private int most;

  @Option(names = "--epochs", defaultValue = "4")
  private int epochs;

  @Option(names = "--warm-up", defaultValue = "1", description = "Epochs that do not count.")
  private int warmUp;

  @Option(names = "--engine", defaultValue = "FUSED", description = "Of step and score.")
  private Engine engine;

  @Option(names = "--seconds", defaultValue = "3", description = "Of roofline, a kind of kernel.")
  private double seconds;

  @Option(names = "--mnist", description = "The folder; without it, grey noise of that width.")
  private Path mnist;

  @Option(names = "--averagings", defaultValue = "1", description = "An epoch, of dl4j-spark.")
  private int averagings;

  @Option(names = "--master", defaultValue = "local[2]", description = "Of dl4j-spark.")
  private String master;

  /** The command line. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Contestant())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Shape shape = Shape.of(widths, likelihood);
    Map<String, Object> result =
        switch (name) {
          case KERNELS -> kernels();
          case ROOFLINE -> Roofline.measure(shape, batch, seconds);
          case STEP -> ElboStep.train(shape, epochs(shape), engine);
          case SCORE -> ElboStep.score(shape, epochs(shape), engine);
          case DL4J_VAE -> Dl4jVae.train(shape, epochs(shape));
          case DL4J_SPARK ->
              Dl4jSpark.train(
                  Dl4jSpark.autoencoder(shape), shape, epochs(shape), averagings, master);
          case DL4J_SPARK_VAE ->
              Dl4jSpark.train(Dl4jSpark.vae(shape), shape, epochs(shape), averagings, master);
          case DL4J_ELBO_MASTER -> Dl4jSpark.trainByElbo(shape, epochs(shape), master);
        };
    System.out.println(new ObjectMapper().writeValueAsString(result));
    return 0;
  }

  /** The result of a contestant that was timed by epoch: all examples over all seconds. */
  static Map<String, Object> result(List<Double> rates) {
    double secondsAnExample = rates.stream().mapToDouble(rate -> 1 / rate).average().orElseThrow();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("examples_per_second", 1 / secondsAnExample);
    result.put("epochs", rates);
    return result;
  }

  private static Map<String, Object> kernels() {
    BlasKernels kernels = BlasKernels.loaded();
    // One product through matmul, so that oneDNN says what it is, if ONEDNN_VERBOSE asks.
    Roofline.touch();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("openblas", kernels.core());
    result.put("java", System.getProperty("java.vm.version"));
    return result;
  }

  private Epochs epochs(Shape shape) throws IOException {
    PackedEpochs rows;
    if (likelihood.equals("gaussian")) {
      rows = Data.table(most, shape.features());
    } else if (mnist == null) {
      rows = Data.grey(most, shape.features());
    } else {
      rows = Data.mnist(mnist, most);
    }
    return new Epochs(rows, batch, epochs, warmUp);
  }
}
