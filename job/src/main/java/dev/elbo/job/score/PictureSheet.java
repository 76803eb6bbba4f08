package dev.elbo.job.score;

import dev.elbo.feature.Preparation;
import dev.elbo.feature.Schema.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/**
 * Images side by side as one PNG.
 *
 * @param shape of each
 * @param preparation of their pixels, whose range is that from black to white
 */
record PictureSheet(ImageShape shape, Preparation preparation) {
  private static final int GAP = 2;
  private static final int WHITE = 255;

  /** In units of the scaling: a standard deviation, where it is not a range. */
  private static final double SPREAD = 2;

  /**
   * Writes the sheet.
   *
   * @param pixels as the network gives them, [images, pixels] row by row
   */
  void write(double[] pixels, int images, OutputStream out) throws IOException {
    int columns = (int) Math.ceil(Math.sqrt(images));
    int rows = -Math.floorDiv(-images, columns);
    BufferedImage sheet =
        new BufferedImage(
            columns * (shape.width() + GAP) + GAP,
            rows * (shape.height() + GAP) + GAP,
            shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    double low = end(Double.POSITIVE_INFINITY);
    double high = end(Double.NEGATIVE_INFINITY);
    for (int image = 0; image < images; image++) {
      int left = GAP + image % columns * (shape.width() + GAP);
      int top = GAP + image / columns * (shape.height() + GAP);
      for (int at = 0; at < shape.features(); at++) {
        double raw = preparation.invert(at, pixels[image * shape.features() + at]);
        double value = Math.max(0, Math.min(1, (raw - low) / (high - low)));
        int pixel = at / shape.channels();
        sheet
            .getRaster()
            .setSample(
                left + pixel % shape.width(),
                top + pixel / shape.width(),
                at % shape.channels(),
                (int) Math.round(WHITE * value));
      }
    }
    ImageIO.write(sheet, "png", out);
  }

  /** The least or the greatest raw value that a pixel should have. */
  private double end(double from) {
    String scale = preparation.scaling().name();
    boolean isRange = !scale.equals("standard") && !scale.equals("robust");
    double end = from;
    for (int j = 0; j < preparation.columns(); j++) {
      double value =
          from > 0
              ? preparation.invert(j, isRange ? 0 : -SPREAD)
              : preparation.invert(j, isRange ? 1 : SPREAD);
      end = from > 0 ? Math.min(end, value) : Math.max(end, value);
    }
    return end;
  }
}
