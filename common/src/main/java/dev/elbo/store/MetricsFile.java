package dev.elbo.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * metrics.jsonl: one JSON object a line, one line an epoch. Not every file system can append, so
 * the file is written whole at every epoch. Part of the run's format, whose version run.json
 * carries.
 */
public final class MetricsFile {
  private final WholeFile file;
  private final List<EpochMetrics> lines;

  /**
   * A file to be continued; it changes with the first line that is appended.
   *
   * @param past the lines to keep: none of a new run, those up to its checkpoint of a resumed one
   */
  public MetricsFile(WholeFile file, List<EpochMetrics> past) {
    this.file = file;
    this.lines = new ArrayList<>(past);
  }

  /**
   * Adds a line and writes the file.
   *
   * @throws dev.elbo.ElboException (settings) if the place cannot be written
   */
  public void append(EpochMetrics line) {
    lines.add(line);
    write(file, lines);
  }

  /**
   * Writes all lines.
   *
   * @throws dev.elbo.ElboException (settings) if the place cannot be written
   */
  public static void write(WholeFile file, List<EpochMetrics> lines) {
    String text = lines.stream().map(l -> Json.toLine(l) + "\n").collect(Collectors.joining());
    file.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The lines so far. */
  public List<EpochMetrics> lines() {
    return Collections.unmodifiableList(lines);
  }

  /**
   * Reads all lines; none if there is no file, which is so until the first epoch ends.
   *
   * @throws dev.elbo.ElboException (data) naming the file and the line that is none
   */
  public static List<EpochMetrics> read(WholeFile file) {
    if (!file.exists()) {
      return List.of();
    }
    List<String> text = new String(file.read(), StandardCharsets.UTF_8).lines().toList();
    List<EpochMetrics> lines = new ArrayList<>();
    for (String line : text) {
      lines.add(Json.fromLine(line, EpochMetrics.class, file.path(), lines.size() + 1));
    }
    return List.copyOf(lines);
  }
}
