package dev.elbo.vae;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix product over the first m rows of a batch, by ND4J's {@code matmul}. Its arguments are
 * handed over once for each m that occurs, since that costs as much as a small product.
 */
final class Product implements AutoCloseable {
  private static final DynamicCustomOp MATMUL = DynamicCustomOp.builder("matmul").build();

  private final IntFunction<INDArray> a;
  private final IntFunction<INDArray> b;
  private final IntFunction<INDArray> result;
  private final long[] transposed;
  private final double keep;
  private final Map<Integer, OpContext> prepared = new HashMap<>();

  private Product(
      IntFunction<INDArray> a,
      IntFunction<INDArray> b,
      IntFunction<INDArray> result,
      long[] transposed,
      double keep) {
    this.a = a;
    this.b = b;
    this.result = result;
    this.transposed = transposed;
    this.keep = keep;
  }

  /**
   * h = x W^T.
   *
   * @param x [m, in]
   * @param weight [out, in]
   * @param h [m, out]
   */
  static Product forward(Matrix x, INDArray weight, Matrix h) {
    return new Product(x::rows, m -> weight, h::rows, new long[] {0, 1, 0}, 0);
  }

  /**
   * dW = d^T x.
   *
   * @param d gradient at the outputs, [m, out]
   * @param x [m, in]
   * @param target [out, in]
   */
  static Product atWeight(Matrix d, Matrix x, INDArray target) {
    return new Product(d::rows, x::rows, m -> target, new long[] {1, 0, 0}, 0);
  }

  /**
   * dx = d W.
   *
   * @param d gradient at the outputs, [m, out]
   * @param weight [out, in]
   * @param target [m, in]
   * @param keep the factor on what the target holds: 0 to replace it, 1 to add
   */
  static Product atInput(Matrix d, INDArray weight, Matrix target, double keep) {
    return new Product(d::rows, m -> weight, target::rows, new long[] {0, 0, 0}, keep);
  }

  void run(int m) {
    Nd4j.getExecutioner().exec(MATMUL, prepared.computeIfAbsent(m, this::prepare));
  }

  @Override
  public void close() {
    prepared.values().forEach(OpContext::purge);
    prepared.clear();
  }

  private OpContext prepare(int m) {
    OpContext context = Nd4j.getExecutioner().buildContext();
    context.setInputArrays(a.apply(m), b.apply(m));
    context.setOutputArrays(result.apply(m));
    context.setIArguments(transposed);
    context.setTArguments(1, keep);
    return context;
  }
}
