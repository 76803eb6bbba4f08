package dev.elbo.store;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The element types of {@link Tensor}, under the names that NumPy gives them. */
enum ElementType {
  FLOAT("<f4", Float.BYTES, float.class) {
    @Override
    void put(ByteBuffer to, Object from, int offset, int count) {
      to.asFloatBuffer().put((float[]) from, offset, count);
    }

    @Override
    void get(ByteBuffer from, Object to, int offset, int count) {
      from.asFloatBuffer().get((float[]) to, offset, count);
    }
  },
  DOUBLE("<f8", Double.BYTES, double.class) {
    @Override
    void put(ByteBuffer to, Object from, int offset, int count) {
      to.asDoubleBuffer().put((double[]) from, offset, count);
    }

    @Override
    void get(ByteBuffer from, Object to, int offset, int count) {
      from.asDoubleBuffer().get((double[]) to, offset, count);
    }
  },
  LONG("<i8", Long.BYTES, long.class) {
    @Override
    void put(ByteBuffer to, Object from, int offset, int count) {
      to.asLongBuffer().put((long[]) from, offset, count);
    }

    @Override
    void get(ByteBuffer from, Object to, int offset, int count) {
      from.asLongBuffer().get((long[]) to, offset, count);
    }
  },
  BYTE("|u1", Byte.BYTES, byte.class) {
    @Override
    void put(ByteBuffer to, Object from, int offset, int count) {
      to.duplicate().put((byte[]) from, offset, count);
    }

    @Override
    void get(ByteBuffer from, Object to, int offset, int count) {
      from.duplicate().get((byte[]) to, offset, count);
    }
  };

  private final String descr;
  private final int bytes;
  private final Class<?> component;

  ElementType(String descr, int bytes, Class<?> component) {
    this.descr = descr;
    this.bytes = bytes;
    this.component = component;
  }

  /** NumPy's name, byte order included. */
  String descr() {
    return descr;
  }

  /** The size of one element. */
  int bytes() {
    return bytes;
  }

  /** A new array of this type. */
  Object allocate(int length) {
    return Array.newInstance(component, length);
  }

  /** Copies elements of an array into a little-endian buffer, whose position stays. */
  abstract void put(ByteBuffer to, Object from, int offset, int count);

  /** Copies elements of a little-endian buffer into an array; the buffer's position stays. */
  abstract void get(ByteBuffer from, Object to, int offset, int count);

  static Optional<ElementType> named(String descr) {
    return Arrays.stream(values()).filter(t -> t.descr.equals(descr)).findFirst();
  }
}
