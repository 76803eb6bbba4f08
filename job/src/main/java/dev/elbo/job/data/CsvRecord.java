package dev.elbo.job.data;

import com.univocity.parsers.csv.CsvParser;
import java.io.Serializable;

/**
 * What a record of a CSV file becomes.
 *
 * @param reader of its cells
 * @param at where the features stand
 * @param label where the label stands; -1 if nowhere
 * @param width cells of a record
 */
record CsvRecord(CellReader reader, int[] at, int label, int width) implements Serializable {

  ParsedRow parse(CsvParser parser, String file, String text) {
    return parse(parser.parseLine(text), file, text);
  }

  ParsedRow parse(String[] cells, String file, String text) {
    if (cells.length != width) {
      String reason = "which does not have the [" + width + "] cells of the header";
      return ParsedRow.bad(new Problem(file, "", text, reason, "Mend the row."));
    }
    double[] values = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      values[i] = CellReader.parse(cells[at[i]]);
    }
    return reader.read(file, values, i -> cells[at[i]], label < 0 ? null : cells[label]);
  }
}
