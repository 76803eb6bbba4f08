package dev.elbo.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeDirectoryTest {
  private final Configuration conf = new Configuration();
  @TempDir Path dir;
  private WholeDirectory model;

  @BeforeEach
  void aDirectoryThatDoesNotExistYet() {
    model = new WholeDirectory(conf, new org.apache.hadoop.fs.Path(dir.toUri() + "model"));
  }

  private void publish(String name) {
    model.publish(inside -> write(inside, name));
  }

  private void write(org.apache.hadoop.fs.Path inside, String name) {
    new WholeFile(conf, new org.apache.hadoop.fs.Path(inside, name)).write(name.getBytes(UTF_8));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aDirectoryIsReplacedAsAWhole() throws IOException {
    publish("old");
    publish("new");

    assertThat(names(dir)).containsExactly("model");
    assertThat(names(dir.resolve("model"))).containsExactly("new");
  }

  @Test
  void theOldOneStaysIfTheNewOneFails() throws IOException {
    publish("old");

    assertThatThrownBy(
            () ->
                model.publish(
                    inside -> {
                      write(inside, "half");
                      throw new IllegalStateException("half-way");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(names(dir)).containsExactly("model");
    assertThat(names(dir.resolve("model"))).containsExactly("old");
  }

  @Test
  void aProcessThatDiesBetweenTheTwoRenamesLosesNothing() throws IOException {
    publish("old");
    Files.move(dir.resolve("model"), dir.resolve(".model.previous"));

    model.recover();

    assertThat(names(dir)).containsExactly("model");
    assertThat(names(dir.resolve("model"))).containsExactly("old");
  }

  @Test
  void aProcessThatDiesAfterTheTwoRenamesLeavesTheNewOne() throws IOException {
    publish("new");
    Files.createDirectory(dir.resolve(".model.previous"));

    model.recover();

    assertThat(names(dir)).containsExactly("model");
    assertThat(names(dir.resolve("model"))).containsExactly("new");
  }
}
