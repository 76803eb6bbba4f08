package dev.elbo.job.averaging;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** averaging.json: all outcomes so far, one a line, written whole after each trial. */
final class Outcomes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final List<Outcome> all;

  private Outcomes(Path file, List<Outcome> all) {
    this.file = file;
    this.all = all;
  }

  /** Those of a file; none if there is no file. */
  static Outcomes read(Path file) {
    try {
      return new Outcomes(
          file,
          Files.exists(file)
              ? new ArrayList<>(
                  JSON.readValue(file.toFile(), new TypeReference<List<Outcome>>() {}))
              : new ArrayList<>());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest of a trial. */
  Optional<Outcome> of(Trial trial) {
    return all.stream().filter(trial::made).findFirst();
  }

  /** Takes the place of an older one of the same trial. */
  void put(Trial trial, Outcome outcome) {
    all.removeIf(trial::made);
    all.add(outcome);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path whole = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(
          whole,
          all.stream().map(Outcomes::line).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Outcome outcome) {
    try {
      return JSON.writeValueAsString(outcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
