package dev.elbo.job.data;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.elbo.ElboException;
import dev.elbo.settings.DataSettings.CsvLayout;
import dev.elbo.settings.DataSettings.Header;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One CSV file as the driver looks at it: its header, its first rows, the line of a bad one. */
record CsvFile(Path file, CsvLayout layout, Configuration hadoop) {
  /** More than any table has; a limit must be said. */
  static final int MAX_COLUMNS = 1 << 17;

  private static final int FIRST_ROWS = 100;

  /**
   * The names of the columns; {@code c0, c1, ..} if the layout has no header.
   *
   * @throws ElboException if the file is empty or a name occurs twice
   */
  List<String> columns() {
    String[] first = parse(Rows::next);
    String name = DataFiles.display(file);
    if (first == null) {
      throw ElboException.data(
          "Cannot read [%s]: the file is empty. Fill it or take it away.".formatted(name));
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
   * Which columns have a number in the first rows. One is enough: a column of numbers with a text
   * among them is no text to leave out in silence.
   */
  boolean[] numbers(int columns) {
    return parse(
        rows -> {
          boolean[] numbers = new boolean[columns];
          skipHeader(rows);
          String[] row = rows.next();
          for (int n = 0; n < FIRST_ROWS && row != null; n++, row = rows.next()) {
            for (int i = 0; i < Math.min(columns, row.length); i++) {
              numbers[i] |= CellReader.isNumber(row[i]);
            }
          }
          return numbers;
        });
  }

  /** Looks at one record: its cells, its text and its line, counted from 1. */
  interface Look<T> {
    Optional<T> at(String[] cells, String text, long line);
  }

  /** What the first record gives that gives something. */
  <T> Optional<T> first(Look<T> look) {
    return parse(
        rows -> {
          skipHeader(rows);
          Optional<T> found = Optional.empty();
          for (String[] row = rows.next(); row != null && found.isEmpty(); row = rows.next()) {
            found = look.at(row, rows.text, rows.line);
          }
          return found;
        });
  }

  private void skipHeader(Rows rows) throws IOException {
    if (layout.header() == Header.PRESENT) {
      rows.next();
    }
  }

  /** Reads a record as Spark does: a cell is what stands between two separators. */
  static CsvParser parser(CsvLayout layout) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(layout.separator());
    settings.getFormat().setQuote(layout.quote());
    settings.getFormat().setQuoteEscape(layout.quote());
    settings.setCommentProcessingEnabled(false);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setMaxColumns(MAX_COLUMNS);
    settings.setMaxCharsPerColumn(-1);
    return new CsvParser(settings);
  }

  private interface Body<T> {
    T apply(Rows rows) throws IOException;
  }

  private <T> T parse(Body<T> body) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(DataFiles.open(file, hadoop), StandardCharsets.UTF_8))) {
      return body.apply(new Rows(reader, parser(layout)));
    } catch (IOException | TextParsingException e) {
      throw ReadFailure.of(DataFiles.display(file), e);
    }
  }

  /** The records of a file, a line each as Spark reads them: lines may end differently. */
  private static final class Rows {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedReader reader;
    private final CsvParser parser;
    private long line;
    private String text;

    Rows(BufferedReader reader, CsvParser parser) {
      this.reader = reader;
      this.parser = parser;
    }

    /** The next record; null at the end. */
    String[] next() throws IOException {
      do {
        text = reader.readLine();
        line++;
        text = line == 1 && text != null ? text.replaceFirst("^" + BYTE_ORDER_MARK, "") : text;
      } while (text != null && text.isBlank());
      return text == null ? null : parser.parseLine(text);
    }
  }
}
