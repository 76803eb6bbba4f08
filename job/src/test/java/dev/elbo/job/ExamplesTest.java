package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings files that people start from run as they are, for an epoch. */
class ExamplesTest {
  private static final Path CONF = Path.of("..", "conf").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void digits() throws IOException {
    train("digits.conf");
  }

  @Test
  void bits() throws IOException {
    train("bits.conf");
  }

  @Test
  void tabular() throws IOException {
    train("tabular.conf");
  }

  @Test
  void mixed() throws IOException {
    train("mixed.conf");
  }

  @Test
  void homes() throws IOException {
    train("homes.conf");
  }

  /** On noise in MNIST's format: the project does not ship MNIST. */
  @Test
  void mnist() throws IOException {
    for (String name : List.of("train", "t10k")) {
      idx(name + "-images-idx3-ubyte", 300, 28, 28);
      idx(name + "-labels-idx1-ubyte", 300);
    }
    train("mnist.conf", "--set", "elbo.data.path=" + folder);
  }

  private void train(String conf, String... more) throws IOException {
    Sparks.local(2);
    List<String> words = new ArrayList<>();
    words.addAll(List.of("train", CONF.resolve(conf).toString(), "--quiet", "--run-id", "run"));
    words.addAll(List.of("--set", "elbo.training.epochs=1"));
    words.addAll(List.of("--set", "elbo.output.dir=" + folder.resolve("out")));
    words.addAll(List.of(more));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(words.toArray(String[]::new), new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(code).isZero();
    Path run = folder.resolve("out/runs/run");
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(1);
    assertThat(run.resolve("model/parameters.npz")).exists();
    assertThat(Files.readString(run.resolve("report.html"))).contains("</html>");
  }

  private void idx(String name, int... dimensions) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.writeInt(0x800 | dimensions.length);
      int bytes = 1;
      for (int length : dimensions) {
        out.writeInt(length);
        bytes *= length;
      }
      for (int i = 0; i < bytes; i++) {
        out.writeByte(
            (int) (Noise.of(1, 0, 0, 0).uniform(i) * (dimensions.length == 1 ? 10 : 256)));
      }
    }
  }
}
