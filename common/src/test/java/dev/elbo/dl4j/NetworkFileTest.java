package dev.elbo.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
import dev.elbo.optim.Optimizer;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.ParameterLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFileTest {
  private static final VaeLayer LAYER =
      Layers.small().optimizer(Optimizer.adam(0.01)).clipNorm(5).build();
  private static final float[] PARAMETERS =
      Initializer.initialize(
          new ParameterLayout(LAYER.architecture()),
          Initialization.HE_UNIFORM,
          Noise.of(2, 0, 0, 0));

  @TempDir Path dir;

  private Path write(String name) throws IOException {
    Path file = dir.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      NetworkFile.write(out, LAYER, 11, 3, PARAMETERS);
    }
    return file;
  }

  @Test
  void theFileIsRestoredByDl4jReadyToBeTrainedOn() throws IOException {
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(write("network.zip").toFile());
    assertThat(network.params().toFloatVector()).containsExactly(PARAMETERS);
    assertThat(network.getEpochCount()).isEqualTo(3);
    VaeLayer layer = (VaeLayer) network.getLayerWiseConfigurations().getConf(0).getLayer();
    assertThat(layer.architecture()).isEqualTo(LAYER.architecture());
    assertThat(Updaters.optimizer(layer).learningRate()).isEqualTo(0.01);
    double before = network.score(Layers.pairs(Layers.rows(32, Layers.FEATURES)));
    for (int i = 0; i < 60; i++) {
      network.fit(Layers.pairs(Layers.rows(32, Layers.FEATURES)));
    }
    assertThat(network.score(Layers.pairs(Layers.rows(32, Layers.FEATURES)))).isLessThan(before);
  }

  /** The file was written from the constants above by the first version of the format. */
  @Test
  void yesterdaysNetworkIsRestoredTodayAndWouldBeWrittenTheSame() throws Exception {
    Path old = Path.of(getClass().getResource("/networks/format-1.zip").toURI());
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(old.toFile());
    assertThat(network.params().toFloatVector()).containsExactly(PARAMETERS);
    VaeLayer layer = (VaeLayer) network.getLayerWiseConfigurations().getConf(0).getLayer();
    assertThat(layer.architecture()).isEqualTo(LAYER.architecture());
    assertThat(layer.objective()).isEqualTo(LAYER.objective());
    assertThat(layer.annealing()).isEqualTo(LAYER.annealing());
    assertThat(write("new.zip")).hasSameBinaryContentAs(old);
  }

  @Test
  void equalNetworksGiveEqualBytesInEveryTimeZone() throws IOException {
    Path here = write("here.zip");
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertThat(write("there.zip")).hasSameBinaryContentAs(here);
    } finally {
      TimeZone.setDefault(zone);
    }
    try (ZipFile zip = new ZipFile(here.toFile())) {
      assertThat(Collections.list(zip.entries()))
          .allMatch(entry -> entry.getMethod() == ZipEntry.STORED)
          .extracting(ZipEntry::getName)
          .containsExactly("configuration.json", "coefficients.bin");
    }
  }
}
