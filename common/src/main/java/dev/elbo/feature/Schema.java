package dev.elbo.feature;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one row is: the features in the order in which the network sees them.
 *
 * @param columns the name of each feature; pixels are called {@code p0, p1, ..} row by row
 * @param label the column that is carried along and never trained on
 * @param image height and width if the features are the pixels of a grey image
 * @param types of the columns, one each; none if all are doubles
 */
public record Schema(
    List<String> columns,
    Optional<String> label,
    Optional<ImageShape> image,
    Optional<List<ColumnType>> types) {

  /** Height and width in pixels. */
  public record ImageShape(int height, int width) {}

  public Schema {
    columns = List.copyOf(columns);
    types = types.map(List::copyOf);
    if (types.isPresent() && types.get().size() != columns.size()) {
      throw new IllegalArgumentException(
          "[%d] columns have [%d] types".formatted(columns.size(), types.get().size()));
    }
  }

  /** Columns of doubles. */
  public Schema(List<String> columns, Optional<String> label, Optional<ImageShape> image) {
    this(columns, label, image, Optional.empty());
  }

  /** Columns of doubles without names of their own. */
  public static Schema ofNumbers(int features) {
    return new Schema(
        IntStream.range(0, features).mapToObj(Integer::toString).toList(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same columns with types. */
  public Schema typed(List<ColumnType> given) {
    boolean plain = given.stream().allMatch(ColumnType.DOUBLE::equals);
    return new Schema(columns, label, image, plain ? Optional.empty() : Optional.of(given));
  }

  /** The same columns of doubles. */
  public Schema untyped() {
    return new Schema(columns, label, image);
  }

  /** The type of a column. */
  public ColumnType type(int column) {
    return types.map(list -> list.get(column)).orElse(ColumnType.DOUBLE);
  }

  /** The number of features, the input width of the encoder. */
  public int features() {
    return columns.size();
  }
}
