package dev.elbo.vae;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Native memory of an ND4J array and the bulk copies between it and the heap. A matrix is in C
 * order with a row an example, so leading rows are leading elements. Products are made on the
 * native side; what is element-wise is Java on the heap, where loops are fast and their bits are
 * ours.
 */
final class Matrix implements AutoCloseable {
  private final INDArray array;
  private final FloatBuffer floats;
  private final DoubleBuffer doubles;
  private float[] staging;

  private Matrix(INDArray array) {
    boolean single = array.dataType() == DataType.FLOAT;
    this.array = array;
    this.floats = single ? array.data().asNioFloat() : null;
    this.doubles = single ? null : array.data().asNioDouble();
  }

  /** A matrix; its content is arbitrary. */
  static Matrix allocate(DataType type, int rows, int width) {
    return new Matrix(Nd4j.createUninitialized(type, new long[] {rows, width}, 'c'));
  }

  /** A vector; its content is zero. */
  static Matrix vector(DataType type, int length) {
    return new Matrix(Nd4j.zeros(type, length));
  }

  INDArray array() {
    return array;
  }

  /** The first rows as an array of their own, on the same memory. */
  INDArray rows(int count) {
    return count == array.rows()
        ? array
        : array.get(NDArrayIndex.interval(0, count), NDArrayIndex.all());
  }

  /** A part of a vector as a matrix, on the same memory. */
  INDArray view(int offset, int rows, int width) {
    return part(offset, Math.multiplyExact(rows, width)).reshape('c', rows, width);
  }

  /** A part of a vector, on the same memory. */
  INDArray part(int offset, int length) {
    return array.get(NDArrayIndex.interval(offset, (long) offset + length));
  }

  /** Copies {@code count} elements from position {@code from}, as floats. */
  void get(int from, float[] target, int count) {
    if (floats != null) {
      floats.get(from, target, 0, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[i] = (float) doubles.get(from + i);
    }
  }

  /** Copies the first {@code count} floats of {@code source} to position {@code from}. */
  void put(int from, float[] source, int count) {
    if (floats != null) {
      floats.put(from, source, 0, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      doubles.put(from + i, source[i]);
    }
  }

  /** Copies {@code count} elements from position {@code from} to the start of {@code target}. */
  void read(int from, double[] target, int count) {
    if (floats == null) {
      doubles.get(from, target, 0, count);
      return;
    }
    float[] copy = staging(count);
    floats.get(from, copy, 0, count);
    for (int i = 0; i < count; i++) {
      target[i] = copy[i];
    }
  }

  /** Copies the start of {@code source} to position {@code from}, rounded to the array's type. */
  void write(int from, double[] source, int count) {
    if (floats == null) {
      doubles.put(from, source, 0, count);
      return;
    }
    float[] copy = staging(count);
    for (int i = 0; i < count; i++) {
      copy[i] = (float) source[i];
    }
    floats.put(from, copy, 0, count);
  }

  @Override
  public void close() {
    array.close();
  }

  private float[] staging(int count) {
    if (staging == null || staging.length < count) {
      staging = new float[count];
    }
    return staging;
  }
}
