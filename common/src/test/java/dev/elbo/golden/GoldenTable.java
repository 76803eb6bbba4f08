package dev.elbo.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A golden file as rows: a header, then lines of as many fields; empty lines do not count. */
final class GoldenTable {
  private GoldenTable() {}

  static List<GoldenRow> read(Path file, Set<String> columns) {
    List<String> lines = lines(file);
    if (lines.isEmpty()) {
      throw new AssertionError(file.getFileName() + ": the file is empty");
    }
    List<String> header = List.of(lines.get(0).split(",", -1));
    if (header.size() != columns.size() || !Set.copyOf(header).equals(columns)) {
      throw new AssertionError(
          file.getFileName() + ": the columns are " + header + ", expected " + columns);
    }
    List<GoldenRow> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty()) {
        rows.add(row(file.getFileName() + " line " + (i + 1), header, lines.get(i)));
      }
    }
    if (rows.isEmpty()) {
      throw new AssertionError(file.getFileName() + ": there is no row");
    }
    return rows;
  }

  private static GoldenRow row(String place, List<String> header, String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != header.size()) {
      throw new AssertionError(
          place + ": there are [" + fields.length + "] fields, expected " + header.size());
    }
    Map<String, String> byName = new HashMap<>();
    for (int i = 0; i < fields.length; i++) {
      byName.put(header.get(i), fields[i].strip());
    }
    return new GoldenRow(place, byName);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().map(String::strip).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
