package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.job.train.Progress.RunResult;
import dev.elbo.store.Npz;
import dev.elbo.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run died after four epochs and checkpoints 2, 3 and 4 are there, some of them damaged. */
class DamagedCheckpointTest {
  private static final int DIED_AFTER = 4;
  private static final int KEPT = 3;
  private static final String DAMAGED =
      ". The file is damaged or not of this format: restore it from a copy.";

  @TempDir private Path folder;
  private SparkSession spark;
  private String settings;
  private RunResult whole;

  @BeforeEach
  void aRunDies() throws IOException {
    spark = Sparks.local(2);
    settings =
        SmallTable.settings(folder)
            + "elbo.training { checkpoint.keep = %d, averaging.scale = none }".formatted(KEPT);
    whole = Trainings.train(spark, folder.resolve("whole"), settings);
    assertThatThrownBy(
            () ->
                Trainings.train(spark, folder.resolve("cut"), new DiesAfter(DIED_AFTER), settings))
        .hasMessage("the driver died");
  }

  /** What disks, networks and people do to files. */
  enum Damage {
    EMPTY("End of file reached") {
      @Override
      byte[] of(byte[] file) {
        return new byte[0];
      }
    },
    HALF("no end of a zip archive") {
      @Override
      byte[] of(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
      }
    },
    LAST_BYTE_MISSING("no end of a zip archive") {
      @Override
      byte[] of(byte[] file) {
        return Arrays.copyOf(file, file.length - 1);
      }
    },
    ZEROS("no end of a zip archive") {
      @Override
      byte[] of(byte[] file) {
        return new byte[file.length];
      }
    },
    FIRST_BLOCK_OF_ZEROS("it has [") {
      @Override
      byte[] of(byte[] file) {
        byte[] damaged = file.clone();
        Arrays.fill(damaged, 0, 512, (byte) 0);
        return damaged;
      }
    },
    BIT_OF_THE_STATE("invalid entry CRC") {
      @Override
      byte[] of(byte[] file) {
        return flip(file, find(file, "epoch"), 0);
      }
    },
    BIT_OF_A_VECTOR("invalid entry CRC") {
      @Override
      byte[] of(byte[] file) {
        return flip(file, find(file, "moments.npy") + 256, 3);
      }
    },
    OTHER_CONTENT("no end of a zip archive") {
      @Override
      byte[] of(byte[] file) {
        byte[] other = new byte[file.length];
        new Random(1).nextBytes(other);
        return other;
      }
    };

    private final String said;

    Damage(String said) {
      this.said = said;
    }

    abstract byte[] of(byte[] file);

    private static byte[] flip(byte[] file, int at, int bit) {
      byte[] damaged = file.clone();
      damaged[at] ^= (byte) (1 << bit);
      return damaged;
    }

    private static int find(byte[] file, String text) {
      int at = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
      assertThat(at).as(text).isPositive();
      return at;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOneBeforeTheNewestIsGoneOnFrom(Damage damage) throws IOException {
    damage(4, damage);
    Notes notes = goOn();
    assertThat(passedOver(notes)).singleElement().satisfies(note -> says(note, 4, damage));
    assertThat(notes.messages())
        .anyMatch(message -> message.endsWith("; resumed after epoch 3"))
        .noneMatch(message -> message.contains("anew"));
  }

  @Test
  void theOldestWillDo() throws IOException {
    damage(4, Damage.HALF);
    damage(3, Damage.BIT_OF_A_VECTOR);
    Notes notes = goOn();
    assertThat(passedOver(notes))
        .satisfiesExactly(
            note -> says(note, 4, Damage.HALF), note -> says(note, 3, Damage.BIT_OF_A_VECTOR));
    assertThat(notes.messages()).anyMatch(message -> message.endsWith("; resumed after epoch 2"));
  }

  @Test
  void withNoneLeftItStartsAnewAndSaysSo() throws IOException {
    damage(4, Damage.EMPTY);
    damage(3, Damage.ZEROS);
    damage(2, Damage.OTHER_CONTENT);
    Notes notes = goOn();
    assertThat(passedOver(notes)).hasSize(3);
    assertThat(notes.messages())
        .contains("No checkpoint is left to go on from: training starts anew.")
        .noneMatch(message -> message.contains("resumed"));
  }

  /** The run goes on, to the bytes of the one that was left alone. */
  private Notes goOn() {
    Notes notes = new Notes();
    RunResult resumed = Trainings.train(spark, folder.resolve("cut"), notes, settings);
    assertThat(Trainings.model(resumed)).isEqualTo(Trainings.model(whole));
    assertThat(Trainings.metrics(resumed)).isEqualTo(Trainings.metrics(whole));
    for (int epoch = 3; epoch <= 5; epoch++) {
      assertThat(vectors("cut", epoch)).isNotEmpty().isEqualTo(vectors("whole", epoch));
    }
    assertThat(checkpoint("cut", 5).getParent().toFile().list())
        .containsExactlyInAnyOrder("epoch-00003.npz", "epoch-00004.npz", "epoch-00005.npz");
    return notes;
  }

  /** Whole files differ: their metrics tell of the clock. */
  private List<List<Float>> vectors(String out, int epoch) {
    var file = new org.apache.hadoop.fs.Path(checkpoint(out, epoch).toUri());
    return Npz.read(new WholeFile(new Configuration(), file)).stream()
        .filter(tensor -> !tensor.name().equals("state.json"))
        .map(tensor -> boxed(tensor.floats()))
        .toList();
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>();
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }

  private static List<String> passedOver(Notes notes) {
    return notes.messages().stream().filter(note -> note.startsWith("Passed over")).toList();
  }

  private void says(String note, int epoch, Damage damage) {
    Path file = checkpoint("cut", epoch);
    assertThat(note)
        .startsWith(
            "Passed over checkpoint [file:%s]: Cannot read [file:%s]: ".formatted(file, file))
        .contains(damage.said)
        .endsWith(DAMAGED);
  }

  private void damage(int epoch, Damage damage) throws IOException {
    Path file = checkpoint("cut", epoch);
    Files.write(file, damage.of(Files.readAllBytes(file)));
  }

  private Path checkpoint(String out, int epoch) {
    return folder
        .resolve(out)
        .resolve("runs")
        .resolve(whole.runId())
        .resolve("checkpoints/epoch-%05d.npz".formatted(epoch));
  }
}
