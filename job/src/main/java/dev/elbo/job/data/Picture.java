package dev.elbo.job.data;

import dev.elbo.feature.Schema.ImageShape;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A decoded picture. Only rasters and colour models are used, nothing that would look for a screen.
 *
 * <p>Transparency is dropped, orientation tags are ignored, and of several frames the first counts.
 */
final class Picture {
  private static final int LEVELS = 255;

  private final BufferedImage image;

  private Picture(BufferedImage image) {
    this.image = image;
  }

  /**
   * Decodes a file.
   *
   * @throws IOException if it is none of Java's formats (png, jpeg, gif, bmp, wbmp, tiff), or
   *     damaged
   */
  static Picture decode(byte[] file) throws IOException {
    // In memory: ImageIO's own stream may write a temporary file.
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("none of png, jpeg, gif, bmp, wbmp and tiff");
      }
      ImageReader reader = readers.next();
      StringBuilder warnings = new StringBuilder();
      try {
        reader.setInput(in, true, true);
        reader.addIIOReadWarningListener((source, warning) -> warnings.append(warning));
        BufferedImage image = reader.read(0);
        // A JPEG that ends too early is grey from there on and no error to Java.
        if (warnings.toString().contains("remature end")) {
          throw new IOException(warnings.toString());
        }
        return new Picture(image);
      } catch (RuntimeException e) {
        throw new IOException(String.valueOf(e.getMessage()), e);
      } finally {
        reader.dispose();
      }
    }
  }

  /** The picture stretched to a shape, a byte a feature. */
  byte[] pixels(ImageShape shape) {
    double[][] planes = shape.channels() == 1 ? new double[][] {grey()} : colours();
    byte[] pixels = new byte[shape.features()];
    for (int c = 0; c < planes.length; c++) {
      double[] plane =
          Resampling.resize(
              planes[c], image.getHeight(), image.getWidth(), shape.height(), shape.width());
      for (int i = 0; i < plane.length; i++) {
        long level = Math.round(Math.max(0, Math.min(LEVELS, plane[i])));
        pixels[i * planes.length + c] = (byte) level;
      }
    }
    return pixels;
  }

  private double[] grey() {
    int width = image.getWidth();
    double[] grey = new double[image.getHeight() * width];
    if (isGrey()) {
      double most = (1 << image.getColorModel().getComponentSize(0)) - 1;
      for (int i = 0; i < grey.length; i++) {
        // The sample as it is: getRGB would take it for linear light and brighten it.
        grey[i] = image.getRaster().getSample(i % width, i / width, 0) * (LEVELS / most);
      }
      return grey;
    }
    double[][] colours = colours();
    for (int i = 0; i < grey.length; i++) {
      // Luma of ITU-R BT.601, as JPEG has it.
      grey[i] = 0.299 * colours[0][i] + 0.587 * colours[1][i] + 0.114 * colours[2][i];
    }
    return grey;
  }

  private double[][] colours() {
    if (isGrey()) {
      double[] grey = grey();
      return new double[][] {grey, grey, grey};
    }
    int width = image.getWidth();
    double[][] colours = new double[ImageShape.COLOUR][image.getHeight() * width];
    for (int i = 0; i < colours[0].length; i++) {
      int rgb = image.getRGB(i % width, i / width);
      colours[0][i] = rgb >> 16 & 0xFF;
      colours[1][i] = rgb >> 8 & 0xFF;
      colours[2][i] = rgb & 0xFF;
    }
    return colours;
  }

  private boolean isGrey() {
    ColorModel model = image.getColorModel();
    return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
        && model.getNumColorComponents() == 1
        && image.getRaster().getNumBands() <= 2;
  }
}
