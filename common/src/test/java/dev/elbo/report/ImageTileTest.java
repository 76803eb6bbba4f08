package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.feature.Schema.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImageTileTest {
  @Test
  void thePngHasThePixelsRowByRow() throws IOException {
    float[] pixels = {0, 0.2f, 0.4f, 0.6f, 0.8f, 1};
    assertThat(decoded(ImageTile.png(pixels, new ImageShape(2, 3))))
        .isEqualTo(new int[][] {{0, 51, 102}, {153, 204, 255}});
  }

  @Test
  void coloursOfAPixelAreSideBySide() throws IOException {
    float[] pixels = {1, 0, 0, 0, 1, 0.2f};
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(ImageTile.png(pixels, new ImageShape(1, 2, 3))));
    assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFF0000);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xFF00FF33);
  }

  @Test
  void valuesOutsideTheRangeAreClampedAndNanIsBlack() throws IOException {
    float[] pixels = {-0.5f, 1.5f, Float.NaN, Float.POSITIVE_INFINITY};
    assertThat(decoded(ImageTile.png(pixels, new ImageShape(1, 4))))
        .isEqualTo(new int[][] {{0, 255, 0, 255}});
  }

  @Test
  void theElementHoldsThePngAndEscapesItsText() throws IOException {
    String img = ImageTile.img(new float[] {1}, new ImageShape(1, 1), "a \"b\"");
    assertThat(img).contains("alt=\"a &quot;b&quot;\"").contains("width=\"56\" height=\"56\"");
    String base64 = img.replaceAll(".*base64,([^\"]*)\".*", "$1");
    assertThat(decoded(Base64.getDecoder().decode(base64))).isEqualTo(new int[][] {{255}});
  }

  @Test
  void smallImagesAreEnlargedByWholeNumbersAndLargeOnesShrunk() {
    assertThat(ImageTile.img(new float[784], new ImageShape(28, 28), ""))
        .contains("width=\"56\" height=\"56\"");
    assertThat(ImageTile.img(new float[300 * 400], new ImageShape(300, 400), ""))
        .contains("width=\"160\" height=\"120\"");
  }

  private static int[][] decoded(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int[][] rows = new int[image.getHeight()][image.getWidth()];
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length; x++) {
        rows[y][x] = image.getRaster().getSample(x, y, 0);
      }
    }
    return rows;
  }
}
