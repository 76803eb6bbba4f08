package dev.elbo.store;

import dev.elbo.ElboException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * checkpoints/: a file an epoch, of which the last few are kept. The best model so far is inside
 * each of them.
 */
public final class Checkpoints {
  private static final Pattern NAME = Pattern.compile("epoch-([0-9]{5,9})\\.npz");

  /** A file that could not be resumed from, and why. */
  public record Refused(Path file, String reason) {}

  /** The checkpoint to resume from, if any, and newer files that were passed over. */
  public record Latest(Optional<Checkpoint> checkpoint, List<Refused> refused) {
    public Latest {
      refused = List.copyOf(refused);
    }
  }

  private final Configuration conf;
  private final Path directory;
  private final int keep;

  /**
   * Touches nothing.
   *
   * @param keep how many stay, at least 1
   */
  public Checkpoints(Configuration conf, Path directory, int keep) {
    if (keep < 1) {
      throw ElboException.settings(
          "Cannot keep checkpoints: training.checkpoint.keep is [" + keep + "]. Keep at least 1.");
    }
    this.conf = conf;
    this.directory = directory;
    this.keep = keep;
  }

  /**
   * Writes a checkpoint and, once it is whole, deletes the oldest beyond those to keep.
   *
   * @throws ElboException (settings) if the place cannot be written
   */
  public void write(Checkpoint checkpoint) {
    Path file =
        new Path(
            directory, String.format(Locale.ROOT, "epoch-%05d.npz", checkpoint.state().epoch()));
    CheckpointFile.write(new WholeFile(conf, file), checkpoint);
    try {
      FileSystem fs = Storage.of(conf, directory);
      for (Path old : newestFirst(fs).stream().skip(keep).toList()) {
        fs.delete(old, false);
      }
    } catch (IOException e) {
      throw Failures.cannotWrite(directory, e);
    }
  }

  /**
   * The newest checkpoint of a run that is readable. One that is not costs the epochs since the one
   * before it, not the run.
   *
   * @param objection why it cannot be resumed from, although it is readable, if so
   * @throws ElboException (environment, settings) if there is none and the file system would not
   *     let one be read: that may pass, and to begin anew would throw away what is there
   */
  public Latest latest(String runId, Function<Checkpoint, Optional<String>> objection) {
    List<Refused> refused = new ArrayList<>();
    Optional<ElboException> unread = Optional.empty();
    for (Path file : files()) {
      try {
        Checkpoint checkpoint = CheckpointFile.read(new WholeFile(conf, file));
        Optional<String> reason =
            checkpoint.runId().equals(runId)
                ? objection.apply(checkpoint)
                : Optional.of("It belongs to run [" + checkpoint.runId() + "].");
        if (reason.isEmpty()) {
          return new Latest(Optional.of(checkpoint), refused);
        }
        refused.add(new Refused(file, reason.get()));
      } catch (ElboException e) {
        refused.add(new Refused(file, e.getMessage()));
        unread = unread.or(() -> Optional.of(e).filter(x -> x.kind() != ElboException.Kind.DATA));
      }
    }
    if (unread.isPresent()) {
      throw unread.get();
    }
    return new Latest(Optional.empty(), refused);
  }

  /** The epochs that there are checkpoints of. */
  public Set<Integer> epochs() {
    return files().stream().map(Checkpoints::epoch).collect(Collectors.toSet());
  }

  /**
   * Deletes those of later epochs: a run that goes on from an earlier one writes them again, and
   * what is kept must be its own.
   */
  public void discardAfter(int epoch) {
    try {
      FileSystem fs = Storage.of(conf, directory);
      for (Path file : newestFirst(fs)) {
        if (epoch(file) > epoch) {
          fs.delete(file, false);
        }
      }
    } catch (IOException e) {
      throw Failures.cannotWrite(directory, e);
    }
  }

  private List<Path> files() {
    try {
      return newestFirst(Storage.of(conf, directory));
    } catch (IOException e) {
      throw Failures.cannotRead(directory, e);
    }
  }

  private List<Path> newestFirst(FileSystem fs) throws IOException {
    if (!fs.exists(directory)) {
      return List.of();
    }
    return Stream.of(fs.listStatus(directory))
        .map(FileStatus::getPath)
        .filter(p -> NAME.matcher(p.getName()).matches())
        .sorted(Comparator.comparingInt(Checkpoints::epoch).reversed())
        .toList();
  }

  private static int epoch(Path file) {
    Matcher name = NAME.matcher(file.getName());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }
}
