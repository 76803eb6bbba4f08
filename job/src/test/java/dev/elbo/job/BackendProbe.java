package dev.elbo.job;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Run by {@link JarContentsIT} in a JVM of its own: loads ND4J and multiplies two matrices. */
final class BackendProbe {
  private BackendProbe() {}

  public static void main(String[] arguments) {
    INDArray product =
        Nd4j.create(new float[][] {{1, 2}}).mmul(Nd4j.create(new float[][] {{3}, {4}}));
    System.out.println("backend " + Nd4j.getBackend().getClass().getName());
    System.out.println("product " + product.getFloat(0));
    System.out.println(
        "from " + Nd4j.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
