package dev.elbo.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code elbo plan CONF}. */
@Command(
    name = "plan",
    description = {
      "Shows what train would do, and trains nothing.",
      "It prints every setting with its origin, what the data is, the memory it takes, and the spark-submit line that train would run.",
    },
    footer = {
      "",
      "Examples:",
      "  elbo plan conf/digits.conf",
      "  elbo plan conf/digits.conf --quiet        # the spark-submit line alone",
      "",
      "conf/README.md explains every setting.",
    })
final class Plan extends Verb {
  @Parameters(paramLabel = "CONF", description = "The settings file, such as conf/digits.conf.")
  private String conf;

  Plan(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Launches launches = new Launches(around, options);
    SettingsCheck.check(around, conf, options.sets(), launches.given());
    advise();
    List<String> arguments = new ArrayList<>(List.of("plan", conf));
    arguments.addAll(options.ofTheRun());
    int code = run(launches.here(Train.subject(conf), arguments));
    if (code == ExitCodes.DONE) {
      print(launches.of(Train.subject(conf), Train.arguments(conf, options)));
    }
    return code;
  }

  private void print(Launch launch) {
    if (options.json()) {
      around
          .out()
          .println(
              Events.line(
                  Map.of(
                      "event",
                      "submit",
                      "environment",
                      launch.variables(),
                      "command",
                      launch.shown())));
      return;
    }
    if (!options.quiet()) {
      around.out().println();
      around.out().println("The spark-submit line of train:");
    }
    around.out().println(launch.shell());
  }
}
