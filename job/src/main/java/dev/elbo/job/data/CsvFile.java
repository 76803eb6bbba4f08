package dev.elbo.job.data;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.elbo.ElboException;
import dev.elbo.settings.DataSettings.CsvLayout;
import dev.elbo.settings.DataSettings.Header;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One CSV file as the driver looks at it: its header, its first rows, the line of a bad one. */
record CsvFile(Path file, CsvLayout layout, Configuration hadoop) {
  private static final int MAX_COLUMNS = 1 << 17;
  private static final int FIRST_ROWS = 100;

  /**
   * The names of the columns; {@code c0, c1, ..} if the layout has no header.
   *
   * @throws ElboException if the file is empty or a name occurs twice
   */
  List<String> columns() {
    String[] first = parse(parser -> parser.parseNext());
    String name = DataFiles.display(file);
    if (first == null) {
      throw ElboException.data(
          "Cannot read [%s]: the file is empty. Give a file with a header and rows."
              .formatted(name));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < first.length; i++) {
      first[i] = layout.header() == Header.PRESENT && first[i] != null ? first[i].strip() : "c" + i;
      if (!seen.add(first[i])) {
        throw ElboException.data(
            "Cannot read [%s]: the header has the name [%s] twice. Rename one of the columns."
                .formatted(name, first[i]));
      }
    }
    return List.of(first);
  }

  /**
   * The first cell of each column that is not empty, within the first rows; null if there is none.
   */
  String[] sample(int columns) {
    return parse(
        parser -> {
          String[] sample = new String[columns];
          skipHeader(parser);
          String[] row = parser.parseNext();
          for (int n = 0; n < FIRST_ROWS && row != null; n++, row = parser.parseNext()) {
            for (int i = 0; i < Math.min(columns, row.length); i++) {
              sample[i] = sample[i] == null ? row[i] : sample[i];
            }
          }
          return sample;
        });
  }

  /** The line of the first record that matches, counted from 1. */
  OptionalLong line(Predicate<String[]> wanted) {
    return parse(
        parser -> {
          skipHeader(parser);
          long before = parser.getContext().currentLine();
          String[] row = parser.parseNext();
          while (row != null) {
            if (wanted.test(row)) {
              return OptionalLong.of(before + 1);
            }
            before = parser.getContext().currentLine();
            row = parser.parseNext();
          }
          return OptionalLong.empty();
        });
  }

  private void skipHeader(CsvParser parser) {
    if (layout.header() == Header.PRESENT) {
      parser.parseNext();
    }
  }

  private <T> T parse(Function<CsvParser, T> body) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(layout.separator());
    settings.getFormat().setQuote(layout.quote());
    settings.setMaxColumns(MAX_COLUMNS);
    settings.setMaxCharsPerColumn(-1);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setHeaderExtractionEnabled(false);
    try (Reader reader =
        new InputStreamReader(DataFiles.open(file, hadoop), StandardCharsets.UTF_8)) {
      CsvParser parser = new CsvParser(settings);
      parser.beginParsing(reader);
      T result = body.apply(parser);
      parser.stopParsing();
      return result;
    } catch (IOException | RuntimeException e) {
      if (e instanceof ElboException known) {
        throw known;
      }
      throw ReadFailure.of(DataFiles.display(file), e);
    }
  }
}
