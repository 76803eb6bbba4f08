package dev.elbo.registry;

import dev.elbo.ElboException;
import dev.elbo.registry.VersionRecord.StoredFile;
import dev.elbo.store.Failures;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.SavedNetwork;
import dev.elbo.store.Storage;
import dev.elbo.store.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * versions/: a folder a version, with {@code model/}, the {@code settings.conf} it is trained with
 * and {@code version.json}, which lists the files with their digests. A folder is filled under a
 * hidden name and then renamed; where a rename takes a while, as on object stores, a version is not
 * there before all its files are.
 */
final class VersionStore {
  private static final String RECORD = "version.json";
  private static final String MODEL = "model";

  /** What a version is named while it is copied. */
  private static final String COPY = "v";

  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Configuration conf;
  private final Path directory;

  VersionStore(Configuration conf, Path directory) {
    this.conf = conf;
    this.directory = directory;
  }

  Path folder(String version) {
    return new Path(directory, version);
  }

  Path model(String version) {
    return new Path(folder(version), MODEL);
  }

  WholeFile settings(String version) {
    return new WholeFile(conf, new Path(folder(version), "settings.conf"));
  }

  /** The names of all folders, oldest first, whole or not. */
  List<String> names() {
    return folders().map(Path::getName).sorted(Comparator.comparing(VersionStore::number)).toList();
  }

  private static long number(String version) {
    return VersionName.number(version).orElseThrow();
  }

  private Stream<Path> folders() {
    try {
      return Arrays.stream(fileSystem().listStatus(directory))
          .map(FileStatus::getPath)
          .filter(path -> VersionName.number(path.getName()).isPresent());
    } catch (FileNotFoundException e) {
      return Stream.empty();
    } catch (IOException e) {
      throw Failures.cannotRead(directory, e);
    }
  }

  /** The record of a version of which all files are there; empty if it is not whole. */
  Optional<VersionRecord> whole(String version) {
    try {
      VersionRecord record = record(version);
      FileSystem fs = fileSystem();
      for (StoredFile file : record.files()) {
        if (fs.getFileStatus(new Path(folder(version), file.name())).getLen() != file.bytes()) {
          return Optional.empty();
        }
      }
      return Optional.of(record);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Failures.cannotRead(folder(version), e);
    } catch (ElboException e) {
      if (e.kind() == ElboException.Kind.DATA) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private VersionRecord record(String version) {
    WholeFile file = new WholeFile(conf, new Path(folder(version), RECORD));
    return VersionRecord.of(file.read(), file.path());
  }

  /** Reads the model of a version. */
  Model read(String version) {
    return ModelDirectory.read(conf, model(version));
  }

  /**
   * Copies the model of a run. A version of the same run with the same bytes is not added again.
   *
   * @param after the number that the new one's is above
   * @param fence throws if nothing may be added any more
   */
  VersionRecord add(RunDirectory run, Origin origin, long after, Runnable fence) {
    Path temporary = Storage.temporary(folder(COPY));
    try {
      FileSystem fs = fileSystem();
      try {
        List<StoredFile> files = copy(fs, run, temporary);
        Optional<VersionRecord> same = same(origin, files);
        if (same.isPresent()) {
          fs.delete(temporary, true);
          return same.get();
        }
        return publish(fs, temporary, origin, files, after, fence);
      } catch (IOException | RuntimeException | Error e) {
        Storage.remove(fs, temporary, e);
        throw e;
      }
    } catch (IOException e) {
      throw Failures.cannotWrite(directory, e);
    }
  }

  private Optional<VersionRecord> same(Origin origin, List<StoredFile> files) {
    return names().stream()
        .flatMap(name -> whole(name).stream())
        .filter(v -> v.origin().runId().equals(origin.runId()) && v.files().equals(files))
        .findFirst();
  }

  private VersionRecord publish(
      FileSystem fs,
      Path temporary,
      Origin origin,
      List<StoredFile> files,
      long after,
      Runnable fence)
      throws IOException {
    Path recordFile = new Path(temporary, RECORD);
    long highest = names().stream().mapToLong(VersionStore::number).max().orElse(0);
    for (long number = Math.max(highest, after) + 1; ; number++) {
      VersionRecord record =
          new VersionRecord(VersionName.of(number), Instant.now(), origin, files);
      fs.delete(recordFile, false);
      Storage.write(fs, recordFile, out -> out.write(record.bytes()));
      fence.run();
      if (Storage.moveToFree(fs, temporary, folder(record.version()))) {
        return record;
      }
    }
  }

  private List<StoredFile> copy(FileSystem fs, RunDirectory run, Path target) throws IOException {
    FileSystem from = Storage.of(conf, run.path());
    List<StoredFile> files = new ArrayList<>();
    for (FileStatus file : from.listStatus(run.model())) {
      files.add(copy(fs, from, file.getPath(), target, MODEL + "/" + file.getPath().getName()));
    }
    Path settings = run.settingsFile().path();
    if (from.exists(settings)) {
      files.add(copy(fs, from, settings, target, settings.getName()));
    }
    files.sort(Comparator.comparing(StoredFile::name));
    return files;
  }

  private static StoredFile copy(
      FileSystem fs, FileSystem from, Path file, Path target, String name) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (DigestInputStream in = new DigestInputStream(from.open(file), digest)) {
      long[] bytes = {0};
      Storage.write(fs, new Path(target, name), out -> bytes[0] = in.transferTo(out));
      return new StoredFile(name, bytes[0], Sha256.text(digest));
    }
  }

  /**
   * Reads every byte of a version and builds its network.
   *
   * @throws ElboException (data) naming what is missing, damaged or unknown
   */
  void verify(String version) {
    VersionRecord record = record(version);
    if (!record.version().equals(version)) {
      throw unusable(version, "its version.json is that of [" + record.version() + "]");
    }
    for (StoredFile file : record.files()) {
      Path path = new Path(folder(version), file.name());
      StoredFile found = found(version, file.name(), path);
      if (!found.equals(file)) {
        throw unusable(
            version,
            "its file [%s] has [%d] bytes with the digest [%s] instead of [%d] with [%s]"
                .formatted(path, found.bytes(), found.sha256(), file.bytes(), file.sha256()));
      }
    }
    SavedNetwork.of(read(version));
  }

  private StoredFile found(String version, String name, Path path) {
    MessageDigest digest = Sha256.digest();
    try (DigestInputStream in = new DigestInputStream(fileSystem().open(path), digest)) {
      long bytes = in.transferTo(OutputStream.nullOutputStream());
      return new StoredFile(name, bytes, Sha256.text(digest));
    } catch (FileNotFoundException e) {
      throw unusable(version, "its file [" + path + "] is missing");
    } catch (IOException e) {
      throw Failures.cannotRead(path, e);
    }
  }

  private static ElboException unusable(String version, String reason) {
    return ElboException.data(
        "Cannot use version [%s]: %s. Restore it from a copy, or take another version."
            .formatted(version, reason));
  }

  /** Takes a version away in one step, and keeps it. */
  Path hide(String version) {
    Path hidden = Storage.temporary(folder(version));
    try {
      Storage.move(fileSystem(), folder(version), hidden);
    } catch (IOException e) {
      throw Failures.cannotWrite(folder(version), e);
    }
    return hidden;
  }

  /** Brings back what was hidden. */
  void show(String version, Path hidden) {
    try {
      Storage.move(fileSystem(), hidden, folder(version));
    } catch (IOException e) {
      throw Failures.cannotWrite(folder(version), e);
    }
  }

  /** Deletes what was hidden. */
  void delete(Path hidden) {
    try {
      fileSystem().delete(hidden, true);
    } catch (IOException e) {
      throw Failures.cannotWrite(hidden, e);
    }
  }

  /** Deletes what killed processes left half-copied or half-deleted, a day later. */
  void sweep() {
    try {
      FileSystem fs = fileSystem();
      if (fs.exists(directory)) {
        Storage.sweep(fs, directory, "", FileClock.now(fs, directory).minus(FORGOTTEN));
      }
    } catch (IOException e) {
      throw Failures.cannotWrite(directory, e);
    }
  }

  /** Deletes all copies that are not versions yet. */
  void sweepCopies() {
    try {
      Storage.sweep(fileSystem(), directory, COPY + ".");
    } catch (IOException e) {
      throw Failures.cannotWrite(directory, e);
    }
  }

  private FileSystem fileSystem() throws IOException {
    return Storage.of(conf, directory);
  }
}
