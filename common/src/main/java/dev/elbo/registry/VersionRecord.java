package dev.elbo.registry;

import dev.elbo.store.Json;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * version.json of a version. It seals itself, so that a changed digest is noticed as well as a
 * changed file.
 *
 * @param version its name, {@code v00000003}
 * @param added when it came here, in UTC
 * @param files all others of its folder, by name
 */
public record VersionRecord(
    int formatVersion,
    String version,
    Instant added,
    Origin origin,
    List<StoredFile> files,
    String seal) {
  private static final int VERSION = 1;

  /**
   * A file of a version.
   *
   * @param name within the folder, such as {@code model/metadata.json}
   */
  public record StoredFile(String name, long bytes, String sha256) {}

  public VersionRecord {
    files = List.copyOf(files);
  }

  VersionRecord(String version, Instant added, Origin origin, List<StoredFile> files) {
    this(VERSION, version, added, origin, files, Seal.OPEN);
  }

  byte[] bytes() {
    return Seal.close(Json.toDocument(this));
  }

  /**
   * Reads one.
   *
   * @throws dev.elbo.ElboException (data) if a byte of it is another
   */
  static VersionRecord of(byte[] bytes, Path file) {
    VersionRecord read = Json.fromDocument(bytes, VersionRecord.class, file, VERSION);
    Seal.check(bytes, read.seal(), file);
    return read;
  }
}
