package dev.elbo.submit;

import dev.elbo.ElboException;
import dev.elbo.settings.Location;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/** A verb that trains, whose driver runs on the cluster. */
final class RemoteTrain {
  private static final String HADOOP = "spark.hadoop.";

  private final Surroundings around;
  private final Options options;
  private final Launches launches;
  private final Configuration hadoop;

  RemoteTrain(Surroundings around, Options options, Launches launches) {
    this.around = around;
    this.options = options;
    this.launches = launches;
    this.hadoop = hadoop(launches.given());
  }

  /**
   * Trains.
   *
   * @param words the verb, and what it alone was told
   * @param flags for the driver: how it goes about it, and what it prints
   * @param told how states are told
   */
  int run(String conf, List<String> words, List<String> flags, Watcher view, Following.Told told) {
    login();
    ResolvedSettings resolved =
        ResolvedSettings.read(
            new Sources(
                options.sets(),
                launches.given(),
                around.environment(),
                conf,
                around.workingDirectory().toString()),
            hadoop);
    String outputDir = resolved.settings().output().dir();
    if (!options.quiet()) {
      advise(resolved);
    }
    LaunchFolder folder = new LaunchFolder(hadoop, outputDir);
    List<String> arguments = arguments(conf, words, resolved, folder);
    arguments.addAll(flags);
    Launch launch = launches.watched(Train.subject(conf), folder.console().toString(), arguments);
    return new RemoteDriver(around, manager(), folder).run(launch, view, told);
  }

  /** A file here is no file there: its settings are copied. */
  private List<String> arguments(
      String conf, List<String> words, ResolvedSettings resolved, LaunchFolder folder) {
    List<String> arguments = new ArrayList<>(List.of(words.get(0)));
    boolean isHere = isHere(conf);
    arguments.add(isHere ? folder.settings(resolved.portable()) : conf);
    arguments.addAll(words.subList(1, words.size()));
    arguments.addAll(isHere ? options.ofTheSettledRun() : options.ofTheRun());
    return arguments;
  }

  private void advise(ResolvedSettings resolved) {
    Stream.of("elbo.data.path", "elbo.data.validation.path", "elbo.output.dir")
        .filter(key -> !resolved.values().isNull(key))
        .filter(
            key -> resolved.settings().data().format().isNamed() ? key.contains("output") : true)
        .filter(key -> isHere(resolved.values().text(key)))
        .forEach(
            key ->
                around
                    .err()
                    .printf(
                        "elbo: %s is a local path [%s]: every node has to see the same folder there. If they do not, give a URI such as hdfs:///elbo.%n",
                        key, resolved.values().text(key)));
  }

  private static boolean isHere(String place) {
    return Location.local(place).startsWith("file:");
  }

  private ClusterManager manager() {
    SparkTool tool = new SparkTool(around.spark());
    if (launches.master().isYarn()) {
      return new Yarn(hadoop);
    }
    return launches.master().isStandalone()
        ? new StandaloneMaster(launches.master(), tool)
        : new Kubernetes(launches.master(), tool);
  }

  /** As Spark does for the driver: what reads and writes here is the same user. */
  private void login() {
    String principal = launches.given().get("spark.kerberos.principal");
    String keytab = launches.given().get("spark.kerberos.keytab");
    if (principal == null || keytab == null) {
      return;
    }
    UserGroupInformation.setConfiguration(hadoop);
    try {
      UserGroupInformation.loginUserFromKeytab(principal, keytab);
    } catch (IOException e) {
      throw ElboException.settings(
          "Cannot log in as [%s] with [%s]: [%s]. Check --principal and --keytab."
              .formatted(principal, keytab, e.getMessage()),
          e);
    }
  }

  private static Configuration hadoop(Map<String, String> given) {
    Configuration hadoop = new Configuration();
    given.forEach(
        (name, value) -> {
          if (name.startsWith(HADOOP)) {
            hadoop.set(name.substring(HADOOP.length()), value);
          }
        });
    return hadoop;
  }
}
