package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.SavedNetwork;
import dev.elbo.vae.Network;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

class ModelsExportTest {
  @TempDir private Path folder;
  private String err;

  private int elbo(String... words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int code = Main.run(words, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    err = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private int export(Path model, String... more) {
    List<String> words =
        List.of(
            "models", "export", model.toString(), "--format", "dl4j", "--out", out().toString());
    return elbo(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("exported");
  }

  private Path train(String... settings) throws Exception {
    StringBuilder csv = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 60; i++) {
      Noise noise = Noise.of(1, 0, 0, 0).at(i);
      csv.append(noise.gaussian(0) + 5).append(',').append(noise.gaussian(1)).append(",2\n");
    }
    Path rows = Files.writeString(folder.resolve("rows.csv"), csv);
    String base =
        """
        elbo.data { format = csv, path = "%s", scale = minmax, validation.fraction = 0 }
        elbo.model { encoder = [6], decoder = [5], latent.dimension = 2, likelihood = gaussian }
        elbo.training { epochs = 1, batch-size = 8, shards = 1 }
        """
            .formatted(rows);
    return Path.of(
        Trainings.train(
                Sparks.local(2),
                folder.resolve("runs"),
                Stream.concat(Stream.of(base), Stream.of(settings)).toArray(String[]::new))
            .directory());
  }

  @Test
  void bothHalvesOfARunGiveTheNumbersOfTheModelOnRawRows() throws Exception {
    Path run = train();
    assertThat(export(run)).as(err).isZero();
    var model =
        ModelDirectory.read(
            new Configuration(), new org.apache.hadoop.fs.Path(run.resolve("model").toUri()));
    SavedNetwork saved = SavedNetwork.of(model);
    double[] raw = {4.2, -0.3, 2};
    float[] scaled = new float[3];
    for (int j = 0; j < 3; j++) {
      scaled[j] = model.metadata().preparation().scaling().apply(j, raw[j]);
    }
    var encoder =
        ModelSerializer.restoreMultiLayerNetworkAndNormalizer(
            out().resolve("encoder.zip").toFile(), false);
    INDArray rows = Nd4j.createFromArray(new float[][] {{4.2f, -0.3f, 2}});
    ((NormalizerStandardize) encoder.getSecond()).transform(rows);
    var decoder =
        ModelSerializer.restoreMultiLayerNetwork(out().resolve("decoder.zip").toFile(), false);
    try (Network core = new Network(saved.architecture(), 1)) {
      core.setParameters(saved.parameters());
      double[] code = core.encode(scaled, 1);
      double[] output = encoder.getFirst().output(rows).toDoubleVector();
      assertThat(output).hasSize(4);
      assertThat(new double[] {output[0], output[1]}).containsExactly(code, within(1e-5));
      float[][] z = {{(float) code[0], (float) code[1]}};
      assertThat(decoder.output(Nd4j.createFromArray(z)).toDoubleVector())
          .containsExactly(core.decode(code, 1), within(1e-5));
    }
  }

  @Test
  void filesOfAnEarlierExportAreReplacedOnlyWhenAsked() throws Exception {
    Path model = train().resolve("model");
    assertThat(export(model)).isZero();
    assertThat(export(model)).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "elbo: Cannot write [%s]: it exists. Use --overwrite to replace it, or another --out.\n"
                .formatted(out().resolve("encoder.zip")));
    assertThat(export(model, "--overwrite")).isZero();
  }

  @Test
  void aModelThatIsMoreThanDenseLayersLeavesNothing() throws Exception {
    assertThat(export(train("elbo.model.latent.family = gamma"))).isEqualTo(2);
    assertThat(err).startsWith("elbo: Cannot export the encoder to plain DL4J layers: the center");
    assertThat(out()).doesNotExist();
  }

  @Test
  void whatIsNoModelIsSaid() {
    assertThat(export(folder.resolve("nothing"))).isEqualTo(3);
    assertThat(err).startsWith("elbo: Cannot read [file:" + folder.resolve("nothing"));
    assertThat(elbo("models", "export", "m", "--format", "onnx", "--out", "x")).isEqualTo(2);
    assertThat(err).contains("Invalid value for option '--format'");
  }
}
