package dev.elbo.submit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One start of the driver.
 *
 * @param variables what it needs besides what it inherits
 * @param sparkSubmit Spark's own script
 * @param master where it runs
 * @param name what cluster pages call it
 * @param propertiesFile what Spark reads in place of spark-defaults.conf
 * @param properties Spark's properties
 * @param program the runnable jar; {@code spark-internal} where it is on the class path
 * @param arguments the verb and what follows it
 */
record Launch(
    Map<String, String> variables,
    Path sparkSubmit,
    Master master,
    String name,
    Optional<String> propertiesFile,
    Map<String, String> properties,
    String program,
    List<String> arguments) {

  /** The words of the spark-submit line. */
  List<String> words() {
    return parts().stream().flatMap(List::stream).toList();
  }

  /** The same for people: without secrets. */
  List<String> shown() {
    return redacted().words();
  }

  private Launch redacted() {
    Redaction redaction = Redaction.of(properties);
    Map<String, String> visible = new LinkedHashMap<>(properties);
    visible.replaceAll(redaction::property);
    return new Launch(
        variables,
        sparkSubmit,
        master,
        name,
        propertiesFile,
        visible,
        program,
        redaction.arguments(arguments));
  }

  /**
   * For a shell to copy, an option a line, after the variables. What is secret has to be filled in.
   */
  String shell() {
    String assignments =
        variables.entrySet().stream()
            .map(v -> v.getKey() + "=" + Shell.quote(v.getValue()) + " ")
            .collect(Collectors.joining());
    return redacted().parts().stream()
        .map(part -> part.stream().map(Shell::quote).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" \\\n    ", assignments, ""));
  }

  private List<List<String>> parts() {
    List<List<String>> parts = new ArrayList<>();
    parts.add(List.of(sparkSubmit.toString()));
    parts.add(List.of("--class", "dev.elbo.job.Main"));
    parts.add(List.of("--master", master.url()));
    parts.add(List.of("--name", name));
    propertiesFile.ifPresent(file -> parts.add(List.of("--properties-file", file)));
    properties.forEach((property, value) -> parts.add(List.of("--conf", property + "=" + value)));
    parts.add(Stream.concat(Stream.of(program), arguments.stream()).toList());
    return parts;
  }
}
