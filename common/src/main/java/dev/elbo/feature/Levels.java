package dev.elbo.feature;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The categories of a column, coded 0, 1, 2 and so on in the order of their texts. The last code
 * may be that of all others: levels too rare to be learned, and those that training never saw.
 */
public final class Levels implements ColumnMap {
  private static final long serialVersionUID = 1;

  /** What generated rows say for all others. */
  public static final String OTHER = "other";

  /** The code of a level that has none. */
  public static final double UNKNOWN = -1;

  /** What a level without a code of its own is. */
  public enum Others {
    /** One more code. */
    CODE,
    /** An error. */
    ERROR
  }

  private final String[] names;
  private final Others others;

  /** The keys of the levels in rising order, and their codes. */
  private final double[] keys;

  private final int[] codes;

  /**
   * Levels.
   *
   * @param names their texts, in the order of their codes
   */
  public Levels(List<String> names, Others others) {
    this.names = names.toArray(String[]::new);
    this.others = others;
    double[] unsorted = names.stream().mapToDouble(CategoryKey::of).toArray();
    this.codes =
        IntStream.range(0, unsorted.length)
            .boxed()
            .sorted((a, b) -> Double.compare(unsorted[a], unsorted[b]))
            .mapToInt(code -> code)
            .toArray();
    this.keys = IntStream.of(codes).mapToDouble(code -> unsorted[code]).toArray();
  }

  /** The texts of the levels that have a code of their own, in the order of their codes. */
  public List<String> names() {
    return List.of(names);
  }

  /** What a level without a code of its own is. */
  public Others others() {
    return others;
  }

  /** How many codes there are. */
  public int count() {
    return names.length + (others == Others.CODE ? 1 : 0);
  }

  /** The text of a code. */
  public String name(int code) {
    return code < names.length ? names[code] : OTHER;
  }

  /** The code of a level by its {@link CategoryKey}. */
  @Override
  public double apply(double key) {
    if (Double.isNaN(key)) {
      return key;
    }
    int at = Arrays.binarySearch(keys, key);
    return at >= 0 ? codes[at] : others == Others.CODE ? names.length : UNKNOWN;
  }

  /** The key of a code's text. */
  @Override
  public double invert(double code) {
    return CategoryKey.of(name((int) code));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Levels that
        && Arrays.equals(names, that.names)
        && others == that.others;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + (others == Others.CODE ? 1 : 0);
  }
}
