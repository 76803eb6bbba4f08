package dev.elbo.registry;

import dev.elbo.ElboException;
import dev.elbo.store.Failures;
import dev.elbo.store.NumberedFiles;
import dev.elbo.store.Storage;
import dev.elbo.store.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * lease/: of all processes that want it, one holds it. Each taking is a generation, a file with the
 * next number; the highest one counts, unless {@code NUMBER.released} says that it is over or its
 * holder has shown no sign of life for the time of its lease. Signs of life are the times of {@code
 * NUMBER.beat}, which the holder rewrites, against the time of a file written now: one clock, that
 * of the file system.
 *
 * <p>A holder that stood still for longer than its lease may find itself replaced; {@link
 * Lease#require} tells, and the file numbers of the champion's changes keep a late one out.
 */
public final class Leases {
  private static final int GENERATIONS_KEPT = 8;
  private static final Duration LONGEST_SETTLING = Duration.ofSeconds(5);

  private final Configuration conf;
  private final Path directory;
  private final NumberedFiles generations;
  private final Duration length;

  /**
   * Touches nothing.
   *
   * @param length of the leases that are taken: a holder shows a sign of life three times as often
   */
  public Leases(Configuration conf, Path directory, Duration length) {
    if (length.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("a lease of [" + length + "]");
    }
    this.conf = conf;
    this.directory = directory;
    this.generations = new NumberedFiles(conf, directory);
    this.length = length;
  }

  /**
   * Takes the lease, and keeps it alive until it is closed.
   *
   * @param owner what takes it, such as the id of a run
   * @throws ElboException (busy) if somebody else holds it, (settings, environment) if the place
   *     cannot be read and written
   */
  public Lease take(String owner) {
    Holder me = Holder.here(owner, length);
    while (true) {
      OptionalLong last = generations.highest();
      if (last.isPresent() && !isFree(last.getAsLong())) {
        throw held(last.getAsLong());
      }
      long generation = last.orElse(0) + 1;
      if (generations.create(generation, me.bytes())) {
        return start(generation, me);
      }
    }
  }

  private Lease start(long generation, Holder me) {
    beat(generation);
    requireMine(generation, me);
    if (!generations.isExclusive()) {
      // Another may have looked before we put, and put after; whoever put last has it.
      Duration third = length.dividedBy(3);
      Waiting.pause(third.compareTo(LONGEST_SETTLING) < 0 ? third : LONGEST_SETTLING);
      requireMine(generation, me);
    }
    Lease lease = new Lease(this, generation, me);
    lease.keepAlive();
    forgetBefore(generation - GENERATIONS_KEPT);
    return lease;
  }

  private void requireMine(long generation, Holder me) {
    if (!isOf(generation, me.token())) {
      throw held(generations.highest().orElse(generation));
    }
  }

  /** Who holds it, dead or alive; empty if nobody took it or the last one released it. */
  public Optional<Holder> holder() {
    OptionalLong last = generations.highest();
    return last.isPresent() && !isReleased(last.getAsLong())
        ? holder(last.getAsLong())
        : Optional.empty();
  }

  /** When the one who holds it gave the last sign of life, by the clock of the file system. */
  public Optional<Instant> heard() {
    OptionalLong last = generations.highest();
    return last.isPresent() && !isReleased(last.getAsLong())
        ? Optional.of(heard(last.getAsLong()))
        : Optional.empty();
  }

  /** Empty if the file is not whole, which happens on disks without hard links. */
  private Optional<Holder> holder(long generation) {
    WholeFile file = generations.file(generation);
    try {
      return Optional.of(Holder.of(file.read(), file.path()));
    } catch (ElboException e) {
      if (e.kind() == ElboException.Kind.DATA) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean isFree(long generation) {
    return isReleased(generation)
        || silence(generation).compareTo(holder(generation).map(Holder::lease).orElse(length)) > 0;
  }

  private boolean isReleased(long generation) {
    return released(generation).exists();
  }

  private WholeFile released(long generation) {
    return new WholeFile(conf, path(generation, ".released"));
  }

  private Path path(long generation, String suffix) {
    return new Path(directory, NumberedFiles.name(generation) + suffix);
  }

  private Duration silence(long generation) {
    try {
      return Duration.between(heard(generation), FileClock.now(fileSystem(), directory));
    } catch (IOException | FSError e) {
      throw Failures.cannotWrite(directory, e);
    }
  }

  private Instant heard(long generation) {
    Path beat = path(generation, ".beat");
    try {
      FileSystem fs = fileSystem();
      Instant taken = FileClock.time(fs, generations.file(generation).path());
      try (InputStream in = fs.open(beat)) {
        in.readNBytes(1); // NFS tells the time anew when a file is opened, and an old one else.
        Instant last = FileClock.time(fs, beat);
        return last.isAfter(taken) ? last : taken;
      } catch (FileNotFoundException e) {
        return taken;
      }
    } catch (IOException | FSError e) {
      throw Failures.cannotRead(beat, e);
    }
  }

  /** Shows that a generation's holder lives. */
  void beat(long generation) {
    write(path(generation, ".beat"));
  }

  void release(long generation) {
    write(path(generation, ".released"));
  }

  /** That the file is there says all; no reader wants a whole one. */
  private void write(Path file) {
    try (var out = fileSystem().create(file, true)) {
      out.write(1);
    } catch (IOException | FSError e) {
      throw Failures.cannotWrite(file, e);
    }
  }

  /** True while nobody took it after this generation, and this one is whose token it is. */
  boolean isOf(long generation, String token) {
    OptionalLong last = generations.highest();
    return last.isPresent()
        && last.getAsLong() == generation
        && holder(generation).filter(h -> h.token().equals(token)).isPresent();
  }

  private ElboException held(long generation) {
    return ElboException.busy(
        "Cannot take the lease [%s]: %s holds it. Wait until it is done; if it is dead, its lease ends %s after its last sign of life."
            .formatted(
                directory,
                holder(generation).map(h -> "[" + h + "]").orElse("somebody"),
                holder(generation).map(h -> h.leaseSeconds() + " s").orElse(length.toString())));
  }

  /** What a holder is told that lost its lease. */
  ElboException lost(Holder me) {
    return ElboException.busy(
        "Cannot go on as [%s]: the lease [%s] was without a sign of life for more than %s s and belongs to [%s] now. Start the command again."
            .formatted(
                me.owner(),
                directory,
                me.leaseSeconds(),
                holder().map(Holder::toString).orElse("somebody else")));
  }

  /** The highest stays, so numbers go on. */
  private void forgetBefore(long generation) {
    for (long old : generations.all()) {
      if (old < generation) {
        generations.file(old).delete();
        released(old).delete();
        new WholeFile(conf, path(old, ".beat")).delete();
      }
    }
  }

  Duration length() {
    return length;
  }

  private FileSystem fileSystem() throws IOException {
    return Storage.of(conf, directory);
  }
}
