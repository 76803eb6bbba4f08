package dev.elbo.job.data;

import dev.elbo.settings.DataSettings.Header;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapred.LineRecordReader;

/** The lines of one piece that hold something, without the header; closed at its end. */
final class CsvLines implements Iterator<String> {
  private final Path file;
  private final LineRecordReader reader;
  private final LongWritable position = new LongWritable();
  private final Text text = new Text();
  private String next;

  CsvLines(CsvPiece piece, Header header, Configuration hadoop) {
    this.file = new Path(piece.file());
    try {
      reader =
          new LineRecordReader(
              hadoop, new FileSplit(file, piece.start(), piece.length(), (String[]) null));
    } catch (IOException e) {
      throw ReadFailure.of(DataFiles.display(file), e);
    }
    advance();
    if (header == Header.PRESENT && piece.start() == 0 && next != null) {
      advance();
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public String next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    String line = next;
    advance();
    return line;
  }

  /** The same lines as something else. */
  <T> Iterator<T> map(Function<String, T> what) {
    Iterator<String> lines = this;
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return lines.hasNext();
      }

      @Override
      public T next() {
        return what.apply(lines.next());
      }
    };
  }

  private void advance() {
    try {
      do {
        next = reader.next(position, text) ? text.toString() : null;
      } while (next != null && next.isBlank());
      if (next == null) {
        reader.close();
      }
    } catch (IOException | RuntimeException e) { // A decompressor throws what it likes.
      throw ReadFailure.of(DataFiles.display(file), e);
    }
  }
}
