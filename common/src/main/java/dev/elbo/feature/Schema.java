package dev.elbo.feature;

import java.util.List;
import java.util.Optional;

/**
 * What one row is: the features in the order in which the network sees them.
 *
 * @param columns the name of each feature; pixels are called {@code p0, p1, ..} row by row
 * @param label the column that is carried along and never trained on
 * @param image height and width if the features are the pixels of a grey image
 */
public record Schema(List<String> columns, Optional<String> label, Optional<ImageShape> image) {

  /** Height and width in pixels. */
  public record ImageShape(int height, int width) {}

  public Schema {
    columns = List.copyOf(columns);
  }

  /** The number of features, the input width of the encoder. */
  public int features() {
    return columns.size();
  }
}
