package dev.elbo.job;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IDX files that cannot be trained on: exit code 3, one line, nothing left behind. */
class BadIdxTest {
  private static final int DATA = 3;
  private static final int IMAGES = 0x0803;
  private static final int LABELS = 0x0801;

  @TempDir private Path folder;
  private Verb verb;

  @BeforeEach
  void setUp() {
    verb = new Verb(folder);
  }

  /** An IDX file with so many bytes of data as it is told, not as its header says. */
  private static byte[] idx(int magic, int bytes, int... dimensions) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + bytes);
    buffer.putInt(magic);
    Arrays.stream(dimensions).forEach(buffer::putInt);
    for (int i = 0; i < bytes; i++) {
      buffer.put((byte) (i * 37));
    }
    return buffer.array();
  }

  private void refuses(String message, String... sets) {
    String[] all = Arrays.copyOf(sets, sets.length + 3);
    all[sets.length] = "data.format=idx";
    all[sets.length + 1] = "data.path=" + folder + "/train-images-idx3-ubyte";
    all[sets.length + 2] = "data.scale=unit";
    verb.refuses(DATA, message, all);
  }

  private void refusesImages(byte[] file, String message) {
    verb.write("train-images-idx3-ubyte", file);
    refuses(message);
  }

  @Test
  void aWrongMagicNumberIsShown() {
    refusesImages(
        idx(LABELS, 24, 6, 2, 2),
        "Cannot read [@/train-images-idx3-ubyte]: it starts with the magic number [0x00000801], not [0x00000803] of IDX bytes in [3] dimensions. Give an IDX file of that kind.");
  }

  @Test
  void tooLittleDataIsCounted() {
    refusesImages(
        idx(IMAGES, 23, 6, 2, 2),
        "Cannot read [@/train-images-idx3-ubyte]: its header [6, 2, 2] announces [24] bytes of data, but there are [23]. Copy the file again.");
  }

  @Test
  void tooMuchDataIsCounted() {
    refusesImages(
        idx(IMAGES, 25, 6, 2, 2),
        "Cannot read [@/train-images-idx3-ubyte]: its header [6, 2, 2] announces [24] bytes of data, but there are [25]. Copy the file again.");
  }

  @Test
  void aHeaderThatEndsTooEarlyIsNamed() {
    refusesImages(
        Arrays.copyOf(idx(IMAGES, 0, 6, 2, 2), 10),
        "Cannot read [@/train-images-idx3-ubyte]: it ends too early [end of file]. Copy the file again.");
    refusesImages(
        new byte[0],
        "Cannot read [@/train-images-idx3-ubyte]: it ends too early [end of file]. Copy the file again.");
  }

  @Test
  void noImagesAreRefused() {
    refusesImages(
        idx(IMAGES, 0, 0, 2, 2),
        "Cannot read [@/train-images-idx3-ubyte]: its header gives dimension [0] the length [0]. Give a file that holds data.");
  }

  @Test
  void aTruncatedGzipFileIsNamed() {
    byte[] whole = Verb.gzip(idx(IMAGES, 24_000, 6_000, 2, 2));
    verb.write("train-images.gz", Arrays.copyOf(whole, whole.length - 10));
    verb.refuses(
        DATA,
        "Cannot read [@/train-images.gz]: it ends too early [Unexpected end of input stream]. Copy the file again.",
        "data.format=idx",
        "data.path=" + folder + "/train-images.gz");
  }

  @Test
  void aFileThatIsNotCompressedThoughItsNameSaysSoIsNamed() {
    verb.write("train-images.gz", idx(IMAGES, 24, 6, 2, 2));
    verb.refuses(
        DATA,
        "Cannot read [@/train-images.gz]: [not a gzip file]. Copy the file again.",
        "data.format=idx",
        "data.path=" + folder + "/train-images.gz");
  }

  @Test
  void validationImagesOfAnotherSizeAreRefused() {
    verb.write("train-images-idx3-ubyte", idx(IMAGES, 24, 6, 2, 2))
        .write("t10k-images-idx3-ubyte", idx(IMAGES, 27, 3, 3, 3));
    refuses(
        "Cannot validate on [@/t10k-images-idx3-ubyte]: its images are [3 x 3], the training images [2 x 2]. Give images of the same size in elbo.data.validation.path.",
        "data.validation.path=" + folder + "/t10k-images-idx3-ubyte");
  }

  @Test
  void missingLabelsAreNamed() {
    verb.write("train-images-idx3-ubyte", idx(IMAGES, 24, 6, 2, 2));
    refuses(
        "Cannot read the labels of [@/train-images-idx3-ubyte]: there is no file [@/train-labels-idx1-ubyte]. Put it there, or take out elbo.data.label.",
        "data.label=digit");
  }

  @Test
  void labelsOfAnotherLengthAreCounted() {
    verb.write("train-images-idx3-ubyte", idx(IMAGES, 24, 6, 2, 2))
        .write("train-labels-idx1-ubyte", idx(LABELS, 5, 5));
    refuses(
        "Cannot read [@/train-labels-idx1-ubyte]: it holds [5] labels for [6] images. Give the labels of these images.",
        "data.label=digit");
  }

  @Test
  void oneImageIsTooLittle() {
    refusesImages(
        idx(IMAGES, 4, 1, 2, 2),
        "Cannot train on [@/train-images-idx3-ubyte]: [1] rows are left to train on, after [0] held out and [0] dropped for a missing cell. Give at least [2].");
  }

  @Test
  void pixelsThatAreNotScaledAreNoProbabilities() {
    verb.write("images", idx(IMAGES, 24, 6, 2, 2));
    verb.refuses(
        DATA,
        "Cannot use the Bernoulli likelihood on [@/images]: column [p0] holds [228.0] after scaling, outside [0, 1]. Set elbo.data.scale = unit with the right elbo.data.range, or elbo.model.likelihood = gaussian.",
        "data.format=idx",
        "data.path=" + folder + "/images",
        "model.likelihood=bernoulli");
  }

  @Test
  void aFolderWithoutTheImagesIsListed() {
    verb.write("mnist/a", new byte[0]).write("mnist/b", new byte[0]);
    verb.refuses(
        DATA,
        "Cannot read [@/mnist]: the folder holds [0] files named [train*images*] among [a, b]. Point elbo.data.path at one images file, or at a folder as MNIST's.",
        "data.format=idx",
        "data.path=" + folder + "/mnist");
  }
}
