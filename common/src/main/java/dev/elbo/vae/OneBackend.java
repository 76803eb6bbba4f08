package dev.elbo.vae;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.nd4j.linalg.factory.Nd4jBackend;

/** Sees one of the backends of ND4J on the class path, and all else that its parent sees. */
final class OneBackend extends ClassLoader {
  private static final String SERVICE = "META-INF/services/" + Nd4jBackend.class.getName();

  private final Backend backend;

  OneBackend(ClassLoader parent, Backend backend) {
    super(parent);
    this.backend = backend;
  }

  /** In a shaded jar the service files of all backends are one; ours have a file each. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.equals(SERVICE)
        ? Collections.enumeration(
            Collections.singleton(OneBackend.class.getResource(backend + ".backend")))
        : super.getResources(name);
  }
}
