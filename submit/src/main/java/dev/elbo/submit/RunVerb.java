package dev.elbo.submit;

import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/** A verb that trains what a settings file describes: its driver runs here or on the cluster. */
abstract class RunVerb extends Verb {

  RunVerb(Surroundings around) {
    super(around);
  }

  /**
   * Starts the driver.
   *
   * @param conf the settings file
   * @param words the verb, and what it alone was told
   * @param flags how it goes about it, and what it prints
   */
  final int start(String conf, List<String> words, List<String> flags) {
    Launches launches = new Launches(around, options);
    boolean draws = around.interactive() && !options.json() && !options.quiet();
    List<String> told = new ArrayList<>(flags);
    if (draws) {
      told.add("--json");
    }
    if (launches.deployMode() == DeployMode.CLUSTER) {
      advise();
      return remote(new RemoteTrain(around, options, launches), conf, words, told);
    }
    SettingsCheck.check(around, conf, options.sets(), launches.given());
    advise();
    List<String> arguments = new ArrayList<>(List.of(words.get(0), conf));
    arguments.addAll(words.subList(1, words.size()));
    arguments.addAll(options.ofTheRun());
    arguments.addAll(told);
    Launch launch = launches.of(Train.subject(conf), arguments);
    SparkSubmit submit = new SparkSubmit(around);
    return draws ? submit.run(launch, view()) : submit.run(launch);
  }

  private int remote(RemoteTrain train, String conf, List<String> words, List<String> flags) {
    if (around.interactive() && !options.json() && !options.quiet()) {
      return train.run(conf, words, flags, view(), Following.Told.TEXT);
    }
    Following.Told told =
        options.quiet()
            ? Following.Told.NOTHING
            : options.json() ? Following.Told.EVENTS : Following.Told.TEXT;
    return train.run(conf, words, flags, new PlainLines(around.out(), around.err()), told);
  }

  private ProgressView view() {
    return new ProgressView(
        around.out(), around.err(), new ConsoleProgressBarConsumer(around.out(), around.width()));
  }
}
