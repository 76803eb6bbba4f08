package dev.elbo.vae;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@link Activation#GELU} of ND4J's operations. Its own has a derivative that is wrong by some
 * percent (1.0.0-M2.1).
 */
final class Nd4jGelu extends BaseActivationFunction {
  private static final long serialVersionUID = 1;
  private static final double SCALE = Math.sqrt(2 / Math.PI);
  private static final double CUBE = 0.044715;

  @Override
  public INDArray getActivation(INDArray a, boolean training) {
    return tanh(a).addi(1).muli(a).muli(0.5);
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray a, INDArray epsilon) {
    INDArray t = tanh(a);
    INDArray slope = a.mul(a).muli(3 * CUBE).addi(1).muli(SCALE);
    INDArray sech2 = t.mul(t).rsubi(1);
    INDArray derivative = t.addi(1).addi(sech2.muli(slope).muli(a)).muli(0.5);
    return new Pair<>(derivative.muli(epsilon), null);
  }

  /** tanh(sqrt(2/pi) (a + 0.044715 a^3)). */
  private static INDArray tanh(INDArray a) {
    INDArray inner = a.mul(a).muli(CUBE).addi(1).muli(a).muli(SCALE);
    return Transforms.tanh(inner, false);
  }
}
