package dev.elbo.job.data;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/** Rows in a shuffle as little more than their bytes: rank, length, cells, length, label. */
final class RankedRowSerializer extends Serializer implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int NO_LABEL = -1;

  @Override
  public SerializerInstance newInstance() {
    return new Instance();
  }

  /** A row does not refer to another one, so Spark may sort them by partition as bytes. */
  @Override
  public boolean supportsRelocationOfSerializedObjects() {
    return true;
  }

  private static final class Instance extends SerializerInstance {
    @Override
    public SerializationStream serializeStream(OutputStream out) {
      return new Out(new DataOutputStream(out));
    }

    @Override
    public DeserializationStream deserializeStream(InputStream in) {
      return new In(new DataInputStream(in));
    }

    @Override
    public <T> ByteBuffer serialize(T value, ClassTag<T> tag) {
      throw new UnsupportedOperationException("[BUG] Rows go through streams alone.");
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassTag<T> tag) {
      throw new UnsupportedOperationException("[BUG] Rows go through streams alone.");
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> tag) {
      throw new UnsupportedOperationException("[BUG] Rows go through streams alone.");
    }
  }

  /** Of each pair the key alone is written: the value is null. */
  private static final class Out extends SerializationStream {
    private final DataOutputStream out;

    Out(DataOutputStream out) {
      this.out = out;
    }

    @Override
    public <T> SerializationStream writeObject(T value, ClassTag<T> tag) {
      try {
        if (value instanceof RankedRow ranked) {
          out.writeLong(ranked.rank());
          out.writeInt(ranked.row().content().length);
          out.write(ranked.row().content());
          writeLabel(ranked.row().label());
        }
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void writeLabel(String label) throws IOException {
      if (label == null) {
        out.writeInt(NO_LABEL);
        return;
      }
      byte[] text = label.getBytes(StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class In extends DeserializationStream {
    private final DataInputStream in;

    In(DataInputStream in) {
      this.in = in;
    }

    @Override
    public <T> T readKey(ClassTag<T> tag) {
      return readObject(tag);
    }

    @Override
    public <T> T readValue(ClassTag<T> tag) {
      return null;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As Spark declares it.
    public <T> T readObject(ClassTag<T> tag) {
      try {
        long rank = in.readLong();
        byte[] content = in.readNBytes(in.readInt());
        int length = in.readInt();
        String label =
            length == NO_LABEL ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return (T) new RankedRow(rank, new RawRow(content, label));
      } catch (IOException e) {
        throw sneaky(e);
      }
    }

    /** Spark knows the end of a stream by its EOFException, which Scala does not declare. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
      throw (E) e;
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
