package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains with the command of this clone, in processes of their own, and reads what they leave. */
record Clone(Path folder) {
  static final Path ROOT =
      Path.of(System.getProperty("elbo.root", "..")).toAbsolutePath().normalize();

  /**
   * What a run left.
   *
   * @param model every file of it in hexadecimal
   * @param metrics its lines without what depends on the clock
   * @param lastElbo the validation ELBO of the last line
   */
  record Left(Map<String, String> model, List<String> metrics, double lastElbo) {}

  /** The words of some options, each given as {@code --option value}. */
  static List<String> words(String... options) {
    List<String> words = new ArrayList<>();
    for (String option : options) {
      words.addAll(List.of(option.split(" ", 2)));
    }
    return words;
  }

  /** Trains to a folder of its own. */
  Left train(String out, String conf, Map<String, String> environment, String... arguments)
      throws Exception {
    run(out, conf, environment, arguments);
    return left(out);
  }

  /** Trains like that; returns the most physical memory that all processes took, in MiB. */
  long run(String out, String conf, Map<String, String> environment, String... arguments)
      throws Exception {
    Process process = start(out, conf, environment, arguments);
    long memory = new ResidentMemory().watch(process);
    assertThat(process.exitValue()).as(Files.readString(log(out))).isZero();
    return memory;
  }

  /** Begins to train like that. */
  Process start(String out, String conf, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(ROOT.resolve("submit/bin/elbo").toString(), "train"));
    words.add(ROOT.resolve(conf).toString());
    words.addAll(List.of("--run-id", "run", "--set", "elbo.output.dir=" + folder.resolve(out)));
    words.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(out).toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What a run to {@code out} prints. */
  Path log(String out) {
    return folder.resolve(out + ".log");
  }

  /** The folder of a run to {@code out}. */
  Path directory(String out) {
    return folder.resolve(out).resolve("runs/run");
  }

  /** What a run to {@code out} left. */
  Left left(String out) throws IOException {
    Path run = directory(out);
    Map<String, String> model = new TreeMap<>();
    try (var files = Files.list(run.resolve("model"))) {
      for (Path file : files.toList()) {
        model.put(
            file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
    double last =
        Events.parse(lines.get(lines.size() - 1).replaceFirst("\\{", "{\"event\":\"epoch\","))
            .orElseThrow()
            .path("validation")
            .path("elbo")
            .asDouble();
    return new Left(model, lines.stream().map(Clone::withoutClock).toList(), last);
  }

  /** A line of metrics.jsonl without what depends on the clock. */
  static String withoutClock(String line) {
    return line.replaceAll("\"(seconds|averaging_seconds|examples_per_second)\":[^,}]*", "");
  }
}
