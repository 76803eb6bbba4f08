package dev.elbo.job.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.feature.Schema.ImageShape;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
  private static final int RED = 0xFFFF0000;

  private static byte[] file(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, bytes)).isTrue();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage grey(int height, int width, int... levels) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, width, height, 0, levels);
    return image;
  }

  private static BufferedImage colours(int type, int height, int width, int... rgb) {
    BufferedImage image = new BufferedImage(width, height, type);
    image.setRGB(0, 0, width, height, rgb, 0, width);
    return image;
  }

  private static int[] pixels(byte[] file, ImageShape shape) throws IOException {
    byte[] pixels = Picture.decode(file).pixels(shape);
    int[] levels = new int[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = pixels[i] & 0xFF;
    }
    return levels;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
  void greyLevelsArriveAsTheyAre(String format) throws IOException {
    // Eight rows: Java reads an interlaced gif of fewer wrongly.
    int[] levels = new int[8 * 3];
    Arrays.setAll(levels, i -> 11 * i);
    byte[] file = file(grey(8, 3, levels), format);
    assertThat(pixels(file, new ImageShape(8, 3))).isEqualTo(levels);
    int[] thrice = new int[3 * levels.length];
    Arrays.setAll(thrice, i -> levels[i / 3]);
    assertThat(pixels(file, new ImageShape(8, 3, 3))).isEqualTo(thrice);
  }

  @Test
  void theChannelsOfAPixelAreSideBySide() throws IOException {
    int[] rgb = {RED, 0xFF00FF00, 0xFF0000FF, 0xFF102030};
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_4BYTE_ABGR}) {
      assertThat(pixels(file(colours(type, 2, 2, rgb), "png"), new ImageShape(2, 2, 3)))
          .containsExactly(255, 0, 0, 0, 255, 0, 0, 0, 255, 16, 32, 48);
    }
  }

  @Test
  void greyOfColoursIsTheirLuma() throws IOException {
    byte[] file =
        file(colours(BufferedImage.TYPE_INT_RGB, 1, 4, RED, 0xFF00FF00, 0xFF0000FF, -1), "png");
    assertThat(pixels(file, new ImageShape(1, 4))).containsExactly(76, 150, 29, 255);
  }

  @Test
  void palettesAndSixteenBitsAreBroughtToBytes() throws IOException {
    byte[] levels = {0, (byte) 200};
    IndexColorModel palette = new IndexColorModel(1, 2, levels, levels, new byte[] {7, 7});
    BufferedImage indexed = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    indexed.getRaster().setSample(1, 0, 0, 1);
    assertThat(pixels(file(indexed, "png"), new ImageShape(1, 2, 3)))
        .containsExactly(0, 0, 7, 200, 200, 7);
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(0, 0, 0, 65535);
    deep.getRaster().setSample(1, 0, 0, 257 * 100);
    assertThat(pixels(file(deep, "png"), new ImageShape(1, 2))).containsExactly(255, 100);
  }

  @Test
  void jpegsAreCloseToWhatTheyWere() throws IOException {
    int[] levels = new int[16 * 16];
    Arrays.setAll(levels, i -> 8 * (i % 16) + 4 * (i / 16));
    int[] found = pixels(file(grey(16, 16, levels), "jpeg"), new ImageShape(16, 16));
    for (int i = 0; i < levels.length; i++) {
      assertThat(found[i]).isBetween(levels[i] - 6, levels[i] + 6);
    }
  }

  @Test
  void shrinkingTakesMeansAndGrowingGoesBetween() throws IOException {
    byte[] file = file(grey(2, 4, 0, 100, 200, 40, 0, 100, 200, 40), "png");
    // Weights 1, 3, 3, 1, and at the edges what is left of them: 500 / 7, 820 / 7.
    assertThat(pixels(file, new ImageShape(2, 2))).containsExactly(71, 117, 71, 117);
    assertThat(pixels(file(grey(1, 2, 0, 100), "png"), new ImageShape(1, 4)))
        .containsExactly(0, 25, 75, 100);
    assertThat(pixels(file(grey(1, 1, 9), "png"), new ImageShape(3, 2))).containsOnly(9).hasSize(6);
  }

  @Test
  void rowsAndColumnsAreNotMixedUp() throws IOException {
    byte[] file = file(grey(4, 2, 0, 10, 20, 30, 40, 50, 60, 70), "png");
    int[] half = pixels(file, new ImageShape(2, 1));
    double[] means = {5, 25, 45, 65};
    // The mean of each row, then the weights of shrinking by two.
    assertThat(half[0]).isEqualTo((int) Math.round((3 * means[0] + 3 * means[1] + means[2]) / 7));
    assertThat(half[1]).isEqualTo((int) Math.round((means[1] + 3 * means[2] + 3 * means[3]) / 7));
  }

  @Test
  void aFileThatIsNoPictureIsRefused() {
    assertThatThrownBy(
            () -> Picture.decode("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage("none of png, jpeg, gif, bmp, wbmp and tiff");
    assertThatThrownBy(() -> Picture.decode(new byte[0])).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
  void aFileThatEndsTooEarlyIsRefused(String format) {
    int[] levels = new int[40 * 40];
    Arrays.setAll(levels, i -> (i * 2654435) >>> 5 & 0xFF);
    byte[] file = file(grey(40, 40, levels), format);
    for (int length : new int[] {file.length / 2, file.length * 9 / 10}) {
      assertThatThrownBy(() -> Picture.decode(Arrays.copyOf(file, length)))
          .as(format + " of " + length + " bytes")
          .isInstanceOf(IOException.class);
    }
  }
}
