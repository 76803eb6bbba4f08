package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

class BackendTest {
  private static final String SERVICE = "META-INF/services/" + Nd4jBackend.class.getName();

  @TempDir Path folder;

  @Test
  void withoutAChoiceTheProcessorComputes() {
    Nd4jRuntime.start();
    assertThat(Nd4j.getBackend().getClass().getName()).isEqualTo(Backend.CPU.className());
  }

  /** As in a jar that holds both, where CUDA would come first. */
  @Test
  void theProcessorIsTakenWhereAnotherBackendIsOnTheClassPathToo() throws Exception {
    Path services = folder.resolve(SERVICE);
    Files.createDirectories(services.getParent());
    Files.writeString(services, Backend.CUDA.className() + "\n" + Backend.CPU.className() + "\n");
    URL[] both = {folder.toUri().toURL()};
    try (URLClassLoader parent = new URLClassLoader(both, Nd4jBackend.class.getClassLoader())) {
      assertThat(ServiceLoader.load(Nd4jBackend.class, new OneBackend(parent, Backend.CPU)))
          .extracting(backend -> backend.getClass().getName())
          .containsExactly(Backend.CPU.className());
    }
  }

  @Test
  void cudaIsNotReplacedByTheProcessorWhereItIsMissing() {
    ClassLoader loader = new OneBackend(Nd4jBackend.class.getClassLoader(), Backend.CUDA);
    assertThatThrownBy(() -> ServiceLoader.load(Nd4jBackend.class, loader).iterator().next())
        .isInstanceOf(ServiceConfigurationError.class)
        .hasMessageContaining(Backend.CUDA.className());
  }

  @Test
  void otherServicesAreThoseOfTheClassPath() throws Exception {
    ClassLoader parent = Nd4jBackend.class.getClassLoader();
    String other = "META-INF/MANIFEST.MF";
    assertThat(new OneBackend(parent, Backend.CPU).getResources(other).asIterator())
        .toIterable()
        .containsExactlyElementsOf(() -> resources(parent, other));
  }

  private static java.util.Iterator<URL> resources(ClassLoader loader, String name) {
    try {
      return loader.getResources(name).asIterator();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
