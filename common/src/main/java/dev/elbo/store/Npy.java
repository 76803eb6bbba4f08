package dev.elbo.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One array in NumPy's .npy format, version 1.0, little-endian, C order.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int PREFIX = MAGIC.length + Short.BYTES;
  private static final int ALIGNMENT = 64;
  private static final int CHUNK = 1 << 16;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': *'([^']*)', *'fortran_order': *(True|False), *'shape': *\\(([0-9, ]*)\\),? *\\}\\s*");

  private Npy() {}

  static long size(Tensor tensor) {
    return header(tensor).length + (long) tensor.length() * tensor.type().bytes();
  }

  static void write(Tensor tensor, OutputStream out) throws IOException {
    out.write(header(tensor));
    ElementType type = tensor.type();
    byte[] bytes = new byte[CHUNK];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int chunk = CHUNK / type.bytes();
    for (int from = 0; from < tensor.length(); from += chunk) {
      int count = Math.min(chunk, tensor.length() - from);
      type.put(buffer, tensor.data(), from, count);
      out.write(bytes, 0, count * type.bytes());
    }
  }

  private static byte[] header(Tensor tensor) {
    String text =
        "{'descr': '"
            + tensor.type().descr()
            + "', 'fortran_order': False, 'shape': "
            + shape(tensor.shape())
            + ", }";
    int length = PREFIX + text.length() + 1;
    int padding = Math.floorMod(-length, ALIGNMENT);
    ByteBuffer header = ByteBuffer.allocate(length + padding).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).putShort((short) (length + padding - PREFIX));
    header.put((text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  /** A Python tuple, whose comma is part of it where there is one element. */
  private static String shape(int[] sizes) {
    String list =
        Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return sizes.length == 1 ? "(" + list + ",)" : "(" + list + ")";
  }

  /**
   * Reads one array of {@code size} bytes, header included.
   *
   * @throws NpyException if the bytes are something else
   */
  static Tensor read(String name, InputStream in, long size) throws IOException {
    byte[] prefix = in.readNBytes(PREFIX);
    if (prefix.length < PREFIX || !Arrays.equals(prefix, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new NpyException("it is no .npy array of version 1.0");
    }
    int length =
        Short.toUnsignedInt(
            ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getShort(MAGIC.length));
    String text = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    Matcher header = HEADER.matcher(text);
    if (!header.matches() || header.group(2).equals("True")) {
      throw new NpyException(
          "its header is [" + text.strip() + "], not that of an array in C order");
    }
    ElementType type =
        ElementType.named(header.group(1))
            .orElseThrow(
                () -> new NpyException("its element type [" + header.group(1) + "] is unknown"));
    int[] shape = sizes(header.group(3));
    Object data = type.allocate(elements(type, shape, size - PREFIX - length));
    Tensor tensor = new Tensor(name, type, data, shape);
    readElements(tensor, in);
    return tensor;
  }

  private static int[] sizes(String tuple) throws NpyException {
    try {
      return Arrays.stream(tuple.split(","))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw new NpyException("its shape is [(" + tuple + ")]");
    }
  }

  /** Checked before anything is allocated: a wrong shape must not cost memory. */
  private static int elements(ElementType type, int[] shape, long bytes) throws NpyException {
    long elements = 1;
    for (int size : shape) {
      elements *= size;
      if (elements > Integer.MAX_VALUE) {
        break; // Beyond any array, and a later size of 0 does not mend it.
      }
    }
    if (elements > Integer.MAX_VALUE || elements * type.bytes() != bytes) {
      throw new NpyException(
          "its shape "
              + Arrays.toString(shape)
              + " of ["
              + type.descr()
              + "] does not fill its ["
              + bytes
              + "] bytes");
    }
    return (int) elements;
  }

  private static void readElements(Tensor tensor, InputStream in) throws IOException {
    ElementType type = tensor.type();
    byte[] bytes = new byte[CHUNK];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int chunk = CHUNK / type.bytes();
    for (int from = 0; from < tensor.length(); from += chunk) {
      int count = Math.min(chunk, tensor.length() - from);
      if (in.readNBytes(bytes, 0, count * type.bytes()) < count * type.bytes()) {
        throw new NpyException("it ends early");
      }
      type.get(buffer, tensor.data(), from, count);
    }
  }

  /** Says what is wrong with an array; the archive knows the file. */
  static final class NpyException extends IOException {
    private static final long serialVersionUID = 1;

    NpyException(String reason) {
      super(reason);
    }
  }
}
