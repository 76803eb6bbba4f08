package dev.elbo.vae;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Native memory of an ND4J array and the bulk copies between it and the heap. A matrix is in
 * Fortran order with a column an example, so leading columns are leading elements. Products are
 * BLAS on the native side; everything element-wise is Java on the heap, in double, where loops are
 * fast and their bits are ours.
 */
final class Matrix implements AutoCloseable {
  private final INDArray array;
  private final float[] staging;

  private Matrix(INDArray array) {
    this.array = array;
    this.staging =
        array.dataType() == DataType.FLOAT ? new float[Math.toIntExact(array.length())] : null;
  }

  /** A matrix; its content is arbitrary. */
  static Matrix allocate(DataType type, int rows, int columns) {
    return new Matrix(Nd4j.createUninitialized(type, new long[] {rows, columns}, 'f'));
  }

  /** A vector; its content is zero. */
  static Matrix vector(DataType type, int length) {
    return new Matrix(Nd4j.zeros(type, length));
  }

  INDArray array() {
    return array;
  }

  /** The first columns as an array of their own, on the same memory. */
  INDArray columns(int count) {
    return count == array.columns()
        ? array
        : array.get(NDArrayIndex.all(), NDArrayIndex.interval(0, count));
  }

  /** A part of a vector as a Fortran-order matrix, on the same memory. */
  INDArray view(int offset, int rows, int columns) {
    long end = offset + (long) rows * columns;
    return array.get(NDArrayIndex.interval(offset, end)).reshape('f', rows, columns);
  }

  /** Copies {@code count} elements from position {@code from} to the start of {@code target}. */
  void read(int from, double[] target, int count) {
    if (staging == null) {
      doubles(from).get(target, 0, count);
      return;
    }
    floats(from).get(staging, 0, count);
    for (int i = 0; i < count; i++) {
      target[i] = staging[i];
    }
  }

  /** Copies the start of {@code source} to position {@code from}, rounded to the array's type. */
  void write(int from, double[] source, int count) {
    if (staging == null) {
      doubles(from).put(source, 0, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      staging[i] = (float) source[i];
    }
    floats(from).put(staging, 0, count);
  }

  /** Copies all elements out; of a double array, rounded. */
  void read(float[] target) {
    if (staging != null) {
      floats(0).get(target, 0, target.length);
      return;
    }
    DoubleBuffer buffer = doubles(0);
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) buffer.get();
    }
  }

  /** Copies the start of {@code source} to the start of the array. */
  void write(float[] source, int count) {
    if (staging != null) {
      floats(0).put(source, 0, count);
      return;
    }
    DoubleBuffer buffer = doubles(0);
    for (int i = 0; i < count; i++) {
      buffer.put(source[i]);
    }
  }

  @Override
  public void close() {
    array.close();
  }

  private FloatBuffer floats(int from) {
    return array.data().asNioFloat().duplicate().position(from);
  }

  private DoubleBuffer doubles(int from) {
    return array.data().asNioDouble().duplicate().position(from);
  }
}
