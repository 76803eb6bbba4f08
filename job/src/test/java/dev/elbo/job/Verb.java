package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Runs whole verbs in this JVM, on files in a folder and in the one session of all tests, and keeps
 * what they print.
 */
final class Verb {
  /** Few and small steps; without rows held out, so that each test says what it needs. */
  private static final String SETTINGS =
      """
      elbo {
        data { format = csv, path = rows.csv, validation.fraction = 0 }
        model { encoder = [4], decoder = [4], latent.dimension = 2, likelihood = gaussian }
        training { epochs = 1, batch-size = 4, shards = 1 }
        output.dir = out
      }
      """;

  private final Path folder;

  Verb(Path folder) {
    this.folder = folder;
    Sparks.local(2);
  }

  /** What a verb did. */
  record Outcome(int code, String err) {}

  Path path(String name) {
    return folder.resolve(name);
  }

  Verb write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Verb write(String name, byte[] bytes) {
    try {
      Files.createDirectories(path(name).getParent());
      Files.write(path(name), bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Trains with the settings above and these on top. */
  Outcome train(String... sets) {
    return train(List.of(), sets);
  }

  Outcome train(List<String> options, String... sets) {
    write("x.conf", SETTINGS);
    List<String> arguments = new ArrayList<>(List.of("train", path("x.conf").toString()));
    for (String set : sets) {
      arguments.add("--set");
      arguments.add("elbo." + set);
    }
    arguments.add("--quiet");
    arguments.addAll(options);
    return run(arguments.toArray(String[]::new));
  }

  static Outcome run(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int code;
    try (PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      code = Main.run(arguments, err);
    }
    return new Outcome(code, bytes.toString(StandardCharsets.UTF_8));
  }

  /**
   * Training ends with this code and this one line, and leaves nothing behind.
   *
   * @param message in which {@code @} stands for the folder
   */
  void refuses(int code, String message, String... sets) {
    assertRefused(train(sets), code, message);
    assertThat(path("out")).doesNotExist();
  }

  void assertRefused(Outcome outcome, int code, String message) {
    String expected = "elbo: " + message.replace("@", folder.toString()) + System.lineSeparator();
    assertThat(outcome).isEqualTo(new Outcome(code, expected));
  }

  /** All files of the output, relative to it and sorted. */
  List<String> output() {
    try (Stream<Path> files = Files.walk(path("out"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> path("out").relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
