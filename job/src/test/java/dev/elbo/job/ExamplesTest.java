package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
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

  /** On two shades of noise: the project ships no photos. */
  @Test
  void photos() throws IOException {
    Noise noise = Noise.of(1, 0, 0, 0);
    for (int i = 0; i < 30; i++) {
      BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
      for (int p = 0; p < 1200; p++) {
        image.setRGB(p % 40, p / 40, (int) (noise.uniform(1200L * i + p) * (1 << 24)));
      }
      Path file = folder.resolve("photos/" + (i % 2 == 0 ? "even/" : "odd/") + i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
    Files.writeString(folder.resolve("photos/NOTICE"), "noise");
    train("photos.conf", "--set", "elbo.data.path=" + folder.resolve("photos"));
  }

  /** On a database in memory. */
  @Test
  void database() throws IOException, SQLException {
    String url = "jdbc:h2:mem:forest;DATABASE_TO_UPPER=FALSE";
    try (Connection connection = DriverManager.getConnection(url, "elbo", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table trees(
            "height_m" double, "trunk_cm" double, "crown_m" double, "rings" double,
            "bark_mm" double, "leaf_cm2" double, "species" varchar)
          as select * from csvread('%s') limit 100
          """
              .formatted(CONF.resolve("data/trees.csv")));
      train(
          "database.conf",
          "--set",
          "elbo.data.options.url=" + url,
          "--set",
          "elbo.data.options.driver=org.h2.Driver");
    }
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
