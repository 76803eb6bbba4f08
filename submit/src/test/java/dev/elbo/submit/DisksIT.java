package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real disks: one that fills up, one that can only be read. */
class DisksIT {
  private static final String REMEDY =
      "Set elbo.output.dir to a place that this user may write to and that has room.";

  /** Trains to the disk; $1 names the log and the file for the exit code. */
  private static final String TRAIN =
      """
      train() {
        code=0
        "$elbo" train "$digits" --run-id run --master 'local[2]' --set "elbo.output.dir=$disk" \\
          --set elbo.training.epochs=6 --set elbo.training.checkpoint.keep=2 \\
          --set elbo.training.averaging.every=epoch --set elbo.training.averaging.scale=none > "$1.log" 2>&1 || code=$?
        echo "$code" > "$1.code"
      }
      """;

  @TempDir private Path folder;
  private Mounts mounts;

  @BeforeEach
  void mayMount() throws Exception {
    mounts = Mounts.orNull(folder);
    assumeTrue(mounts != null, "this user may mount no disk here, not even in a namespace");
  }

  /** A checkpoint has 0.95 MB: there is room for two. */
  @Test
  void onAFullDiskTheRunEndsWithAMessageAndGoesOnWhenThereIsRoom() throws Exception {
    mounts.run(
        TRAIN
            + """
            mount -t tmpfs -o size=2400k none "$disk"
            train full
            cp -a "$disk" at-full
            mount -o remount,size=64m "$disk"
            train after
            cp -a "$disk" at-end
            """);
    assertThat(code("full")).isEqualTo(2);
    assertThat(log("full"))
        .contains(
            "elbo: Cannot write [%s/disk/runs/run/checkpoints/epoch-00003.npz]: the file system answered [IOException: No space left on device]. %s"
                .formatted(folder, REMEDY))
        .doesNotContain("\tat ");
    RunFiles full = files("at-full");
    full.assertWhole();
    assertThat(full.checkpoints()).containsExactly(2, 1);
    assertThat(full.leftovers()).isEmpty();
    assertThat(code("after")).as(log("after")).isZero();
    assertThat(log("after")).contains("; resumed after epoch 2");
    assertEndsAsUndisturbed();
  }

  @Test
  void onADiskThatTurnsReadOnlyTheRunEndsWithAMessageAndGoesOnLater() throws Exception {
    mounts.run(
        TRAIN
            + """
            mount -t tmpfs -o size=64m none "$disk"
            train turned &
            until [ -e "$disk/runs/run/checkpoints/epoch-00002.npz" ]; do sleep 0.01; done
            until mount -o remount,ro "$disk"; do sleep 0.001; done
            wait
            cp -a "$disk" at-turn
            train still
            mount -o remount,rw "$disk"
            train after
            cp -a "$disk" at-end
            """);
    assertThat(code("turned")).isEqualTo(2);
    assertThat(log("turned"))
        .containsPattern(
            "elbo: Cannot write \\[%s/disk/runs/run/[^]]*]: the file system answered \\[[^]]*Read-only file system[^]]*]. %s"
                .formatted(folder, REMEDY))
        .doesNotContain("\tat ");
    files("at-turn").assertWhole();
    assertThat(code("still")).isEqualTo(2);
    assertThat(log("still"))
        .containsPattern(
            "elbo: Cannot write \\[%s/disk/runs/run[^]]*]: the file system answered \\[[^]]*Read-only file system[^]]*]. %s"
                .formatted(folder, REMEDY))
        .doesNotContain("\tat ");
    assertThat(code("after")).as(log("after")).isZero();
    assertThat(log("after")).contains("; resumed after epoch ");
    assertEndsAsUndisturbed();
  }

  private void assertEndsAsUndisturbed() throws Exception {
    Clone.Left undisturbed =
        new Clone(folder)
            .train(
                "undisturbed",
                "conf/digits.conf",
                Map.of(),
                "--master",
                "local[2]",
                "--set",
                "elbo.training.epochs=6",
                "--set",
                "elbo.training.averaging.every=epoch",
                "--set",
                "elbo.training.averaging.scale=none");
    assertThat(files("at-end").model()).isEqualTo(undisturbed.model());
    assertThat(files("at-end").metrics()).isEqualTo(undisturbed.metrics());
    assertThat(files("at-end").leftovers()).isEmpty();
  }

  private RunFiles files(String copy) {
    return new RunFiles(new Configuration(), folder.resolve(copy).toString());
  }

  private String log(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  private int code(String name) throws IOException {
    return Integer.parseInt(Files.readString(folder.resolve(name + ".code")).strip());
  }
}
