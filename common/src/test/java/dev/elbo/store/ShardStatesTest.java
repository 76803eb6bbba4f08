package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.store.ShardStates.Point;
import dev.elbo.store.ShardStates.ShardState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardStatesTest {
  private static final ShardState STATE =
      new ShardState(new float[] {1, -2.5f}, new float[] {3, Float.MIN_VALUE, 0, 7});

  @TempDir private Path dir;

  private ShardStates states(String runId) {
    return new ShardStates(Fixtures.CONF, Fixtures.path(dir), runId);
  }

  @Test
  void aStateIsReadBackBitForBit() {
    states("a").write(new Point(2, 3), 5, STATE);
    assertThat(states("a").read(new Point(2, 3), 5)).usingRecursiveComparison().isEqualTo(STATE);
  }

  @Test
  void aTaskThatIsRunTwiceLeavesTheSameBytes() throws IOException {
    Path file = dir.resolve("epoch-00002.round-00003/shard-00005.npz");
    states("a").write(new Point(2, 3), 5, STATE);
    byte[] once = Files.readAllBytes(file);
    states("a").write(new Point(2, 3), 5, STATE);
    assertThat(file).hasBinaryContent(once);
    assertThat(file.getParent().toFile().list()).containsExactly("shard-00005.npz");
  }

  @Test
  void theStateOfAnotherRunIsRefused() {
    states("a").write(new Point(1, 0), 0, STATE);
    assertThatThrownBy(() -> states("b").read(new Point(1, 0), 0))
        .isInstanceOf(ElboException.class)
        .hasMessageContaining("run_id")
        .hasMessageContaining("shard-00000.npz");
  }

  @Test
  void aStateThatWasMovedIsRefused() throws IOException {
    states("a").write(new Point(1, 0), 0, STATE);
    Path folder = dir.resolve("epoch-00001.round-00000");
    Files.move(folder.resolve("shard-00000.npz"), folder.resolve("shard-00001.npz"));
    assertThatThrownBy(() -> states("a").read(new Point(1, 0), 1))
        .isInstanceOf(ElboException.class)
        .hasMessageContaining("shard-00001.npz");
  }

  @Test
  void oneThatIsMissingIsNamed() {
    assertThatThrownBy(() -> states("a").read(new Point(1, 0), 4))
        .isInstanceOf(ElboException.class)
        .hasMessageContaining("epoch-00001.round-00000/shard-00004.npz]: there is no such file");
  }

  @Test
  void aPointIsWholeWithTheLastOfItsShards() throws IOException {
    Path last = dir.resolve("epoch-00001.round-00000/shard-00001.npz");
    states("a").write(new Point(1, 0), 0, STATE);
    assertThat(states("a").problem(new Point(1, 0), 2))
        .contains("Cannot read [file:" + last + "]: there is no such file. Check the path.");
    states("a").write(new Point(1, 0), 1, STATE);
    assertThat(states("a").problem(new Point(1, 0), 2)).isEmpty();
    byte[] damaged = Files.readAllBytes(last);
    damaged[damaged.length / 2] ^= 1;
    Files.write(last, damaged);
    assertThat(states("a").problem(new Point(1, 0), 2)).get().asString().contains(last + "]: ");
  }

  @Test
  void whatIsNotRetainedIsDeleted() {
    for (Point point : new Point[] {new Point(0, 1), new Point(1, 0), new Point(1, 1)}) {
      states("a").write(point, 0, STATE);
    }
    states("a").retain(point -> point.round() == 0);
    assertThat(dir.toFile().list()).containsExactly("epoch-00001.round-00000");
    states("a").delete();
    assertThat(dir).doesNotExist();
    states("a").retain(point -> false);
    states("a").delete();
  }
}
