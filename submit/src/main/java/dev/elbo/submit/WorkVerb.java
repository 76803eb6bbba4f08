package dev.elbo.submit;

import dev.elbo.ElboException;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/** A verb that puts a trained model to work: a driver whose tasks are the progress. */
abstract class WorkVerb extends Verb {

  WorkVerb(Surroundings around) {
    super(around);
  }

  /**
   * Starts the driver.
   *
   * @param words the verb and what it was told
   * @param model what the name on cluster pages ends with
   */
  final int work(List<String> words, String model) {
    Launches launches = new Launches(around, options);
    if (launches.deployMode() == DeployMode.CLUSTER) {
      throw ElboException.settings(
          "Cannot %s in deploy mode [cluster]: the result of this verb is told here, and only train is followed on the cluster. Use --deploy-mode client: the tasks run on the cluster all the same."
              .formatted(words.get(0)));
    }
    advise();
    List<String> arguments = new ArrayList<>(words);
    arguments.addAll(options.ofWork());
    Launch launch = launches.of(Train.subject(model), arguments);
    SparkSubmit submit = new SparkSubmit(around);
    if (!around.interactive() || options.json() || options.quiet()) {
      return submit.run(launch);
    }
    arguments.add("--json");
    return submit.run(
        launches.of(Train.subject(model), arguments),
        new TaskView(
            around.out(),
            around.err(),
            new ConsoleProgressBarConsumer(around.out(), around.width())));
  }
}
