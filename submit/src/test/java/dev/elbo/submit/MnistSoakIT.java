package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten epochs of MNIST, which {@code -Delbo.mnist} points at: quality, and the same bytes. */
@Tag("soak")
class MnistSoakIT {
  private static final String MNIST = "conf/mnist.conf";

  @TempDir private Path folder;

  /** The same network in PyTorch reaches -105.3 to -105.7 at epoch 10. */
  @Test
  void oneShardReachesTheQualityOfASingleMachine() throws Exception {
    Clone.Left left = train("one", Map.of(), "elbo.training.shards=1", "--master", "local[1]");
    assertThat(left.lastElbo()).isGreaterThanOrEqualTo(-106.0);
    assertThat(left.metrics()).hasSize(10).allMatch(l -> l.contains("\"examples\":60000,"));
  }

  @Test
  void twoShardsGiveTheSameBytesEverywhere() throws Exception {
    String two = "elbo.training.shards=2";
    Clone.Left expected = train("a", Map.of(), two, "--master", "local[2]");
    assertThat(train("b", Map.of(), two, "--master", "local[2]")).isEqualTo(expected);
    assertThat(train("c", Map.of("OMP_NUM_THREADS", "2"), two, "--master", "local[1]"))
        .isEqualTo(expected);
    assertThat(
            train(
                "d",
                Map.of(),
                two,
                "--master",
                "local-cluster[2,1,2048]",
                "--executor-memory",
                "2g"))
        .isEqualTo(expected);
    assertThat(expected.metrics()).hasSize(10).allMatch(l -> l.contains("\"examples\":60000,"));
  }

  @Test
  void sevenShardsAndAnOddBatchSeeEveryExampleOnce() throws Exception {
    Clone.Left left =
        train(
            "seven",
            Map.of(),
            "elbo.training.shards=7",
            "--set",
            "elbo.training.batch-size=97",
            "--set",
            "elbo.training.epochs=2",
            "--master",
            "local[2]");
    assertThat(left.metrics()).hasSize(2).allMatch(l -> l.contains("\"examples\":60000,"));
  }

  @Test
  void allProcessesOfALocalRunFitIntoAGigabyteAndAHalf() throws Exception {
    String[] words = words("elbo.training.shards=2", "--master", "local[2]");
    assertThat(new Clone(folder).run("memory", MNIST, Map.of(), words)).isLessThanOrEqualTo(1536);
  }

  private Clone.Left train(
      String out, Map<String, String> environment, String set, String... arguments)
      throws Exception {
    return new Clone(folder).train(out, MNIST, environment, words(set, arguments));
  }

  private static String[] words(String set, String... arguments) {
    String mnist = System.getProperty("elbo.mnist");
    assertThat(mnist).as("-Delbo.mnist, the folder with MNIST's four files").isNotBlank();
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--set", "elbo.data.path=" + Path.of(mnist).toAbsolutePath()));
    words.addAll(List.of("--set", set));
    words.addAll(List.of(arguments));
    return words.toArray(String[]::new);
  }
}
