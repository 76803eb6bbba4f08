package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.elbo.ElboException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpzTest {
  private static final List<Tensor> TENSORS =
      List.of(
          Tensor.of("encoder.weights", new float[] {1, -2.5f, 3, Float.NaN, 5, 6}, 2, 3),
          Tensor.of("bias", new double[] {Math.PI}),
          Tensor.of("counts", new long[] {Long.MIN_VALUE, -1, 0, 1L << 40}, 2, 2, 1),
          Tensor.of("state.json", new byte[] {0, 127, -1}),
          Tensor.of("empty", new float[0]));

  @TempDir Path dir;

  private WholeFile file() {
    return new WholeFile(
        new Configuration(), new org.apache.hadoop.fs.Path(dir.resolve("a.npz").toUri()));
  }

  private byte[] written(List<Tensor> tensors) throws IOException {
    Npz.write(file(), tensors);
    return Files.readAllBytes(dir.resolve("a.npz"));
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> Npz.read(file()))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot read [file:"
                + dir
                + "/a.npz]: "
                + reason
                + ". The file is damaged or not of this format: restore it from a copy.")
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.DATA);
  }

  @Test
  void whatIsWrittenIsReadInOrder() throws IOException {
    written(TENSORS);
    List<Tensor> read = Npz.read(file());

    assertThat(read)
        .extracting(Tensor::name)
        .containsExactly("encoder.weights", "bias", "counts", "state.json", "empty");
    assertThat(read.get(0).shape()).containsExactly(2, 3);
    assertThat(read.get(0).floats()).containsExactly(TENSORS.get(0).floats());
    assertThat(read.get(1).doubles()).containsExactly(Math.PI);
    assertThat(read.get(2).shape()).containsExactly(2, 2, 1);
    assertThat(read.get(2).longs()).containsExactly(Long.MIN_VALUE, -1, 0, 1L << 40);
    assertThat(read.get(3).bytes()).containsExactly(0, 127, -1);
    assertThat(read.get(4).floats()).isEmpty();
  }

  @Test
  void aTensorLongerThanTheBufferIsReadBitForBit() throws IOException {
    float[] many = new float[100_003];
    for (int i = 0; i < many.length; i++) {
      many[i] = (float) Math.sin(i);
    }
    written(List.of(Tensor.of("many", many)));

    assertThat(Npz.read(file()).get(0).floats()).containsExactly(many);
  }

  @Test
  void equalTensorsGiveEqualBytesInEveryTimeZone() throws IOException {
    byte[] here = written(TENSORS);
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertThat(written(TENSORS)).isEqualTo(here);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  /**
   * numpy.npz was made by NumPy 2.4: {@code np.savez("numpy.npz", weights=np.arange(6,
   * dtype="<f4").reshape(2, 3) / 4, scalar=np.float64(0.1), ids=np.array([-1, 2**40]))}.
   */
  @Test
  void whatNumpyWroteIsRead() throws IOException {
    copy("numpy.npz");
    List<Tensor> read = Npz.read(file());

    assertThat(read).extracting(Tensor::name).containsExactly("weights", "scalar", "ids");
    assertThat(read.get(0).shape()).containsExactly(2, 3);
    assertThat(read.get(0).floats()).containsExactly(0, 0.25f, 0.5f, 0.75f, 1, 1.25f);
    assertThat(read.get(1).shape()).isEmpty();
    assertThat(read.get(1).doubles()).containsExactly(0.1);
    assertThat(read.get(2).longs()).containsExactly(-1, 1L << 40);
  }

  @Test
  void numpyReadsWhatIsWritten() throws Exception {
    written(TENSORS);
    String script =
        "import numpy as np; a = np.load('a.npz'); print(a.files, a['encoder.weights'].tolist(),"
            + " a['encoder.weights'].dtype, a['bias'].tolist(), a['counts'].tolist(),"
            + " a['state.json'].tolist(), a['empty'].shape)";
    Process python = python(script);
    String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(printed.strip())
        .isEqualTo(
            "['encoder.weights', 'bias', 'counts', 'state.json', 'empty'] [[1.0, -2.5, 3.0], [nan,"
                + " 5.0, 6.0]] float32 [3.141592653589793] [[[-9223372036854775808], [-1]], [[0],"
                + " [1099511627776]]] [0, 127, 255] (0,)");
    assertThat(python.waitFor()).isZero();
  }

  private Process python(String script) throws InterruptedException {
    try {
      int numpy =
          new ProcessBuilder("python3", "-c", "import numpy")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      assumeThat(numpy).as("python3 with numpy").isZero();
      return new ProcessBuilder("python3", "-c", script)
          .directory(dir.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      assumeThat(e).as("python3").isNull();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFileCutAnywhereIsRefusedWithItsName() throws IOException {
    byte[] whole = written(TENSORS);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(dir.resolve("a.npz"), Arrays.copyOf(whole, length));
      String reason = length < 22 ? "[^]]*" : "EOFException: no end of a zip archive";
      assertThatThrownBy(() -> Npz.read(file()))
          .as("cut at %d", length)
          .isInstanceOf(ElboException.class)
          .hasMessageMatching(
              "Cannot read \\[file:.*/a\\.npz\\]: it is no whole archive \\["
                  + reason
                  + "\\]\\. The file is damaged or not of this format: restore it from a copy\\.");
    }
  }

  @Test
  void anAlteredNumberIsRefused() throws IOException {
    byte[] whole = written(List.of(Tensor.of("a", new float[] {1, 2, 3})));
    whole[30 + 5 + 128 + 2] ^= 1;
    Files.write(dir.resolve("a.npz"), whole);

    assertThatThrownBy(() -> Npz.read(file()))
        .isInstanceOf(ElboException.class)
        .hasMessageContaining("it is no whole archive [ZipException: invalid entry CRC");
  }

  @Test
  void aMissingFileIsRefusedWithItsName() {
    assertThatThrownBy(() -> Npz.read(file()))
        .hasMessage("Cannot read [file:" + dir + "/a.npz]: there is no such file. Check the path.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(3,)            | its shape [3] of [<f4] does not fill its [8] bytes",
        "(1,)            | its shape [1] of [<f4] does not fill its [8] bytes",
        "(2147483647, 2) | its shape [2147483647, 2] of [<f4] does not fill its [8] bytes",
        "(65536, 65536, 65536, 65536) | its shape [65536, 65536, 65536, 65536] of [<f4] does not"
            + " fill its [8] bytes",
        "(2147483647, 2147483647, 2147483647, 0) | its shape [2147483647, 2147483647, 2147483647,"
            + " 0] of [<f4] does not fill its [8] bytes",
        "(99999999999,)  | its shape is [(99999999999,)]",
      })
  void aShapeThatIsNotThatOfTheBytesIsRefused(String shape, String reason) throws IOException {
    stored("a.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }"));
    assertRefused("entry [a.npy]: " + reason);
  }

  @Test
  void anotherOrderOrTypeIsRefused() throws IOException {
    String fortran = "{'descr': '<f4', 'fortran_order': True, 'shape': (2,), }";
    stored("a.npy", npy(fortran));
    assertRefused(
        "entry [a.npy]: its header is [" + fortran + "], not that of an array in C order");

    stored("a.npy", npy("{'descr': '|O8', 'fortran_order': False, 'shape': (2,), }"));
    assertRefused("entry [a.npy]: its element type [|O8] is unknown");

    stored("a.npy", new byte[] {'P', 'K'});
    assertRefused("entry [a.npy]: it is no .npy array of version 1.0");
  }

  @ParameterizedTest
  @CsvSource({"../a.npy", "/a.npy", "a/b.npy", ".npy", "a.txt", "a.npy.exe"})
  void anEntryThatIsNoTensorIsRefused(String name) throws IOException {
    stored(name, npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"));
    assertRefused("entry [" + name + "]: its name is not that of a tensor");
  }

  @Test
  void aNameThatLeavesTheArchiveIsNotWritten() {
    assertThatThrownBy(() -> Tensor.of("../a", new float[1]))
        .hasMessage("Cannot name a tensor [../a]. Use letters, digits, '_', '.' and '-'.");
    assertThatThrownBy(() -> Tensor.of("a", new float[5], 2, 3))
        .hasMessage(
            "Cannot build tensor [a]: shape [2, 3] and [5] elements differ. Give one element a"
                + " cell.");
    assertThatThrownBy(() -> Tensor.of("a", new float[5]).doubles())
        .hasMessage("Cannot take tensor [a] as [DOUBLE]: it is [FLOAT].");
  }

  /** A header by hand and eight bytes. */
  private static byte[] npy(String header) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[10 + text.length + 8];
    byte[] prefix = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    System.arraycopy(prefix, 0, bytes, 0, 10);
    System.arraycopy(text, 0, bytes, 10, text.length);
    return bytes;
  }

  private void stored(String name, byte[] bytes) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(dir.resolve("a.npz")))) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(bytes);
      zip.closeEntry();
    }
  }

  private void copy(String resource) throws IOException {
    try (InputStream in = NpzTest.class.getResourceAsStream("/" + resource)) {
      Files.copy(in, dir.resolve("a.npz"));
    }
  }
}
