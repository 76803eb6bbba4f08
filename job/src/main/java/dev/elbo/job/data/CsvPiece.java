package dev.elbo.job.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;

/**
 * A part of a file of lines: those that start in it.
 *
 * @param file a Hadoop path
 * @param start its first byte
 * @param length in bytes
 */
record CsvPiece(String file, long start, long length) implements Serializable {
  private static final long MOST = 64L << 20;
  private static final long LEAST = 4L << 20;

  /** What opening a file costs, in bytes that are read meanwhile. */
  private static final long OPEN = 1L << 20;

  /** The pieces of all files in their order, a list a task. */
  static List<ArrayList<CsvPiece>> cut(List<FileStatus> files, int slots, Configuration hadoop) {
    long all = files.stream().mapToLong(file -> file.getLen() + OPEN).sum();
    long most = Math.min(MOST, Math.max(LEAST, all / slots));
    CompressionCodecFactory codecs = new CompressionCodecFactory(hadoop);
    List<ArrayList<CsvPiece>> tasks = new ArrayList<>();
    long room = 0;
    for (FileStatus file : files) {
      CompressionCodec codec = codecs.getCodec(file.getPath());
      boolean whole = codec != null && !(codec instanceof SplittableCompressionCodec);
      long length = whole ? file.getLen() : most;
      for (long start = 0; start < file.getLen(); start += length) {
        long taken = Math.min(length, file.getLen() - start);
        if (tasks.isEmpty() || room < taken) {
          tasks.add(new ArrayList<>());
          room = most;
        }
        tasks.get(tasks.size() - 1).add(new CsvPiece(file.getPath().toString(), start, taken));
        room -= taken + OPEN;
      }
    }
    return tasks;
  }
}
