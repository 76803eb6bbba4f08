package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunRecord;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in folders, from files to the report. */
class ImageFolderTest {
  private static final int DATA = 3;
  private static final String[] COLOUR = {
    "data.format=image", "data.image=[6, 5, 3]", "data.label=kind", "data.scale=unit"
  };

  @TempDir(factory = SpacedFolder.class)
  private Path folder;

  private Verb verb;

  @BeforeEach
  void setUp() {
    verb = new Verb(folder);
  }

  /** Red pictures in one folder and blue ones in another, each a shade of its own. */
  private void pictures(String root) throws IOException {
    for (int i = 0; i < 12; i++) {
      BufferedImage image = new BufferedImage(10, 12, BufferedImage.TYPE_INT_RGB);
      for (int p = 0; p < 120; p++) {
        image.setRGB(p % 10, p / 10, (150 + 5 * i) << (i % 2 == 0 ? 16 : 0));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, i % 3 == 0 ? "bmp" : "png", bytes);
      verb.write(
          root + (i % 2 == 0 ? "/red/" : "/blue one/") + i + ".picture", bytes.toByteArray());
    }
  }

  private String[] settings(String... more) {
    String[] all = Arrays.copyOf(COLOUR, COLOUR.length + more.length + 1);
    System.arraycopy(more, 0, all, COLOUR.length, more.length);
    all[all.length - 1] = "data.path=" + folder + "/data";
    return all;
  }

  private RunDirectory train(String id, String... more) {
    assertThat(verb.train(List.of("--run-id", id), settings(more)))
        .isEqualTo(new Verb.Outcome(0, ""));
    return new RunDirectory(new Configuration(), "file:" + folder + "/out", id);
  }

  @Test
  void coloursReachTheModelAndTheReport() throws IOException {
    pictures("data");
    RunDirectory run = train("run", "data.validation.path=" + folder + "/data");
    assertThat(RunRecord.read(run.runFile()).counts().rows()).isEqualTo(12);
    Model model = ModelDirectory.read(new Configuration(), run.model());
    assertThat(model.metadata().schema().image().orElseThrow()).hasToString("6 x 5 x 3");
    assertThat(model.metadata().schema().columns())
        .hasSize(90)
        .startsWith("r0", "g0", "b0", "r1")
        .endsWith("b29");
    String report = Files.readString(folder.resolve("out/runs/run/report.html"));
    String first =
        report.replaceFirst(
            "(?s).*?alt=\"original 1\" src=\"data:image/png;base64,([^\"]*)\".*", "$1");
    BufferedImage original =
        ImageIO.read(new java.io.ByteArrayInputStream(java.util.Base64.getDecoder().decode(first)));
    assertThat(original.getWidth()).isEqualTo(5);
    assertThat(original.getHeight()).isEqualTo(6);
    int rgb = original.getRGB(2, 3);
    assertThat(rgb & 0x00FF00).as("no green").isZero();
    assertThat(Math.max(rgb >> 16 & 0xFF, rgb & 0xFF)).isBetween(150, 205);
    assertThat(Math.min(rgb >> 16 & 0xFF, rgb & 0xFF)).as("red or blue").isZero();
  }

  @Test
  void aDamagedPictureIsNamed() throws IOException {
    pictures("data");
    byte[] png = Files.readAllBytes(folder.resolve("data/blue one/1.picture"));
    verb.write("data/blue one/1.picture", Arrays.copyOf(png, png.length / 2));
    verb.refuses(
        DATA,
        "Cannot read [@/data/blue one/1.picture]: it is no picture, or a damaged one [Error skipping PNG metadata]. Mend or remove it, or choose files with elbo.data.options.pathGlobFilter.",
        settings());
  }

  @Test
  void aFileThatIsNoPictureIsNamedUnlessItIsNotChosen() throws IOException {
    pictures("data");
    verb.write("data/notes.txt", "red and blue");
    verb.refuses(
        DATA,
        "Cannot read [@/data/notes.txt]: it is no picture, or a damaged one [none of png, jpeg, gif, bmp, wbmp and tiff]. Mend or remove it, or choose files with elbo.data.options.pathGlobFilter.",
        settings());
    train("chosen", "data.options.pathGlobFilter=*.picture");
  }

  @Test
  void picturesToValidateOnAreResizedAlike() throws IOException {
    pictures("data");
    pictures("held");
    RunDirectory run = train("run", "data.validation.path=" + folder + "/held");
    assertThat(RunRecord.read(run.runFile()).counts().validationRows()).isEqualTo(12);
  }

  @Test
  void aFolderWithoutFilesIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    verb.refuses(
        DATA,
        "Cannot read [@/data]: the folder holds no files. Put the data there, or point elbo.data.path elsewhere.",
        settings());
  }
}
