package dev.elbo.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What a driver printed that nobody watches, and how it ended: a small file that the driver writes
 * anew while it runs, and the command that waits for it reads.
 *
 * @param formatVersion of the file
 * @param skipped lines at the beginning that the driver no longer keeps
 * @param lines those after them
 * @param exitCode of the driver, once it ended
 */
public record Console(
    int formatVersion, long skipped, List<Line> lines, Optional<Integer> exitCode) {
  private static final int VERSION = 1;

  /** Where a line was printed. */
  public enum Stream {
    /** Results and progress. */
    @JsonProperty("out")
    OUT,
    /** Errors. */
    @JsonProperty("err")
    ERR
  }

  /** A line without its end. */
  public record Line(Stream stream, String text) {}

  /** Absent parts become empty. */
  public Console {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }

  /** Of this version. */
  public Console(long skipped, List<Line> lines, Optional<Integer> exitCode) {
    this(VERSION, skipped, lines, exitCode);
  }

  /**
   * Replaces the file.
   *
   * @throws dev.elbo.ElboException (settings) if the place cannot be written
   */
  public void write(WholeFile file) {
    file.write(Json.toDocument(this));
  }

  /**
   * Reads a file.
   *
   * @throws dev.elbo.ElboException (data) naming the file, if it is none or of a newer version
   */
  public static Console read(WholeFile file) {
    return Json.fromDocument(file.read(), Console.class, file.path(), VERSION);
  }
}
