package dev.elbo.job.data;

import dev.elbo.ElboException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.util.MLUtils$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What one pass over lines of libsvm finds. Spark takes it too, to find how long the vectors are,
 * but does not say where a wrong line is.
 */
final class LibsvmFiles implements Serializable {
  private static final long serialVersionUID = 1;

  /** Rows are packed whole, zeros too: so many are 4 MiB each. */
  private static final int WIDEST = 1 << 20;

  private int width;
  private Problem problem;

  private LibsvmFiles() {}

  /**
   * The greatest index of all vectors.
   *
   * @param lines of text files
   * @param path of the files, for messages
   * @throws ElboException (data) naming the first wrong line and its file
   */
  static int width(Dataset<Row> lines, String path) {
    JavaRDD<Row> texts =
        lines.select(functions.col("value"), functions.input_file_name()).toJavaRDD();
    LibsvmFiles found;
    try {
      found =
          texts
              .mapPartitions(
                  part -> {
                    LibsvmFiles files = new LibsvmFiles();
                    part.forEachRemaining(line -> files.add(line.getString(0), line.getString(1)));
                    return List.of(files).iterator();
                  })
              .fold(new LibsvmFiles(), LibsvmFiles::merge);
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ReadFailure.of(path, e);
    }
    if (found.problem != null) {
      String file = DataFiles.display(DataFiles.ofSpark(found.problem.file()));
      throw ElboException.data(found.problem.message(file));
    }
    return found.width;
  }

  private void add(String line, String file) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    try {
      int[] indices = MLUtils$.MODULE$.parseLibSVMRecord(text)._2();
      int last = indices.length == 0 ? -1 : indices[indices.length - 1];
      if (last >= WIDEST) {
        String reason = "which is wider than [%d] features".formatted(WIDEST);
        add(new Problem(file, "", text, reason, "Mend the index, or leave rare features out."));
        return;
      }
      width = Math.max(width, last + 1);
    } catch (RuntimeException e) {
      String reason = "which is no libsvm [%s]".formatted(ReadFailure.firstLine(e));
      add(new Problem(file, "", text, reason, "Mend or remove the line."));
    }
  }

  private void add(Problem other) {
    if (problem == null || (other != null && other.compareTo(problem) < 0)) {
      problem = other;
    }
  }

  private LibsvmFiles merge(LibsvmFiles other) {
    width = Math.max(width, other.width);
    add(other.problem);
    return this;
  }
}
