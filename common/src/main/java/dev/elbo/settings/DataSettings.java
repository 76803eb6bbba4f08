package dev.elbo.settings;

import dev.elbo.feature.Schema;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to read and how to prepare it ({@code elbo.data}).
 *
 * @param format the kind of files at the path
 * @param path a file, a folder or a pattern on any Hadoop file system; absolute or a URI; of jdbc
 *     and table, the name of a table
 * @param columns the features in their order; empty takes every numeric column but the label
 * @param label a column that is carried along and never trained on
 * @param image height, width and channels, if the columns of a table are the pixels of an image,
 *     and what image files are resized to; idx files know their own
 * @param csv the dialect of CSV; the other formats ignore it
 * @param reading which rows are read, and what Spark is told about it
 * @param scale how raw cells become what the network sees
 * @param rangeLow the raw value that {@link Scale#UNIT} maps to 0
 * @param rangeHigh the raw value that {@link Scale#UNIT} maps to 1, above {@code rangeLow}
 * @param missing what to do with an empty cell
 * @param kinds what columns are besides plain numbers
 * @param validation which examples measure the model without training it
 */
public record DataSettings(
    Format format,
    String path,
    List<String> columns,
    Optional<String> label,
    Optional<Schema.ImageShape> image,
    CsvLayout csv,
    Reading reading,
    Scale scale,
    double rangeLow,
    double rangeHigh,
    Missing missing,
    Kinds kinds,
    Validation validation) {

  /** The kinds of files. */
  public enum Format {
    CSV(Reader.OWN),
    PARQUET(Reader.FILES),
    JSON(Reader.FILES),
    ORC(Reader.FILES),
    AVRO(Reader.FILES),
    LIBSVM(Reader.FILES),
    /** A table of a database. */
    JDBC(Reader.NAMED),
    /** A table of a catalog of Spark. */
    TABLE(Reader.NAMED),
    /** The format of MNIST. */
    IDX(Reader.OWN),
    /** Picture files, one a row. */
    IMAGE(Reader.PICTURES);

    private final Reader reader;

    Format(Reader reader) {
      this.reader = reader;
    }

    /** Whether Spark makes a table of it, which can be filtered. */
    public boolean isTable() {
      return reader == Reader.FILES || reader == Reader.NAMED;
    }

    /** Whether the path is the name of a table. */
    public boolean isNamed() {
      return reader == Reader.NAMED;
    }

    /** Whether Spark reads it, and takes options. */
    public boolean takesOptions() {
      return reader != Reader.OWN;
    }

    private enum Reader {
      OWN,
      FILES,
      NAMED,
      PICTURES
    }
  }

  /** How raw cells become what the network sees. */
  public enum Scale {
    /** As they are. */
    NONE,
    /** The declared range onto [0, 1]. */
    UNIT,
    /** The least and the greatest training value of each column onto [0, 1]. */
    MINMAX,
    /** Each column to mean 0 and variance 1 over the training rows. */
    STANDARD,
    /** The median of each column to 0, its quartiles one apart. */
    ROBUST,
    /** The rank of each value among the training rows as a standard normal quantile. */
    QUANTILE
  }

  /** What to do with an empty cell. */
  public enum Missing {
    ERROR,
    /** Leave the row out. */
    DROP,
    /** Take the mean of the column over the training rows, or the most frequent category. */
    MEAN,
    /** Leave it empty, tell the encoder, and ask no likelihood of it. */
    INDICATOR
  }

  /** What a category is that training did not see. */
  public enum Unknown {
    /** One of all those that are rare. */
    OTHER,
    ERROR
  }

  /**
   * What columns are besides plain numbers.
   *
   * @param categorical columns whose values are categories, besides those of texts
   * @param log columns whose logarithm is scaled
   * @param rare the part of the rows, in [0, 1), below which a category is one of all others
   * @param unknown what a category is that training did not see
   */
  public record Kinds(List<String> categorical, List<String> log, double rare, Unknown unknown) {
    /** Plain numbers. */
    public static final Kinds PLAIN = new Kinds(List.of(), List.of(), 0, Unknown.OTHER);

    public Kinds {
      categorical = List.copyOf(categorical);
      log = List.copyOf(log);
      Require.distinct("elbo.data.categorical", categorical);
      Require.distinct("elbo.data.log", log);
      Require.fraction("elbo.data.categories.rare", rare);
      for (String column : log) {
        if (categorical.contains(column)) {
          throw new InvalidSetting(
              "elbo.data.log",
              "[%s] is also one of elbo.data.categorical".formatted(column),
              "Take it out of one of the two");
        }
      }
    }
  }

  /** Whether the first line of a CSV file names the columns. */
  public enum Header {
    PRESENT,
    ABSENT
  }

  /**
   * A dialect of CSV.
   *
   * @param header whether the first line names the columns
   * @param separator between two cells
   * @param quote around a cell that contains the separator
   */
  public record CsvLayout(Header header, char separator, char quote) implements Serializable {
    public CsvLayout {
      if (separator == quote) {
        throw new InvalidSetting(
            "elbo.data.options.separator",
            "[%s] is also elbo.data.options.quote".formatted(separator),
            "Give two different characters");
      }
    }
  }

  /**
   * Which rows are read, and how Spark reads them.
   *
   * @param options for the reader of Spark, by name; may hold secrets
   * @param filter a predicate of Spark SQL that rows must fulfil
   * @param sample the fraction of the rows to keep, in (0, 1]
   */
  public record Reading(Map<String, String> options, Optional<String> filter, double sample) {
    /** All rows, without options. */
    public static final Reading PLAIN = new Reading(Map.of(), Optional.empty(), 1);

    public Reading {
      options = Map.copyOf(options);
      filter.ifPresent(f -> Require.notBlank("elbo.data.filter", f));
      if (!(sample > 0 && sample <= 1)) {
        throw new InvalidSetting(
            "elbo.data.sample",
            "[%s] is not above 0 and at most 1".formatted(sample),
            "Give the fraction of the rows to keep, such as 0.1");
      }
    }

    /** Without the values, which may be secrets. */
    @Override
    public String toString() {
      return "options %s, filter %s, sample %s"
          .formatted(new TreeMap<>(options).keySet(), filter, sample);
    }
  }

  /**
   * The examples that are held out. At most one of the two is given.
   *
   * @param fraction of the rows of the data, in [0, 1); 0 holds none out
   * @param path of other data in the same format
   */
  public record Validation(double fraction, Optional<String> path) {
    public Validation {
      Require.fraction("elbo.data.validation.fraction", fraction);
      path.ifPresent(p -> Require.notBlank("elbo.data.validation.path", p));
      if (fraction > 0 && path.isPresent()) {
        throw new InvalidSetting(
            "elbo.data.validation.fraction",
            "[%s] is given beside elbo.data.validation.path [%s]".formatted(fraction, path.get()),
            "Give one of the two");
      }
    }
  }

  public DataSettings {
    columns = List.copyOf(columns);
    Require.notBlank("elbo.data.path", path);
    Require.distinct("elbo.data.columns", columns);
    label.ifPresent(l -> Require.notBlank("elbo.data.label", l));
    if (label.isPresent() && columns.contains(label.get())) {
      throw new InvalidSetting(
          "elbo.data.label",
          "[%s] is also one of elbo.data.columns".formatted(label.get()),
          "Take it out of one of the two");
    }
    if (!(rangeLow < rangeHigh) || !Double.isFinite(rangeLow) || !Double.isFinite(rangeHigh)) {
      throw new InvalidSetting(
          "elbo.data.range",
          "[%s, %s] is not an interval".formatted(rangeLow, rangeHigh),
          "Give two finite numbers, the lower one first");
    }
  }

  /** The same with these columns. */
  public DataSettings withColumns(List<String> others) {
    return new DataSettings(
        format,
        path,
        others,
        label,
        image,
        csv,
        reading,
        scale,
        rangeLow,
        rangeHigh,
        missing,
        kinds,
        validation);
  }

  /** The same with other rows held out. */
  public DataSettings withValidation(Validation other) {
    return new DataSettings(
        format, path, columns, label, image, csv, reading, scale, rangeLow, rangeHigh, missing,
        kinds, other);
  }

  /** The same read in another way. */
  public DataSettings withReading(Reading other) {
    return new DataSettings(
        format,
        path,
        columns,
        label,
        image,
        csv,
        other,
        scale,
        rangeLow,
        rangeHigh,
        missing,
        kinds,
        validation);
  }

  /** The same with something else done to missing cells. */
  public DataSettings withMissing(Missing other) {
    return new DataSettings(
        format,
        path,
        columns,
        label,
        image,
        csv,
        reading,
        scale,
        rangeLow,
        rangeHigh,
        other,
        kinds,
        validation);
  }
}
