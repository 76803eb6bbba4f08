package dev.elbo.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one row is: the features in the order in which the network sees them.
 *
 * @param columns the name of each feature; pixels are called {@code p0, p1, ..} row by row, of
 *     colours {@code r0, g0, b0, r1, ..}
 * @param label the column that is carried along and never trained on
 * @param image its shape if the features are the pixels of an image
 * @param types of the columns, one each; none if all are doubles
 */
public record Schema(
    List<String> columns,
    Optional<String> label,
    Optional<ImageShape> image,
    Optional<List<ColumnType>> types) {

  /**
   * The shape of an image, of which each feature is a channel of a pixel: row by row, the channels
   * of a pixel side by side.
   *
   * @param height in pixels
   * @param width in pixels
   * @param channels 1 (grey) or 3 (red, green, blue); models of old have none, which is grey
   */
  public record ImageShape(int height, int width, int channels) {
    /** What colours are made of. */
    public static final int COLOUR = 3;

    public ImageShape {
      channels = channels == 0 ? 1 : channels;
      if (channels != 1 && channels != COLOUR) {
        throw new IllegalArgumentException("[%d] channels are no image".formatted(channels));
      }
    }

    /** A grey image. */
    public ImageShape(int height, int width) {
      this(height, width, 1);
    }

    /** How many features it has. */
    public int features() {
      return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /** The names of the features. */
    public List<String> names() {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < height * width; i++) {
        if (channels == 1) {
          names.add("p" + i);
        } else {
          names.addAll(List.of("r" + i, "g" + i, "b" + i));
        }
      }
      return names;
    }

    /** The shape in words: {@code 28 x 28}, {@code 64 x 64 x 3}. */
    @Override
    public String toString() {
      return height + " x " + width + (channels == 1 ? "" : " x " + channels);
    }
  }

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

  /** The type of a column. */
  public ColumnType type(int column) {
    return types.map(list -> list.get(column)).orElse(ColumnType.DOUBLE);
  }

  /** The number of features, the input width of the encoder. */
  public int features() {
    return columns.size();
  }
}
