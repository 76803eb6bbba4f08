package dev.elbo.vae.cuda;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;

/** Regions and pages of a device that are given back together, and copies to and from arrays. */
final class DeviceMemory implements AutoCloseable {
  /** Bytes of a copy: what goes through memory of the host beside the arrays. */
  private static final int PIECE = 1 << 24;

  private final Device device;
  private final List<Region> regions = new ArrayList<>();
  private final List<HostPage> pages = new ArrayList<>();

  DeviceMemory(Device device) {
    this.device = device;
  }

  Region bytes(long count) {
    Region region = device.allocate(Math.max(count, 1));
    regions.add(region);
    return region;
  }

  Region floats(long count) {
    return bytes(Math.multiplyExact(Float.BYTES, count));
  }

  Region doubles(long count) {
    return bytes(Math.multiplyExact(Double.BYTES, count));
  }

  HostPage page(long count) {
    HostPage page = device.page(count);
    pages.add(page);
    return page;
  }

  void upload(long address, byte[] values) {
    try (BytePointer host = new BytePointer(Math.min(PIECE, Math.max(values.length, 1)))) {
      for (int from = 0; from < values.length; from += PIECE) {
        int count = Math.min(PIECE, values.length - from);
        host.position(0).put(values, from, count);
        device.upload(address + from, host.limit(count));
      }
    }
  }

  void upload(long address, float[] values) {
    int piece = PIECE / Float.BYTES;
    try (FloatPointer host = new FloatPointer((long) Math.min(piece, Math.max(values.length, 1)))) {
      for (int from = 0; from < values.length; from += piece) {
        int count = Math.min(piece, values.length - from);
        host.position(0).put(values, from, count);
        device.upload(address + (long) Float.BYTES * from, host.limit(count));
      }
    }
  }

  float[] floatsAt(long address, int count) {
    float[] values = new float[count];
    int piece = PIECE / Float.BYTES;
    try (FloatPointer host = new FloatPointer((long) Math.min(piece, Math.max(count, 1)))) {
      for (int from = 0; from < count; from += piece) {
        int length = Math.min(piece, count - from);
        device.download(address + (long) Float.BYTES * from, host.position(0).limit(length));
        host.get(values, from, length);
      }
    }
    return values;
  }

  double[] doublesAt(long address, int count) {
    double[] values = new double[count];
    try (DoublePointer host = new DoublePointer((long) count)) {
      device.download(address, host);
      host.get(values);
    }
    return values;
  }

  @Override
  public void close() {
    pages.forEach(HostPage::close);
    pages.clear();
    regions.forEach(device::free);
    regions.clear();
  }
}
