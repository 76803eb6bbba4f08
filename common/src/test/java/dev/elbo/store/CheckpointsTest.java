package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.optim.TrainingState;
import dev.elbo.store.Checkpoints.Latest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path dir;

  private Checkpoints keeping(int keep) {
    return new Checkpoints(Fixtures.CONF, Fixtures.path(dir), keep);
  }

  private static Optional<String> none(Checkpoint checkpoint) {
    return Optional.empty();
  }

  private static void assertSame(Checkpoint found, Checkpoint expected) {
    assertThat(found).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(expected);
  }

  @Test
  void theNewestIsReadBackBitForBit() {
    keeping(3).write(Fixtures.checkpoint(1));
    keeping(3).write(Fixtures.checkpoint(2));

    Latest latest = keeping(3).latest("5f2c9a", CheckpointsTest::none);
    assertSame(latest.checkpoint().orElseThrow(), Fixtures.checkpoint(2));
    assertThat(latest.refused()).isEmpty();
  }

  @Test
  void withoutMomentsAndBestTheyAreEmpty() {
    Checkpoint bare =
        new Checkpoint(
            "5f2c9a",
            7,
            3,
            TrainingState.initial(new float[] {1}, new float[0], new float[0]),
            Optional.empty(),
            List.of());
    keeping(1).write(bare);

    assertSame(keeping(1).latest("5f2c9a", CheckpointsTest::none).checkpoint().orElseThrow(), bare);
  }

  @Test
  void theLastFewAreKeptAndNothingElseIsThere() {
    for (int epoch : new int[] {9, 10, 99_999, 100_000}) {
      keeping(2).write(Fixtures.checkpoint(epoch));
    }

    assertThat(dir.toFile().list())
        .containsExactlyInAnyOrder("epoch-99999.npz", "epoch-100000.npz");
    assertThat(
            keeping(2)
                .latest("5f2c9a", CheckpointsTest::none)
                .checkpoint()
                .orElseThrow()
                .state()
                .epoch())
        .isEqualTo(100_000);
  }

  @Test
  void equalStatesGiveEqualBytes() throws IOException {
    keeping(1).write(Fixtures.checkpoint(1));
    byte[] first = Files.readAllBytes(dir.resolve("epoch-00001.npz"));
    keeping(1).write(Fixtures.checkpoint(1));

    assertThat(dir.resolve("epoch-00001.npz")).hasBinaryContent(first);
  }

  @Test
  void aTruncatedNewestIsPassedOverAndReported() throws IOException {
    keeping(2).write(Fixtures.checkpoint(1));
    keeping(2).write(Fixtures.checkpoint(2));
    Path newest = dir.resolve("epoch-00002.npz");
    byte[] whole = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(whole, whole.length / 2));

    Latest latest = keeping(2).latest("5f2c9a", CheckpointsTest::none);
    assertSame(latest.checkpoint().orElseThrow(), Fixtures.checkpoint(1));
    assertThat(latest.refused())
        .containsExactly(
            new Checkpoints.Refused(
                new org.apache.hadoop.fs.Path("file:" + newest),
                "Cannot read [file:"
                    + newest
                    + "]: it is no whole archive [EOFException: no end of a zip archive]. The file"
                    + " is damaged or not of this format: restore it from a copy."));
  }

  @Test
  void anyFlippedByteOfTheContentIsNoticed() throws IOException {
    keeping(1).write(Fixtures.checkpoint(1));
    Path file = dir.resolve("epoch-00001.npz");
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Files.write(file, flipped);
      Latest latest = keeping(1).latest("5f2c9a", CheckpointsTest::none);
      // What is not content: times, versions and attributes of the zip, its directory.
      latest.checkpoint().ifPresent(c -> assertSame(c, Fixtures.checkpoint(1)));
    }
  }

  @Test
  void vectorsUnderEachOthersNamesAreRefused() throws IOException {
    keeping(1).write(Fixtures.checkpoint(1));
    WholeFile file = Fixtures.file(Fixtures.path(dir), "epoch-00001.npz");
    List<Tensor> t = Npz.read(file);
    Npz.write(
        file,
        List.of(
            t.get(0),
            Tensor.of("moments", t.get(1).floats()),
            Tensor.of("parameters", t.get(2).floats()),
            t.get(3)));

    Latest latest = keeping(1).latest("5f2c9a", CheckpointsTest::none);
    assertThat(latest.checkpoint()).isEmpty();
    assertThat(latest.refused().get(0).reason()).contains("the digest of its vectors is [");
  }

  /** The local disk, of which the second checkpoint does not come. */
  public static final class Lost extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("lost:///");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) throws IOException {
      if (file.getName().equals("epoch-00002.npz")) {
        throw new IOException("connection reset");
      }
      return super.open(file, buffer);
    }
  }

  /** To begin anew would throw away what may be readable again in a minute. */
  @Test
  void whatDoesNotComeIsPassedOverAndIsNoReasonToBeginAnew() throws IOException {
    keeping(2).write(Fixtures.checkpoint(1));
    keeping(2).write(Fixtures.checkpoint(2));
    Configuration conf = new Configuration();
    conf.set("fs.lost.impl", Lost.class.getName());
    Checkpoints lost = new Checkpoints(conf, new org.apache.hadoop.fs.Path("lost://" + dir), 2);

    assertSame(
        lost.latest("5f2c9a", CheckpointsTest::none).checkpoint().orElseThrow(),
        Fixtures.checkpoint(1));
    Files.delete(dir.resolve("epoch-00001.npz"));
    assertThatThrownBy(() -> lost.latest("5f2c9a", CheckpointsTest::none))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot read [lost:"
                + dir
                + "/epoch-00002.npz]: the file system answered [IOException: connection reset]."
                + " Check the path, this user's rights and the file system.")
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.ENVIRONMENT);
  }

  @Test
  void anotherRunsCheckpointIsRefused() {
    keeping(1).write(Fixtures.checkpoint(1));

    Latest latest = keeping(1).latest("other", CheckpointsTest::none);
    assertThat(latest.checkpoint()).isEmpty();
    assertThat(latest.refused())
        .extracting(Checkpoints.Refused::reason)
        .containsExactly("It belongs to run [5f2c9a].");
  }

  @Test
  void withoutADirectoryThereIsNone() {
    Checkpoints none = new Checkpoints(Fixtures.CONF, Fixtures.path(dir.resolve("none")), 1);
    assertThat(none.latest("a", CheckpointsTest::none))
        .isEqualTo(new Latest(Optional.empty(), List.of()));
  }

  @Test
  void theFileOfTheFirstFormatIsStillRead() {
    org.apache.hadoop.fs.Path format1 = Fixtures.resource("runs/format-1/checkpoints");
    Latest latest =
        new Checkpoints(Fixtures.CONF, format1, 1).latest("5f2c9a", CheckpointsTest::none);
    assertSame(latest.checkpoint().orElseThrow(), Fixtures.ofFormat1());
  }

  @Test
  void yesterdaysFileIsReadTodayAndWouldBeWrittenTheSame() throws IOException {
    org.apache.hadoop.fs.Path format2 = Fixtures.resource("runs/format-2/checkpoints");
    Latest latest =
        new Checkpoints(Fixtures.CONF, format2, 1).latest("5f2c9a", CheckpointsTest::none);
    assertSame(latest.checkpoint().orElseThrow(), Fixtures.checkpoint(2));

    keeping(1).write(Fixtures.checkpoint(2));
    assertThat(dir.resolve("epoch-00002.npz"))
        .hasBinaryContent(Fixtures.file(format2, "epoch-00002.npz").read());
  }

  @Test
  void oneThatIsObjectedToCostsTheEpochsSinceTheOneBefore() {
    keeping(2).write(Fixtures.checkpoint(1));
    keeping(2).write(Fixtures.checkpoint(2));

    Latest latest =
        keeping(2)
            .latest(
                "5f2c9a",
                c -> c.state().epoch() == 2 ? Optional.of("Its moon is full.") : Optional.empty());
    assertSame(latest.checkpoint().orElseThrow(), Fixtures.checkpoint(1));
    assertThat(latest.refused())
        .extracting(Checkpoints.Refused::reason)
        .containsExactly("Its moon is full.");
  }

  @Test
  void toKeepNoneIsAnErrorOfTheSettings() {
    assertThatThrownBy(() -> keeping(0))
        .isInstanceOf(ElboException.class)
        .hasMessage("Cannot keep checkpoints: training.checkpoint.keep is [0]. Keep at least 1.");
  }
}
