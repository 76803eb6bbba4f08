package dev.elbo.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of golden files: every CSV in it must be of a known kind and right in every row. */
final class GoldenFolder {
  private static final int SHOWN = 20;

  private static final Map<String, GoldenKind> KINDS =
      Map.of(
          "golden_implicit_grads.csv", new ImplicitGradientRows(),
          "golden_gamma_logspace.csv", new LogGammaRows(),
          "golden_dirichlet_grads.csv", new DirichletRows(),
          "golden_kl.csv", new KlRows(),
          "golden_toy_variances.csv", new ToyVarianceRows());

  private GoldenFolder() {}

  /** The CSV files of a folder, at least one. */
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new AssertionError("[" + folder + "] is no folder");
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files =
          all.filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".csv")).sorted().toList();
      if (files.isEmpty()) {
        throw new AssertionError("[" + folder + "] has no CSV file");
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks every row of a file.
   *
   * @return how many there are
   * @throws AssertionError that lists the rows that are off
   */
  static int check(Path file) {
    GoldenKind kind = KINDS.get(file.getFileName().toString());
    if (kind == null) {
      throw new AssertionError(
          "[" + file.getFileName() + "] is not a known golden file: " + KINDS.keySet());
    }
    List<String> failures = new ArrayList<>();
    List<GoldenRow> rows = GoldenTable.read(file, kind.columns());
    for (GoldenRow row : rows) {
      try {
        kind.check(row);
      } catch (AssertionError | RuntimeException e) {
        failures.add(
            e instanceof AssertionError ? e.getMessage() : row.failure(e.toString()).getMessage());
      }
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(
          failures.size()
              + " of "
              + rows.size()
              + " rows are off:\n"
              + String.join("\n", failures.subList(0, Math.min(SHOWN, failures.size()))));
    }
    return rows.size();
  }
}
