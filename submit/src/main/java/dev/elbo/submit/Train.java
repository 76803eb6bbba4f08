package dev.elbo.submit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code elbo train CONF}. */
@Command(
    name = "train",
    description = {
      "Trains the model that a settings file describes.",
      "It prints a line an epoch, on a terminal with a bar and the time left, and then where the model and the report are. The same command goes on where a run was stopped.",
    },
    footer = {
      "",
      "Examples:",
      "  elbo train conf/digits.conf",
      "  elbo train conf/digits.conf --set elbo.training.epochs=3 --run-id try",
      "  elbo train conf/mnist.conf --master yarn --executor-memory 4g --conf spark.executor.instances=8",
      "  elbo train hdfs:///settings/readings.conf --master yarn --deploy-mode cluster --queue nightly",
      "",
      "conf/README.md explains every setting.",
    })
final class Train extends RunVerb {
  @Parameters(paramLabel = "CONF", description = "The settings file, such as conf/digits.conf.")
  private String conf;

  Train(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    return start(conf, List.of("train"), options.ofTraining());
  }

  /** For the driver. */
  static List<String> arguments(String conf, Options options) {
    List<String> arguments = new ArrayList<>(List.of("train", conf));
    arguments.addAll(options.ofTheRun());
    arguments.addAll(options.ofTraining());
    return arguments;
  }

  /** The name of a settings file: digits of conf/digits.conf. */
  static String subject(String conf) {
    String file = Path.of(conf).getFileName().toString();
    return file.endsWith(".conf") ? file.substring(0, file.length() - 5) : file;
  }
}
