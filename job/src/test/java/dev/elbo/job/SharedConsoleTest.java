package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.store.Console;
import dev.elbo.store.Console.Line;
import dev.elbo.store.Console.Stream;
import dev.elbo.store.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a driver elsewhere prints arrives in a file, with its exit code. */
class SharedConsoleTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream own = new ByteArrayOutputStream();

  private WholeFile file(String name) {
    return new WholeFile(
        new Configuration(false), new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()));
  }

  private PrintStream original() {
    return new PrintStream(own, true, Charset.defaultCharset());
  }

  @Test
  void linesAndTheExitCodeArriveAndAreStillPrinted() {
    SharedConsole console = new SharedConsole(file("c/console.json"), original());
    PrintStream out = console.over(original(), Stream.OUT);
    out.println("epoch 1");
    out.print("half ");
    out.println("a line");
    console.over(original(), Stream.ERR).println("elbo: Cannot");
    console.end(3);
    assertThat(Console.read(file("c/console.json")))
        .isEqualTo(
            new Console(
                0,
                java.util.List.of(
                    new Line(Stream.OUT, "epoch 1"),
                    new Line(Stream.OUT, "half a line"),
                    new Line(Stream.ERR, "elbo: Cannot")),
                Optional.of(3)));
    assertThat(own.toString(Charset.defaultCharset()))
        .isEqualTo("epoch 1\nhalf a line\nelbo: Cannot\n");
  }

  @Test
  void ofMuchTheLastLinesAreKeptAndTheOthersCounted() {
    SharedConsole console = new SharedConsole(file("console.json"), original());
    PrintStream out = console.over(original(), Stream.OUT);
    String text = "x".repeat(1 << 16);
    for (int i = 0; i < 20; i++) {
      out.println(text);
    }
    console.end(0);
    Console read = Console.read(file("console.json"));
    assertThat(read.skipped()).isEqualTo(4);
    assertThat(read.lines()).hasSize(16);
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaidAndStopsNothing() throws Exception {
    Files.writeString(folder.resolve("taken"), "a file");
    SharedConsole console = new SharedConsole(file("taken/console.json"), original());
    console.end(0);
    assertThat(own.toString(Charset.defaultCharset()))
        .contains("elbo: The command will not know how this ended: Cannot write");
  }
}
