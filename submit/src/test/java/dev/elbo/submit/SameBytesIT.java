package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar through spark-submit: executor JVMs, cores and threads do not change a byte. */
class SameBytesIT {
  private static final String DIGITS = "conf/digits.conf";
  private static final String SHORT = "elbo.training.epochs=2";

  @TempDir private Path folder;

  @Test
  void localModeAndExecutorsOfTheirOwnGiveTheSameBytes() throws Exception {
    Clone clone = new Clone(folder);
    Clone.Left expected =
        clone.train("local2", DIGITS, Map.of(), "--set", SHORT, "--master", "local[2]");
    Clone.Left oneCore =
        clone.train(
            "local1",
            DIGITS,
            Map.of("OMP_NUM_THREADS", "2"),
            "--set",
            SHORT,
            "--master",
            "local[1]");
    Clone.Left executors =
        clone.train(
            "executors",
            DIGITS,
            Map.of(),
            "--set",
            SHORT,
            "--master",
            "local-cluster[2,1,1024]",
            "--executor-memory",
            "1g",
            "--driver-memory",
            "1g");
    assertThat(expected.metrics()).hasSize(2).allMatch(l -> l.contains("\"examples\":3823,"));
    assertThat(oneCore).isEqualTo(expected);
    assertThat(executors).isEqualTo(expected);
  }
}
