package dev.elbo.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.Network;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.Laplace;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.Poisson;
import dev.elbo.vae.likelihood.StudentT;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class PlainNetworkTest {
  private static final int ROWS = 40;
  private static final int FEATURES = Layers.FEATURES;

  @TempDir Path dir;

  private static Architecture architecture(
      String family, Activation activation, Likelihood likelihood) {
    return new Architecture(
        FEATURES,
        List.of(7, 6),
        new Latents(family, 3, 2, List.of()),
        List.of(6, 7),
        activation,
        likelihood);
  }

  private static float[] parameters(Architecture architecture) {
    return Initializer.initialize(
        new ParameterLayout(architecture), Initialization.FAN_IN_UNIFORM, Noise.of(5, 0, 0, 0));
  }

  private static Scaling unscaled() {
    return new Scaling(
        "none", Collections.nCopies(FEATURES, 0.0), Collections.nCopies(FEATURES, 1.0), List.of());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GELU")
  void bothHalvesGiveElbosNumbersWithEveryActivation(Activation activation) {
    Architecture architecture = architecture("normal", activation, new Bernoulli());
    PlainNetwork encoder =
        PlainNetwork.encoder(architecture, Preparation.of(unscaled()), parameters(architecture));
    assertThat(encoder.outputs())
        .containsExactly(
            new PlainNetwork.Output("mean", 3), new PlainNetwork.Output("log-variance", 3));
    assertEncodes(architecture, encoder);
    assertDecodes(architecture);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "laplace",
        "logistic",
        "student-t",
        "multivariate-normal",
        "low-rank-normal",
        "bernoulli"
      })
  void theCenterIsTheOutputOfOtherFamilies(String family) {
    Architecture architecture = architecture(family, Activation.TANH, new Gaussian(1));
    assertEncodes(
        architecture,
        PlainNetwork.encoder(architecture, Preparation.of(unscaled()), parameters(architecture)));
    assertDecodes(architecture);
  }

  static Stream<Likelihood> means() {
    return Stream.of(
        new Gaussian(0.1),
        new LearnedGaussian(),
        new Laplace(),
        new StudentT(3),
        new Mixed(Collections.nCopies(FEATURES, new Gaussian(0.5))));
  }

  @ParameterizedTest
  @MethodSource("means")
  void theDecoderGivesTheMean(Likelihood likelihood) {
    assertDecodes(architecture("normal", Activation.RELU, likelihood));
  }

  @Test
  void ofCountsTheDecoderGivesTheLogarithmOfTheRate() {
    Architecture architecture = architecture("normal", Activation.RELU, new Poisson());
    PlainNetwork decoder = PlainNetwork.decoder(architecture, parameters(architecture));
    assertThat(decoder.outputs()).containsExactly(new PlainNetwork.Output("log-rate", FEATURES));
    double[] z = {0.5, -1, 2};
    double[] rates =
        decoder.network().output(Nd4j.createFromArray(new double[][] {z})).toDoubleVector();
    try (Network core = core(architecture)) {
      assertThat(Arrays.stream(rates).map(Math::exp).toArray())
          .containsExactly(core.decode(z, 1), within(1e-5));
    }
  }

  @Test
  void whatIsMoreThanDenseLayersIsSaid() {
    Architecture gamma = architecture("gamma", Activation.RELU, new Gaussian(1));
    assertThatThrownBy(
            () -> PlainNetwork.encoder(gamma, Preparation.of(unscaled()), parameters(gamma)))
        .hasMessage(
            "Cannot export the encoder to plain DL4J layers: the center of latents of the family [gamma] is no output of a dense layer. Load network.zip with Elbo on the class path, or score with Elbo.");
    assertThatThrownBy(() -> PlainNetwork.decoder(gamma, parameters(gamma)))
        .hasMessage(
            "Cannot export the decoder to plain DL4J layers: it reads latents of the family [gamma] through [log], which is no layer of DL4J. Load network.zip with Elbo on the class path, or score with Elbo.");
    Architecture gelu = architecture("normal", Activation.GELU, new Gaussian(1));
    assertThatThrownBy(() -> PlainNetwork.decoder(gelu, parameters(gelu)))
        .hasMessageStartingWith(
            "Cannot export the decoder to plain DL4J layers: DL4J's [gelu] is another function");
    Architecture mixed =
        architecture(
            "normal",
            Activation.RELU,
            new Mixed(
                List.of(
                    new Bernoulli(),
                    new Laplace(),
                    new Laplace(),
                    new Categorical(3),
                    new Poisson())));
    assertThatThrownBy(() -> PlainNetwork.decoder(mixed, parameters(mixed)))
        .hasMessageContaining("the likelihood [mixed] is no output of a dense layer");
  }

  @Test
  void equalModelsGiveEqualBytes() throws IOException {
    Architecture architecture = architecture("normal", Activation.ELU, new Bernoulli());
    assertThat(bytes(architecture)).isEqualTo(bytes(architecture));
  }

  private static byte[] bytes(Architecture architecture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlainNetwork.encoder(architecture, Preparation.of(unscaled()), parameters(architecture))
        .write(out);
    return out.toByteArray();
  }

  @Test
  void aJvmWithDl4jAloneLoadsBothAndGetsTheSameNumbers() throws Exception {
    Architecture architecture = architecture("normal", Activation.ELU, new Bernoulli());
    float[] parameters = parameters(architecture);
    Scaling scaling =
        new Scaling(
            "unit", List.of(1.0, 2.0, 3.0, 4.0, 5.0), List.of(0.5, 0.25, 2.0, 1.0, 0.0), List.of());
    write("encoder.zip", PlainNetwork.encoder(architecture, Preparation.of(scaling), parameters));
    write("decoder.zip", PlainNetwork.decoder(architecture, parameters));
    float[][] raw = Layers.rows(ROWS, FEATURES);
    try (Network core = core(architecture)) {
      float[] scaled = new float[ROWS * FEATURES];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = scaling.apply(i % FEATURES, raw[i / FEATURES][i % FEATURES]);
      }
      double[] codes = core.encode(scaled, ROWS);
      INDArray encoded = elsewhere("encoder.zip", Nd4j.createFromArray(raw));
      assertThat(columns(encoded, 0, 3)).containsExactly(codes, within(1e-5));
      INDArray z = Nd4j.createFromArray(codes).reshape(ROWS, 3).castTo(Nd4j.dataType());
      assertThat(columns(elsewhere("decoder.zip", z), 0, FEATURES))
          .containsExactly(core.decode(codes, ROWS), within(1e-5));
    }
  }

  private void write(String name, PlainNetwork network) throws IOException {
    try (OutputStream out = Files.newOutputStream(dir.resolve(name))) {
      network.write(out);
    }
  }

  /** What {@link WithoutElbo} makes of the rows, in a JVM with the jars of this one. */
  private INDArray elsewhere(String network, INDArray rows) throws Exception {
    Path classes = dir.resolve("classes/dev/elbo/dl4j");
    Files.createDirectories(classes);
    Files.write(
        classes.resolve("WithoutElbo.class"),
        WithoutElbo.class.getResourceAsStream("WithoutElbo.class").readAllBytes());
    String jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator));
    File in = dir.resolve("in.bin").toFile();
    File out = dir.resolve("out.bin").toFile();
    Nd4j.saveBinary(rows, in);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                dir.resolve("classes") + File.pathSeparator + jars,
                WithoutElbo.class.getName(),
                dir.resolve(network).toString(),
                in.toString(),
                out.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return Nd4j.readBinary(out);
  }

  private static Network core(Architecture architecture) {
    Network core = new Network(architecture, ROWS);
    core.setParameters(parameters(architecture));
    return core;
  }

  private static void assertEncodes(Architecture architecture, PlainNetwork encoder) {
    float[][] rows = Layers.rows(ROWS, FEATURES);
    INDArray outputs = encoder.network().output(Nd4j.createFromArray(rows));
    try (Network core = core(architecture)) {
      for (int i = 0; i < ROWS; i++) {
        double[] code = core.encode(rows[i], 1);
        assertThat(columns(outputs.getRow(i).reshape(1, -1), 0, code.length))
            .containsExactly(code, within(1e-5));
      }
    }
  }

  private static void assertDecodes(Architecture architecture) {
    PlainNetwork decoder = PlainNetwork.decoder(architecture, parameters(architecture));
    double[] z = new double[ROWS * 3];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) Noise.of(9, 0, 0, 0).gaussian(i);
    }
    INDArray x =
        decoder.network().output(Nd4j.createFromArray(z).reshape(ROWS, 3).castTo(Nd4j.dataType()));
    try (Network core = core(architecture)) {
      assertThat(columns(x, 0, FEATURES)).containsExactly(core.decode(z, ROWS), within(1e-5));
    }
  }

  private static double[] columns(INDArray rows, int from, int to) {
    INDArray some = rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
    return some.dup('c').data().asDouble();
  }
}
