package dev.elbo.store;

import dev.elbo.ElboException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * shards/: what each shard keeps for itself from one round to the next, a file a shard in a folder
 * a round. Executors write them, by the number of the shard: whoever runs the next round of a shard
 * finds its state, and a task that is run twice writes the same bytes. The driver deletes the
 * folders of rounds that nobody will go back to.
 */
public final class ShardStates {
  private static final Pattern ROUND = Pattern.compile("epoch-([0-9]{5,9})\\.round-([0-9]{5,9})");
  private static final int VERSION = 1;
  private static final String PARAMETERS = "parameters";
  private static final String MOMENTS = "moments";

  /**
   * A point between two rounds.
   *
   * @param epoch completed ones
   * @param round completed ones of the epoch after them
   */
  public record Point(int epoch, int round) {}

  /**
   * What a shard keeps.
   *
   * @param parameters of its own model; empty if it goes on from the average
   * @param moments of its optimizer
   */
  @SuppressWarnings("ArrayRecordComponent") // Millions of floats; nobody compares two records.
  public record ShardState(float[] parameters, float[] moments) {}

  private record Document(
      int formatVersion, String runId, int epoch, int round, int shard, String sha256)
      implements VectorsFile.Described {
    @Override
    public List<String> vectors() {
      return List.of(PARAMETERS, MOMENTS);
    }
  }

  private final Configuration conf;
  private final Path directory;
  private final String runId;

  /** Touches nothing. */
  public ShardStates(Configuration conf, Path directory, String runId) {
    this.conf = conf;
    this.directory = directory;
    this.runId = runId;
  }

  /**
   * Writes the state of a shard at a point, whole or not at all.
   *
   * @throws dev.elbo.ElboException (settings) if the place cannot be written
   */
  public void write(Point point, int shard, ShardState state) {
    VectorsFile.write(
        file(point, shard),
        digest -> new Document(VERSION, runId, point.epoch(), point.round(), shard, digest),
        List.of(Tensor.of(PARAMETERS, state.parameters()), Tensor.of(MOMENTS, state.moments())));
  }

  /**
   * Reads it.
   *
   * @throws dev.elbo.ElboException (data) if it is missing, damaged or of another run
   */
  public ShardState read(Point point, int shard) {
    WholeFile file = file(point, shard);
    VectorsFile.Content<Document> content = VectorsFile.read(file, Document.class, VERSION);
    Document found = content.document();
    Document expected =
        new Document(VERSION, runId, point.epoch(), point.round(), shard, found.sha256());
    if (!found.equals(expected)) {
      throw Failures.damaged(
          file.path(),
          "it says [" + Json.toLine(found) + "] instead of [" + Json.toLine(expected) + "]");
    }
    return new ShardState(content.floats(PARAMETERS), content.floats(MOMENTS));
  }

  /**
   * What is wrong with the states of a point, if anything is: all of them are read.
   *
   * @throws ElboException (environment, settings) if the file system would not let one be read
   */
  public Optional<String> problem(Point point, int shards) {
    for (int shard = 0; shard < shards; shard++) {
      try {
        read(point, shard);
      } catch (ElboException e) {
        if (e.kind() != ElboException.Kind.DATA) {
          throw e;
        }
        return Optional.of(e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Deletes the states of all points that are not worth keeping. */
  public void retain(Predicate<Point> kept) {
    try {
      FileSystem fs = Storage.of(conf, directory);
      if (!fs.exists(directory)) {
        return;
      }
      for (Path folder : Stream.of(fs.listStatus(directory)).map(FileStatus::getPath).toList()) {
        Matcher name = ROUND.matcher(folder.getName());
        if (name.matches()
            && !kept.test(
                new Point(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))))) {
          fs.delete(folder, true);
        }
      }
    } catch (IOException e) {
      throw Failures.cannotWrite(directory, e);
    }
  }

  /** Deletes all of it. */
  public void delete() {
    try {
      Storage.of(conf, directory).delete(directory, true);
    } catch (IOException e) {
      throw Failures.cannotWrite(directory, e);
    }
  }

  private WholeFile file(Point point, int shard) {
    String folder =
        String.format(Locale.ROOT, "epoch-%05d.round-%05d", point.epoch(), point.round());
    String name = String.format(Locale.ROOT, "shard-%05d.npz", shard);
    return new WholeFile(conf, new Path(new Path(directory, folder), name));
  }
}
