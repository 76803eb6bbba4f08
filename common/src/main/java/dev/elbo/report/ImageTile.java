package dev.elbo.report;

import dev.elbo.feature.Schema.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** An image as a PNG inside the page. */
final class ImageTile {
  /** The pixels on the screen that small images are enlarged to. */
  private static final int SIDE = 56;

  private static final int LARGEST = 160;

  private ImageTile() {}

  /** An img element; {@code pixels} as {@link ImageShape} has them, 0 dark to 1 bright. */
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

  /** One byte a channel; values outside 0 to 1 are clamped, NaN is dark. */
  static byte[] png(float[] pixels, ImageShape shape) {
    int channels = shape.channels();
    BufferedImage image =
        new BufferedImage(
            shape.width(),
            shape.height(),
            channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < pixels.length; i++) {
      int pixel = i / channels;
      // The raster takes the byte as it is; setRGB would convert a grey one.
      image
          .getRaster()
          .setSample(pixel % shape.width(), pixel / shape.width(), i % channels, level(pixels[i]));
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
