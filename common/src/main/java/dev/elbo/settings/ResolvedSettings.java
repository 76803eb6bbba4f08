package dev.elbo.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.elbo.ElboException;
import dev.elbo.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** The settings of one command, each value with its origin. */
public final class ResolvedSettings {
  private final Settings settings;
  private final Values values;
  private final ConfigObject complete;
  private final List<Entry> entries;
  private final Origins origins;

  private ResolvedSettings(
      Settings settings,
      Values values,
      ConfigObject complete,
      List<Entry> entries,
      Origins origins) {
    this.settings = settings;
    this.values = values;
    this.complete = complete;
    this.entries = entries;
    this.origins = origins;
  }

  /**
   * Reads, resolves and checks.
   *
   * @throws ElboException that names the place, the key, the value and the remedy
   */
  public static ResolvedSettings read(Sources sources, Configuration hadoop) {
    Origins origins = new Origins(sources.workingDirectory());
    Config layers = layers(sources, hadoop, origins);
    return of(resolve(layers, sources.environment(), sources.file(), origins), origins);
  }

  /**
   * Reads, resolves and checks what a program says.
   *
   * @throws ElboException that names the place, the key, the value and the remedy
   */
  public static ResolvedSettings read(ProgramSources sources, Configuration hadoop) {
    Origins origins = new Origins(sources.workingDirectory());
    SettingsFiles files = new SettingsFiles(hadoop, origins);
    String folder = Location.local(sources.workingDirectory());
    Optional<String> file = sources.file();
    Config text =
        file.map(name -> files.read(name, Location.local(Location.resolve(folder, name))))
            .or(() -> sources.text().map(t -> files.text(ProgramSources.TEXT, t, folder)))
            .orElse(ConfigFactory.empty());
    Config layers =
        Overrides.assignments(sources.given())
            .withFallback(text)
            .withFallback(Overrides.assignments(sources.otherwise()))
            .withFallback(Keys.reference());
    String name = file.orElse(ProgramSources.TEXT);
    return of(resolve(layers, sources.environment(), name, origins), origins);
  }

  private static ResolvedSettings of(ConfigObject root, Origins origins) {
    Keys.check(root, origins);
    ConfigObject complete = Completion.of(root, origins);
    Values values = new Values(complete, origins);
    return new ResolvedSettings(
        settings(values), values, complete, entries(complete, origins), origins);
  }

  /**
   * The same with another value of a key.
   *
   * @param origin what gave it, for people
   * @throws ElboException that names the origin, the key, the value and the remedy
   */
  public ResolvedSettings with(String key, Object value, String origin) {
    ConfigValue given =
        ConfigValueFactory.fromAnyRef(value).withOrigin(ConfigOriginFactory.newSimple(origin));
    return of(complete.toConfig().withValue(key, given).root(), origins);
  }

  /**
   * The training settings alone, for a program that brings data and model of its own.
   *
   * @param sets {@code elbo.training.key=value} of each; what is not set has the default
   * @throws ElboException that names the key, the value and the remedy
   */
  public static TrainingSettings training(List<String> sets) {
    return part(sets, TrainingReader::read);
  }

  /**
   * The data settings alone, for a program that knows of its data from the command line.
   *
   * @param sets {@code elbo.data.key=value} of each, format and path among them
   * @throws ElboException that names the key, the value and the remedy
   */
  public static DataSettings data(List<String> sets) {
    return part(sets, DataReader::read);
  }

  private static <T> T part(List<String> sets, Function<Values, T> reader) {
    Origins origins = new Origins("/");
    ConfigObject root =
        Overrides.sets(sets)
            .withFallback(Keys.reference())
            .resolve(ConfigResolveOptions.noSystem())
            .root();
    Keys.check(root, origins);
    Values values = new Values(Completion.of(root, origins), origins);
    try {
      return reader.apply(values);
    } catch (InvalidSetting e) {
      throw values.refuse(e.key(), e.reason(), e.remedy() + ".");
    }
  }

  /** What the user asked for. */
  public Settings settings() {
    return settings;
  }

  /** The values by key; null where a choice does not use them. */
  public Values values() {
    return values;
  }

  /** Every key with its value and its origin, sorted. */
  public List<Entry> entries() {
    return entries;
  }

  /** The whole as a settings file, a key a line with its origin as a comment. */
  public String render() {
    return entries.stream()
        .map(e -> "%s = %s # %s\n".formatted(e.key(), e.value(), e.origin()))
        .collect(Collectors.joining());
  }

  /**
   * The whole as a settings file for another machine: nothing in it is relative, included or left
   * to a variable.
   *
   * @throws ElboException (settings) if a value is a secret, which would lie there for others
   */
  public String portable() {
    for (Entry entry : entries) {
      boolean isEmpty = entry.value().equals("null") || entry.value().equals("\"\"");
      if (!isEmpty && !entry.value().equals(Tree.hocon(Tree.leaves(complete).get(entry.key())))) {
        throw ElboException.settings(
            ("Cannot hand the settings to a driver on another machine: %s (%s) holds a secret,"
                    + " which others could read there. Put the settings file where the driver can"
                    + " read it and you alone may, and give its URI.")
                .formatted(entry.key(), entry.origin()));
      }
    }
    return complete.render(
        ConfigRenderOptions.defaults().setOriginComments(false).setComments(false));
  }

  /**
   * 16 hexadecimal digits that stand for what decides the model: data, model and training settings
   * without paths, resume, checkpoint, gpu and retrain. Neither layout nor order of the file
   * matters.
   */
  public String digest() {
    return Digest.of(settings);
  }

  private static Config layers(Sources sources, Configuration hadoop, Origins origins) {
    String location = Location.resolve(Location.local(sources.workingDirectory()), sources.file());
    return Overrides.sets(sources.sets())
        .withFallback(Overrides.spark(sources.sparkProperties()))
        .withFallback(Overrides.environment(sources.environment()))
        .withFallback(
            new SettingsFiles(hadoop, origins).read(sources.file(), Location.local(location)))
        .withFallback(Keys.reference());
  }

  /** Substitutions see the environment; what it alone holds is no setting. */
  private static ConfigObject resolve(
      Config layers, Map<String, String> environment, String file, Origins origins) {
    try {
      ConfigObject resolved =
          layers
              .withFallback(Overrides.variables(environment))
              .resolve(ConfigResolveOptions.noSystem())
              .root();
      for (String variable : environment.keySet()) {
        resolved = layers.root().containsKey(variable) ? resolved : resolved.withoutKey(variable);
      }
      return resolved;
    } catch (ConfigException e) {
      throw Hocon.unresolved(e, file, origins);
    }
  }

  private static Settings settings(Values values) {
    try {
      return new Settings(
          DataReader.read(values),
          ModelReader.read(values),
          TrainingReader.read(values),
          AnomalySettings.read(values),
          RetrainSettings.read(values),
          new OutputSettings(
              values.text("elbo.output.dir"),
              values.text("elbo.output.name"),
              values.truth("elbo.output.overwrite")));
    } catch (InvalidSetting e) {
      throw values.refuse(e.key(), e.reason(), e.remedy() + ".");
    }
  }

  private static List<Entry> entries(ConfigObject root, Origins origins) {
    return Tree.leaves(root).entrySet().stream()
        .map(
            leaf ->
                new Entry(
                    leaf.getKey(),
                    Secrets.redact(leaf.getKey(), Tree.hocon(leaf.getValue())),
                    origins.place(leaf.getValue().origin())))
        .toList();
  }
}
