package dev.elbo.report;

import dev.elbo.feature.Schema.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A grey image as a PNG inside the page. */
final class ImageTile {
  /** The pixels on the screen that small images are enlarged to. */
  private static final int SIDE = 56;

  private static final int LARGEST = 160;

  private ImageTile() {}

  /** An img element; {@code pixels} row by row, 0 black to 1 white. */
  static String img(float[] pixels, ImageShape shape, String alternative) {
    int side = Math.max(shape.height(), shape.width());
    double scale = side > LARGEST ? (double) LARGEST / side : Math.max(1, SIDE / side);
    return "<img width=\"%s\" height=\"%s\" alt=\"%s\" src=\"data:image/png;base64,%s\"/>"
        .formatted(
            Math.max(1, Math.round(shape.width() * scale)),
            Math.max(1, Math.round(shape.height() * scale)),
            Html.escape(alternative),
            Base64.getEncoder().encodeToString(png(pixels, shape)));
  }

  /** One byte a pixel; values outside 0 to 1 are clamped, NaN is black. */
  static byte[] png(float[] pixels, ImageShape shape) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < pixels.length; i++) {
      // The raster takes the byte as it is; setRGB would convert it.
      image.getRaster().setSample(i % shape.width(), i / shape.width(), 0, level(pixels[i]));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // In memory: ImageIO's default stream may write a temporary file.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int level(float value) {
    return Math.round(255 * Math.max(0f, Math.min(1f, value)));
  }
}
