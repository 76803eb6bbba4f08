package dev.elbo.vae;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import dev.elbo.distribution.Noise;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The matrix products that a training step cannot do without, and nothing else: forward and weight
 * gradient of every layer, input gradient of all but the first. Batches are [m, width] and weights
 * [out, in], in C order, as in the files of a model. What runs in a step hands its result to the
 * next, so caches are as warm as there.
 */
public final class Products {

  /** Whose kernels multiply. */
  public enum Kernel {
    /** OpenBLAS, called directly. */
    SGEMM,
    /** ND4J's operation matmul: oneDNN where the native library has it. */
    MATMUL
  }

  private final List<Product> pass = new ArrayList<>();
  private final List<INDArray> memory = new ArrayList<>();
  private final long flops;

  /** The products of one step. */
  public Products(Shape shape, int batch, Kernel kernel) {
    Nd4jRuntime.start();
    Nd4jRuntime.pinThread();
    List<Shape.Layer> layers = shape.layers();
    long count = 0;
    INDArray[] activations = new INDArray[layers.size() + 1];
    INDArray[] gradients = new INDArray[layers.size() + 1];
    INDArray[] weights = new INDArray[layers.size()];
    activations[0] = random(batch, shape.features(), 1);
    for (int l = 0; l < layers.size(); l++) {
      Shape.Layer layer = layers.get(l);
      weights[l] = random(layer.out(), layer.in(), 1 / Math.sqrt(layer.in()));
      INDArray output = random(batch, layer.out(), 1);
      pass.add(product(kernel, new Operand(activations[l], false), weights[l], true, output));
      // The sample is half as wide as the heads before it.
      boolean beforeSample = l + 1 < layers.size() && layers.get(l + 1).in() != layer.out();
      activations[l + 1] = beforeSample ? random(batch, layers.get(l + 1).in(), 1) : output;
      gradients[l + 1] = random(batch, layer.out(), 1);
      count += 2L * batch * layer.in() * layer.out() * (l == 0 ? 2 : 3);
    }
    for (int l = layers.size() - 1; l >= 0; l--) {
      INDArray weightGradient = random(layers.get(l).out(), layers.get(l).in(), 1);
      Operand above = new Operand(gradients[l + 1], true);
      pass.add(product(kernel, above, activations[l], false, weightGradient));
      if (l > 0) {
        boolean intoSample = gradients[l].columns() != layers.get(l).in();
        INDArray below = intoSample ? random(batch, layers.get(l).in(), 1) : gradients[l];
        Operand straight = new Operand(gradients[l + 1], false);
        pass.add(product(kernel, straight, weights[l], false, below));
      }
    }
    flops = count;
  }

  /** How many products there are. */
  public int count() {
    return pass.size();
  }

  /** Floating-point operations of all of them, a multiplication and an addition counted as two. */
  public long flops() {
    return flops;
  }

  /** Multiplies them all, in the order of a step. */
  public void run() {
    for (Product product : pass) {
      product.run();
    }
  }

  private interface Product {
    void run();
  }

  private record Operand(INDArray matrix, boolean transposed) {}

  /** target = a b, either of them transposed. */
  private Product product(
      Kernel kernel, Operand a, INDArray b, boolean transposeB, INDArray target) {
    return kernel == Kernel.SGEMM
        ? sgemm(a, b, transposeB, target)
        : matmul(a, b, transposeB, target);
  }

  private static Product sgemm(Operand a, INDArray b, boolean transposeB, INDArray target) {
    int rows = target.rows();
    int columns = target.columns();
    int inner = a.transposed() ? a.matrix().rows() : a.matrix().columns();
    int transA = a.transposed() ? CblasTrans : CblasNoTrans;
    int transB = transposeB ? CblasTrans : CblasNoTrans;
    int strideA = a.matrix().columns();
    int strideB = b.columns();
    FloatPointer first = pointer(a.matrix());
    FloatPointer second = pointer(b);
    FloatPointer result = pointer(target);
    return () ->
        cblas_sgemm(
            CblasRowMajor,
            transA,
            transB,
            rows,
            columns,
            inner,
            1,
            first,
            strideA,
            second,
            strideB,
            0,
            result,
            columns);
  }

  @SuppressWarnings("resource") // The context lives as long as the process.
  private static Product matmul(Operand a, INDArray b, boolean transposeB, INDArray target) {
    DynamicCustomOp operation = DynamicCustomOp.builder("matmul").build();
    OpContext context = Nd4j.getExecutioner().buildContext();
    context.setInputArray(0, a.matrix());
    context.setInputArray(1, b);
    context.setOutputArray(0, target);
    context.setIArguments(a.transposed() ? 1 : 0, transposeB ? 1 : 0, 0);
    return () -> Nd4j.getExecutioner().exec(operation, context);
  }

  private static FloatPointer pointer(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }

  /** Numbers of an ordinary size: zeros and subnormal ones have speeds of their own. */
  private INDArray random(int rows, int columns, double scale) {
    double[] values = new double[rows * columns];
    Noise.of(memory.size(), 0, 0, 0).gaussians(values);
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) (scale * values[i]);
    }
    INDArray array = Nd4j.createFromArray(floats).reshape('c', rows, columns);
    memory.add(array);
    return array;
  }
}
