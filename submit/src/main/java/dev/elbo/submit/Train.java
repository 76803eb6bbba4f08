package dev.elbo.submit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
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
final class Train extends Verb {
  @Parameters(paramLabel = "CONF", description = "The settings file, such as conf/digits.conf.")
  private String conf;

  Train(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Launches launches = new Launches(around, options);
    boolean draws = around.interactive() && !options.json() && !options.quiet();
    if (launches.deployMode() == DeployMode.CLUSTER) {
      advise();
      return remote(launches, draws);
    }
    SettingsCheck.check(around, conf, options.sets(), launches.given());
    advise();
    List<String> arguments = arguments(conf, options);
    if (!draws) {
      return new SparkSubmit(around).run(launches.of(subject(conf), arguments));
    }
    arguments.add("--json");
    return new SparkSubmit(around).run(launches.of(subject(conf), arguments), view());
  }

  private int remote(Launches launches, boolean draws) {
    RemoteTrain train = new RemoteTrain(around, options, launches);
    if (draws) {
      return train.run(conf, view(), Following.Told.TEXT, List.of("--json"));
    }
    Following.Told told =
        options.quiet()
            ? Following.Told.NOTHING
            : options.json() ? Following.Told.EVENTS : Following.Told.TEXT;
    return train.run(conf, new PlainLines(around.out(), around.err()), told, List.of());
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

  private ProgressView view() {
    return new ProgressView(
        around.out(), around.err(), new ConsoleProgressBarConsumer(around.out(), around.width()));
  }
}
