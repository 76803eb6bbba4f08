package dev.elbo.dl4j;

import java.io.File;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A user of DL4J who has no Elbo: loads a network, gives it the rows of a file and writes what
 * comes out. Arguments: network, rows in, rows out, as {@code Nd4j.saveBinary} has them.
 */
final class WithoutElbo {
  private WithoutElbo() {}

  public static void main(String[] files) throws Exception {
    try {
      throw new IllegalStateException("Elbo is here: " + Class.forName("dev.elbo.dl4j.VaeLayer"));
    } catch (ClassNotFoundException e) {
      var restored =
          ModelSerializer.restoreMultiLayerNetworkAndNormalizer(new File(files[0]), false);
      INDArray rows = Nd4j.readBinary(new File(files[1]));
      if (restored.getSecond() != null) {
        ((NormalizerStandardize) restored.getSecond()).transform(rows);
      }
      Nd4j.saveBinary(restored.getFirst().output(rows), new File(files[2]));
    }
  }
}
