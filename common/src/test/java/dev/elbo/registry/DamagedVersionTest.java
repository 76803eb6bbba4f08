package dev.elbo.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No byte of a version can change, and none can be missing, without promote refusing it. */
class DamagedVersionTest {
  private static final Reason REASON = new Reason("why not", "anna", "node7", Optional.empty());
  private static final Configuration CONF = new Configuration();

  @TempDir Path dir;
  private ModelRegistry registry;
  private Path version;

  @BeforeEach
  void aChampionAndAChallenger() {
    Runs runs = new Runs(CONF, dir.resolve("output"));
    registry = ModelRegistry.open(CONF, dir.toUri().toString(), "digits");
    for (int seed : List.of(1, 2)) {
      RunDirectory run = runs.of(seed);
      registry.add(run, Runs.origin(run));
    }
    registry.promote("1", REASON);
    version = dir.resolve("models/digits/versions/v00000002");
  }

  private void assertRefused(Path file, String what) {
    assertThatThrownBy(() -> registry.promote("2", REASON))
        .as("%s %s", file, what)
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining(file.toString())
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.DATA);
    assertThat(registry.champion().orElseThrow().version()).isEqualTo("v00000001");
    assertThat(Runs.seed(registry.readChampion())).contains(1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model/metadata.json",
        "model/parameters.npz",
        "model/network.zip",
        "settings.conf",
        "version.json"
      })
  void aFileThatIsShorterLongerOtherOrGoneIsRefused(String name) throws IOException {
    Path file = version.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    assertRefused(file, "without");
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused(file, "shorter by one byte");
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(file, "half of it");
    Files.write(file, new byte[0]);
    assertRefused(file, "empty");
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertRefused(file, "longer by one byte");
    for (int at = 0; at < bytes.length; at += 1 + bytes.length / 300) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= (byte) (1 << at % Byte.SIZE);
      Files.write(file, flipped);
      assertRefused(file, "with a bit of byte " + at + " flipped");
    }
    Files.write(file, bytes);
    assertThat(registry.promote("2", REASON).version()).isEqualTo("v00000002");
  }

  @Test
  void theFilesOfAnotherVersionAreRefused() throws IOException {
    Path other = version.resolveSibling("v00000001");
    Files.copy(
        other.resolve("model/parameters.npz"),
        version.resolve("model/parameters.npz"),
        StandardCopyOption.REPLACE_EXISTING);
    assertRefused(version.resolve("model/parameters.npz"), "of another");

    Files.move(version, version.resolveSibling("v00000003"));
    assertThatThrownBy(() -> registry.promote("3", REASON))
        .hasMessage(
            "Cannot use version [v00000003]: its version.json is that of [v00000002]. Restore it from a copy, or take another version.");
  }

  @Test
  void aDamagedFormerChampionIsNotRolledBackTo() throws IOException {
    registry.promote("2", REASON);
    Path file = version.resolveSibling("v00000001/model/parameters.npz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> registry.rollback(REASON))
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith(
            "Cannot use version [v00000001]: its file [file:%s] has [".formatted(file));
    assertThat(registry.champion().orElseThrow().version()).isEqualTo("v00000002");
  }
}
