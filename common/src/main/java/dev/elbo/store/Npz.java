package dev.elbo.store;

import dev.elbo.store.Npy.NpyException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;

/**
 * Named tensors in one file that {@code numpy.load} opens: a zip of stored .npy entries in the
 * given order, with a fixed time. Equal tensors give equal bytes. Reads what {@code numpy.savez}
 * writes.
 */
public final class Npz {
  private static final String SUFFIX = ".npy";

  /** Two seconds after the first time of the format: the JDK adds the time zone's to that one. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END_COUNT = 10;

  private Npz() {}

  /** Writes the tensors, whose names differ, in this order. */
  public static void write(WholeFile file, List<Tensor> tensors) {
    file.write(out -> write(out, tensors));
  }

  static void write(OutputStream out, List<Tensor> tensors) throws IOException {
    // Not closed: that would close the caller's stream.
    @SuppressWarnings("resource")
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
    for (Tensor tensor : tensors) {
      ZipEntry entry = new ZipEntry(tensor.name() + SUFFIX);
      entry.setTimeLocal(TIME);
      entry.setSize(Npy.size(tensor));
      entry.setCrc(crc(tensor));
      zip.putNextEntry(entry);
      Npy.write(tensor, zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  private static long crc(Tensor tensor) throws IOException {
    CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    Npy.write(tensor, sum);
    return sum.getChecksum().getValue();
  }

  /**
   * Reads all tensors, in the order of the file.
   *
   * @throws dev.elbo.ElboException (data) naming the file and the entry, if the file is missing,
   *     truncated, altered or no such archive
   */
  public static List<Tensor> read(WholeFile file) {
    try (FSDataInputStream in = file.open()) {
      int count = count(file, in);
      List<Tensor> tensors = tensors(file, in);
      if (tensors.size() != count) {
        throw Failures.damaged(
            file.path(), "it has [" + tensors.size() + "] entries instead of [" + count + "]");
      }
      return tensors;
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      // The last one is the JDK's for an entry name that is no UTF-8.
      throw Failures.damaged(file.path(), "it is no whole archive [" + Failures.reason(e) + "]", e);
    } catch (IOException | FSError e) {
      throw Failures.cannotRead(file.path(), e);
    }
  }

  /** The number of entries, from the last bytes: a truncated file has others. */
  private static int count(WholeFile file, FSDataInputStream in) throws IOException {
    byte[] end = new byte[END_SIZE];
    in.readFully(Math.max(0, file.length() - END_SIZE), end);
    ByteBuffer buffer = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.getInt(0) != END_SIGNATURE) {
      throw new EOFException("no end of a zip archive");
    }
    return Short.toUnsignedInt(buffer.getShort(END_COUNT));
  }

  private static List<Tensor> tensors(WholeFile file, FSDataInputStream in) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long length = file.length();
    @SuppressWarnings("resource") // The caller closes the stream below it.
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
      try {
        Tensor tensor = tensor(zip, e, length);
        if (!names.add(tensor.name())) {
          throw new NpyException("it is there twice");
        }
        tensors.add(tensor);
      } catch (NpyException x) {
        throw Failures.damaged(file.path(), "entry [" + e.getName() + "]: " + x.getMessage(), x);
      }
    }
    return tensors;
  }

  private static Tensor tensor(ZipInputStream zip, ZipEntry entry, long length) throws IOException {
    String name = entry.getName().replaceFirst("\\.npy$", "");
    if (!entry.getName().endsWith(SUFFIX) || !Tensor.isName(name)) {
      throw new NpyException("its name is not that of a tensor");
    }
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() > length) {
      throw new NpyException("it is compressed or longer than the file; numpy.savez stores it");
    }
    return Npy.read(name, zip, entry.getSize());
  }
}
