package dev.elbo.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Small files of a directory that count: {@code 00000001.json}, {@code 00000002.json}, .. Each is
 * created once, whole, and never rewritten, by however many processes on however many machines at
 * once; so the highest one is the same for everybody, and all of them are a history. Exclusive on
 * local disks and HDFS; on object stores, see {@link #isExclusive}.
 */
public final class NumberedFiles {
  private static final Pattern NAME = Pattern.compile("([0-9]{8,18})\\.json");

  private final Configuration conf;
  private final Path directory;

  /** Touches nothing; the directory is made with the first file. */
  public NumberedFiles(Configuration conf, Path directory) {
    this.conf = conf;
    this.directory = directory;
  }

  /**
   * Creates the file of a number.
   *
   * @return false if there is one
   * @throws dev.elbo.ElboException (settings) if the place cannot be written
   */
  public boolean create(long number, byte[] bytes) {
    Path path = file(number).path();
    try {
      return NewFile.create(fileSystem(), path, bytes);
    } catch (IOException | FSError e) {
      throw Failures.cannotWrite(path, e);
    }
  }

  /**
   * Creates the next one: the first after the highest that nobody else creates meanwhile.
   *
   * @param content of the file of a number
   * @return its number
   * @throws dev.elbo.ElboException (settings) if the place cannot be written
   */
  public long append(LongFunction<byte[]> content) {
    long number = highest().orElse(0) + 1;
    while (!create(number, content.apply(number))) {
      number++;
    }
    return number;
  }

  /**
   * False where two that create the same file at the same moment can both be told that they did,
   * and the bytes of one of them stay.
   */
  public boolean isExclusive() {
    try {
      return NewFile.isExclusive(fileSystem());
    } catch (IOException e) {
      throw Failures.cannotRead(directory, e);
    }
  }

  /** The highest number that there is. */
  public OptionalLong highest() {
    return numbers().max();
  }

  /** All numbers, ascending. */
  public List<Long> all() {
    return numbers().sorted().boxed().toList();
  }

  private LongStream numbers() {
    try {
      return Arrays.stream(fileSystem().listStatus(directory))
          .map(FileStatus::getPath)
          .map(path -> NAME.matcher(path.getName()))
          .filter(Matcher::matches)
          .mapToLong(name -> Long.parseLong(name.group(1)));
    } catch (FileNotFoundException e) {
      return LongStream.empty();
    } catch (IOException e) {
      throw Failures.cannotRead(directory, e);
    }
  }

  /** The file of a number, which may not exist. */
  public WholeFile file(long number) {
    return new WholeFile(conf, new Path(directory, name(number) + ".json"));
  }

  /** A number as it stands in names: at least eight digits, so that names sort as numbers do. */
  public static String name(long number) {
    return String.format(Locale.ROOT, "%08d", number);
  }

  /** Where they lie. */
  public Path directory() {
    return directory;
  }

  private FileSystem fileSystem() throws IOException {
    return Storage.of(conf, directory);
  }
}
