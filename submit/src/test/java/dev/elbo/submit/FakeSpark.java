package dev.elbo.submit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The elbo command with a script in the place of spark-submit: no Spark starts, nothing trains. */
final class FakeSpark {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm"));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Machine machine = new Machine(16 * 1024, 4);
  private boolean terminal;

  FakeSpark(Path folder) {
    this.folder = folder;
    write("spark/jars/spark-core_2.12-3.5.5.jar", "");
    write("digits.conf", "elbo.data { format = csv, path = rows.csv }\n");
    says("");
  }

  /** The script notes its arguments and then does this. */
  FakeSpark says(String script) {
    write(
        "spark/bin/spark-submit",
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$(dirname \"$0\")/arguments\"\n" + script);
    if (!folder.resolve("spark/bin/spark-submit").toFile().setExecutable(true)) {
      throw new IllegalStateException("not executable");
    }
    return this;
  }

  FakeSpark write(String file, String text) {
    try {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeSpark environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  FakeSpark machine(long memoryMiB, int cores) {
    machine = new Machine(memoryMiB, cores);
    return this;
  }

  FakeSpark terminal() {
    terminal = true;
    return this;
  }

  Surroundings around() {
    Charset charset = Charset.defaultCharset();
    return new Surroundings(
        folder,
        new SparkHome(folder.resolve("spark")),
        folder,
        environment,
        machine,
        terminal,
        new PrintStream(out, true, charset),
        new PrintStream(err, true, charset));
  }

  int elbo(String... arguments) {
    return Elbo.of(around()).execute(arguments);
  }

  String out() {
    return out.toString(Charset.defaultCharset());
  }

  String err() {
    return err.toString(Charset.defaultCharset());
  }

  boolean started() {
    return Files.exists(folder.resolve("spark/bin/arguments"));
  }

  /** What spark-submit was given, and after the jar, the driver. */
  List<String> arguments() {
    try {
      return Files.readAllLines(folder.resolve("spark/bin/arguments"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the driver was given. */
  List<String> ofDriver() {
    List<String> all = arguments();
    int program =
        Math.max(all.indexOf("spark-internal"), all.indexOf(around().jobJar().toString()));
    return all.subList(program + 1, all.size());
  }
}
