package dev.elbo.store;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A named array in C order: the last index runs fastest. The array is shared with the caller, not
 * copied.
 */
public final class Tensor {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private final String name;
  private final ElementType type;
  private final Object data;
  private final int[] shape;

  Tensor(String name, ElementType type, Object data, int[] shape) {
    this.name = name;
    this.type = type;
    this.data = data;
    this.shape = shape.clone();
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "Cannot name a tensor [" + name + "]. Use letters, digits, '_', '.' and '-'.");
    }
    if (elements(shape) != length()) {
      throw new IllegalArgumentException(
          "Cannot build tensor ["
              + name
              + "]: shape "
              + Arrays.toString(shape)
              + " and ["
              + length()
              + "] elements differ. Give one element a cell.");
    }
  }

  /** A tensor of floats; no shape means a vector. */
  public static Tensor of(String name, float[] data, int... shape) {
    return new Tensor(name, ElementType.FLOAT, data, orVector(shape, data.length));
  }

  /** A tensor of doubles; no shape means a vector. */
  public static Tensor of(String name, double[] data, int... shape) {
    return new Tensor(name, ElementType.DOUBLE, data, orVector(shape, data.length));
  }

  /** A tensor of longs; no shape means a vector. */
  public static Tensor of(String name, long[] data, int... shape) {
    return new Tensor(name, ElementType.LONG, data, orVector(shape, data.length));
  }

  /** A tensor of unsigned bytes; no shape means a vector. */
  public static Tensor of(String name, byte[] data, int... shape) {
    return new Tensor(name, ElementType.BYTE, data, orVector(shape, data.length));
  }

  private static int[] orVector(int[] shape, int length) {
    return shape.length == 0 ? new int[] {length} : shape;
  }

  /** True for a name that can be an entry of an archive and can leave no directory. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The product of the sizes. */
  private static long elements(int[] shape) {
    return Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
  }

  /** The name within its archive. */
  public String name() {
    return name;
  }

  /** The size of each axis. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of elements. */
  public int length() {
    return Array.getLength(data);
  }

  /** The elements of a tensor of floats. */
  public float[] floats() {
    return (float[]) elements(ElementType.FLOAT);
  }

  /** The elements of a tensor of doubles. */
  public double[] doubles() {
    return (double[]) elements(ElementType.DOUBLE);
  }

  /** The elements of a tensor of longs. */
  public long[] longs() {
    return (long[]) elements(ElementType.LONG);
  }

  /** The elements of a tensor of unsigned bytes. */
  public byte[] bytes() {
    return (byte[]) elements(ElementType.BYTE);
  }

  private Object elements(ElementType expected) {
    if (type != expected) {
      throw new IllegalStateException(
          "Cannot take tensor [" + name + "] as [" + expected + "]: it is [" + type + "].");
    }
    return data;
  }

  ElementType type() {
    return type;
  }

  Object data() {
    return data;
  }
}
