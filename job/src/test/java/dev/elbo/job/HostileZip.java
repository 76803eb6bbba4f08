package dev.elbo.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Archives whose sums are right and whose entries are not. */
final class HostileZip {
  private static final int BOMB = 256 << 20;

  private HostileZip() {}

  private record Part(String name, byte[] bytes) {}

  /** The archive with one entry changed, in a way that no checksum of a zip tells. */
  static byte[] of(byte[] archive, Random random) throws IOException {
    List<Part> parts = parts(archive);
    int at = random.nextInt(parts.size());
    Part part = parts.get(at);
    switch (random.nextInt(6)) {
      case 0 -> parts.set(at, new Part(name(random), part.bytes()));
      case 1 -> parts.remove(at);
      case 2 -> parts.add(new Part(name(random), part.bytes()));
      case 3 -> parts.add(0, new Part(part.name() + "2", new byte[random.nextInt(100)]));
      default -> parts.set(at, new Part(part.name(), content(part.bytes(), random)));
    }
    return stored(parts);
  }

  private static byte[] content(byte[] bytes, Random random) {
    Mutation[] all = Mutation.values();
    return bytes.length == 0 ? new byte[1] : all[random.nextInt(all.length)].apply(bytes, random);
  }

  private static String name(Random random) {
    List<String> names =
        List.of(
            "../../evil.npy",
            "/tmp/evil.npy",
            "..\\evil.npy",
            ".npy",
            "a/../b.npy",
            "x".repeat(3000),
            "\u0000.npy",
            "evil.npy/",
            "C:\\evil.npy");
    return names.get(random.nextInt(names.size()));
  }

  /** A small file that unpacks to zeros without end. */
  static byte[] bomb(String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < BOMB / zeros.length; i++) {
        zip.write(zeros);
      }
    }
    return out.toByteArray();
  }

  private static List<Part> parts(byte[] archive) throws IOException {
    List<Part> parts = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        parts.add(new Part(e.getName(), zip.readAllBytes()));
      }
    }
    return parts;
  }

  private static byte[] stored(List<Part> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Part part : parts) {
        CRC32 sum = new CRC32();
        sum.update(part.bytes());
        ZipEntry entry = new ZipEntry(part.name());
        entry.setSize(part.bytes().length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(part.bytes());
      }
    }
    return out.toByteArray();
  }
}
