package dev.elbo.store;

import dev.elbo.ElboException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** {@code <output.dir>/runs/<run-id>/} and the names in it. */
public final class RunDirectory {
  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

  /** What is there under a run id. */
  public enum State {
    /** Nothing. */
    ABSENT,
    /** A run that runs, died or failed: it can be resumed. */
    UNFINISHED,
    /** A run with a whole model. */
    FINISHED
  }

  /** What to do with a run of the same id. */
  public enum Existing {
    /** Resume an unfinished one, refuse a finished one. */
    RESUME,
    /** Delete it, whatever it is. */
    OVERWRITE
  }

  private final Configuration conf;
  private final Path path;

  /**
   * Touches nothing.
   *
   * @param outputDir {@code output.dir}: a path or a URI
   * @throws ElboException (settings) if it is none, or the run id is no file name
   */
  public RunDirectory(Configuration conf, String outputDir, String runId) {
    if (!RUN_ID.matcher(runId).matches()) {
      throw ElboException.settings(
          "Cannot name run ["
              + runId
              + "]: it becomes the name of a directory. Use letters, digits, '_', '.' and '-', at"
              + " most 128, the first a letter or a digit.");
    }
    this.conf = conf;
    this.path = new Path(new Path(outputDirectory(outputDir), "runs"), runId);
  }

  private static Path outputDirectory(String outputDir) {
    try {
      return new Path(outputDir);
    } catch (IllegalArgumentException e) {
      throw ElboException.settings(
          "Cannot use output.dir ["
              + outputDir
              + "]: it is no path ["
              + Failures.reason(e)
              + "]. Give a path or a URI such as hdfs:///elbo.",
          e);
    }
  }

  /**
   * Makes the directory ready for a run: creates it or, if there is an unfinished one, clears away
   * what a killed process left half-written. Says what the run begins from.
   *
   * @throws ElboException (settings) if the place cannot be written, or a finished run is to be
   *     resumed
   */
  public State open(Existing existing) {
    State state = existing == Existing.OVERWRITE ? State.ABSENT : state();
    if (state == State.FINISHED) {
      throw finished(RunRecord.read(runFile()));
    }
    try {
      FileSystem fs = Storage.of(conf, path);
      if (state == State.ABSENT) {
        discard(fs);
      }
      prepare(fs);
    } catch (IOException e) {
      throw Failures.cannotWrite(path, e);
    }
    return state;
  }

  /**
   * Refuses a finished run; touches nothing.
   *
   * @throws ElboException (settings) if there is one
   */
  public void requireUnfinished() {
    if (state() == State.FINISHED) {
      throw finished(RunRecord.read(runFile()));
    }
  }

  private ElboException finished(RunRecord record) {
    return ElboException.settings(
        "Cannot start run ["
            + record.runId()
            + "]: it finished on ["
            + record.ended().map(Object::toString).orElse("an unknown day")
            + "] in ["
            + path
            + "]. Use --overwrite to train it again, or change a setting.");
  }

  /** Takes the old run away in one step: half a run must not look like a finished one. */
  private void discard(FileSystem fs) throws IOException {
    if (fs.exists(path)) {
      Path old = Storage.temporary(path);
      Storage.move(fs, path, old);
      fs.delete(old, true);
    }
    Storage.sweep(fs, path.getParent(), path.getName() + ".");
  }

  private void prepare(FileSystem fs) throws IOException {
    if (!Storage.makeFolder(fs, path)) {
      throw new IOException("no directory could be created");
    }
    Storage.sweep(fs, path, "");
    Storage.sweep(fs, checkpoints(), "");
    modelDirectory().recover();
    WholeFile probe = new WholeFile(conf, new Path(path, ".writable"));
    probe.write(new byte[0]);
    probe.delete();
  }

  /**
   * What is there now.
   *
   * @throws ElboException (data) if run.json is not readable
   */
  public State state() {
    try {
      if (!Storage.of(conf, path).exists(path)) {
        return State.ABSENT;
      }
    } catch (IOException e) {
      throw Failures.cannotRead(path, e);
    }
    boolean finished =
        runFile().exists() && RunRecord.read(runFile()).status() == RunRecord.Status.FINISHED;
    return finished ? State.FINISHED : State.UNFINISHED;
  }

  /** The run's directory. */
  public Path path() {
    return path;
  }

  /** run.json, see {@link RunRecord}. */
  public WholeFile runFile() {
    return file("run.json");
  }

  /** settings.conf: everything resolved. */
  public WholeFile settingsFile() {
    return file("settings.conf");
  }

  /** metrics.jsonl, see {@link MetricsFile}. */
  public WholeFile metricsFile() {
    return file("metrics.jsonl");
  }

  /** report.html. */
  public WholeFile reportFile() {
    return file("report.html");
  }

  /** checkpoints/, see {@link Checkpoints}. */
  public Path checkpoints() {
    return new Path(path, "checkpoints");
  }

  /** shards/, see {@link ShardStates}. */
  public Path shards() {
    return new Path(path, "shards");
  }

  /** model/, see {@link ModelDirectory}. */
  public Path model() {
    return new Path(path, "model");
  }

  private WholeDirectory modelDirectory() {
    return new WholeDirectory(conf, model());
  }

  private WholeFile file(String name) {
    return new WholeFile(conf, new Path(path, name));
  }
}
