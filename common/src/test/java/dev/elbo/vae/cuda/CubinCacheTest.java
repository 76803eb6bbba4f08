package dev.elbo.vae.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CubinCacheTest {
  private static final byte[] CODE = {1, 2, 3};

  @TempDir private Path folder;
  private final AtomicInteger compiled = new AtomicInteger();

  private byte[] get(Path where, String target, String source) {
    return new CubinCache(where)
        .get(
            target,
            source,
            () -> {
              compiled.incrementAndGet();
              return CODE;
            });
  }

  @Test
  void whatWasCompiledIsReadAgainForTheSameCompilerCardAndSource() {
    Path kernels = folder.resolve("kernels");
    for (int i = 0; i < 2; i++) {
      assertThat(get(kernels, "NVRTC 13.0 sm_90", "source")).isEqualTo(CODE);
    }
    assertThat(compiled).hasValue(1);
    get(kernels, "NVRTC 13.1 sm_90", "source");
    get(kernels, "NVRTC 13.0 sm_86", "source");
    get(kernels, "NVRTC 13.0 sm_90", "another");
    assertThat(compiled).hasValue(4);
  }

  @Test
  void aFileThatIsDamagedIsCompiledAnew() throws IOException {
    get(folder, "target", "source");
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.toList();
    }
    assertThat(files).hasSize(1);
    byte[] whole = Files.readAllBytes(files.get(0));
    for (int length : new int[] {0, 10, whole.length - 1}) {
      Files.write(files.get(0), Arrays.copyOf(whole, length));
      assertThat(get(folder, "target", "source")).isEqualTo(CODE);
      assertThat(Files.readAllBytes(files.get(0))).isEqualTo(whole);
    }
    assertThat(compiled).hasValue(4);
  }

  @Test
  void aFolderThatCannotBeMadeIsDoneWithout() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertThat(get(file, "target", "source")).isEqualTo(CODE);
    assertThat(Files.readString(file)).isEqualTo("no folder");
  }
}
