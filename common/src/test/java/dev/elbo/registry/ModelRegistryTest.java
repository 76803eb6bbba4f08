package dev.elbo.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.registry.Change.Action;
import dev.elbo.store.Places;
import dev.elbo.store.Places.Kind;
import dev.elbo.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelRegistryTest {
  private static final Reason REASON =
      new Reason("it is better", "anna", "node7", Optional.of("run-9"));
  private static final List<String> FILES =
      List.of("model/metadata.json", "model/network.zip", "model/parameters.npz", "settings.conf");

  @TempDir static Path dir;
  private static Places places;
  private static Runs runs;

  @BeforeAll
  static void start() throws IOException {
    places = new Places(dir);
    runs = new Runs(places.conf(), dir.resolve("output"));
  }

  @AfterAll
  static void stop() {
    places.close();
  }

  private static ModelRegistry fresh(Kind kind) {
    return ModelRegistry.open(places.conf(), places.fresh(kind).toString(), "digits");
  }

  /** A registry with versions of the runs 1, 2, .. */
  private static ModelRegistry with(Kind kind, int count) {
    ModelRegistry registry = fresh(kind);
    for (int seed = 1; seed <= count; seed++) {
      add(registry, seed);
    }
    return registry;
  }

  private static VersionRecord add(ModelRegistry registry, int seed) {
    RunDirectory run = runs.of(seed);
    return registry.add(run, Runs.origin(run));
  }

  private static void promote(ModelRegistry registry, int... versions) {
    for (int version : versions) {
      registry.promote(Integer.toString(version), REASON);
    }
  }

  private static List<String> names(ModelRegistry registry) {
    return registry.versions().stream().map(VersionRecord::version).toList();
  }

  private static Optional<String> champion(ModelRegistry registry) {
    return registry.champion().map(Change::version);
  }

  @ParameterizedTest
  @EnumSource
  void aVersionIsACopyOfWhatTheRunLeft(Kind kind) throws IOException {
    ModelRegistry registry = fresh(kind);
    assertThat(registry.exists()).isFalse();
    assertThat(registry.versions()).isEmpty();

    VersionRecord added = add(registry, 1);

    assertThat(registry.exists()).isTrue();
    assertThat(added.version()).isEqualTo("v00000001");
    assertThat(added.origin()).isEqualTo(Runs.origin(runs.of(1)));
    assertThat(added.files()).map(VersionRecord.StoredFile::name).isEqualTo(FILES);
    assertThat(registry.versions()).map(VersionRecord::files).containsExactly(added.files());
    assertThat(registry.version("v1").origin()).isEqualTo(added.origin());
    for (String file : FILES) {
      assertThat(runs.bytes(in(registry, "versions/v00000001/" + file)))
          .isEqualTo(runs.bytes(new org.apache.hadoop.fs.Path(runs.of(1).path(), file)));
    }
    FileSystem fs = registry.path().getFileSystem(places.conf());
    assertThat(fs.listStatus(in(registry, "versions"))).hasSize(1);
  }

  private static org.apache.hadoop.fs.Path in(ModelRegistry registry, String name) {
    return new org.apache.hadoop.fs.Path(registry.path(), name);
  }

  @ParameterizedTest
  @EnumSource
  void theSameRunIsAddedOnce(Kind kind) {
    ModelRegistry registry = with(kind, 2);
    assertThat(add(registry, 1).version()).isEqualTo("v00000001");
    RunDirectory other = runs.of(2);
    other.settingsFile().write(new byte[] {'#'});
    assertThat(registry.add(other, Runs.origin(other)).version()).isEqualTo("v00000003");
    assertThat(names(registry)).containsExactly("v00000001", "v00000002", "v00000003");
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "HDFS"})
  void versionsThatAreAddedAtOnceGetNamesOfTheirOwn(Kind kind) {
    ModelRegistry registry = fresh(kind);
    List<RunDirectory> trained = IntStream.rangeClosed(41, 48).mapToObj(runs::of).toList();
    assertThat(
            trained.parallelStream()
                .map(run -> registry.add(run, Runs.origin(run)).version())
                .sorted())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 8).mapToObj(VersionName::of).toList());
    assertThat(registry.versions())
        .map(version -> version.origin().runId())
        .containsExactlyInAnyOrderElementsOf(
            trained.stream().map(r -> r.path().getName()).toList());
    registry.versions().forEach(version -> registry.promote(version.version(), REASON));
  }

  @ParameterizedTest
  @EnumSource
  void theLastChangeIsThePointerAndAllOfThemAreTheHistory(Kind kind) {
    ModelRegistry registry = with(kind, 2);
    assertThat(registry.champion()).isEmpty();
    assertThatThrownBy(registry::readChampion)
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot read the champion of [%s]: no version was promoted. Promote one, or name a version: there are [v00000001, v00000002]."
                .formatted(registry.path()));

    Change first = registry.promote("v00000002", REASON);
    Change second = registry.promote("1", new Reason("a test", "bo", "here", Optional.empty()));
    Change again = registry.promote("v1", REASON);

    assertThat(again).isEqualTo(second);
    assertThat(registry.champion()).contains(second);
    assertThat(registry.history()).containsExactly(first, second);
    assertThat(first.number()).isEqualTo(1);
    assertThat(first.former()).isEmpty();
    assertThat(first.runId()).contains("run-9");
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.former()).contains("v00000002");
    assertThat(second.action()).isEqualTo(Action.PROMOTE);
    assertThat(second.by()).isEqualTo("bo@here");
    assertThat(second.why()).isEqualTo("a test");
    assertThat(Runs.seed(registry.readChampion())).contains(1L);
  }

  @Test
  void aVersionThatIsNotThereIsNamedWithThoseThatAre() {
    ModelRegistry registry = with(Kind.LOCAL, 2);
    String message =
        "Cannot find version [v00000007] in [%s]: whole versions there are [v00000001, v00000002]. Use one of them."
            .formatted(registry.path());
    assertThatThrownBy(() -> registry.promote("v7", REASON)).hasMessage(message);
    assertThatThrownBy(() -> registry.version("7")).hasMessage(message);
    assertThatThrownBy(() -> registry.version("best"))
        .hasMessage(
            "Cannot find version [best]: that is no name of one. Use a name such as [v00000003], or its number.");
    assertThatThrownBy(() -> Reason.here(" "))
        .hasMessage(
            "Cannot change the champion: [ ] is no reason. Say why, for those who read the history.");
  }

  @Test
  void aModelThatThisVersionDoesNotKnowIsNotPromoted() {
    ModelRegistry registry = with(Kind.LOCAL, 1);
    RunDirectory run = runs.of(31, "sigmoid-of-tomorrow");
    registry.add(run, Runs.origin(run));
    promote(registry, 1);
    assertThatThrownBy(() -> registry.promote("2", REASON))
        .isInstanceOf(ElboException.class)
        .hasMessageContaining("does not know its activation [sigmoid-of-tomorrow]");
    assertThat(champion(registry)).contains("v00000001");
  }

  @ParameterizedTest
  @EnumSource
  void aRollbackRestoresTheBytesOfTheFormerChampion(Kind kind) {
    ModelRegistry registry = with(kind, 2);
    promote(registry, 1);
    List<byte[]> before = bytes(registry);
    promote(registry, 2);
    Change back = registry.rollback(REASON);

    assertThat(back.action()).isEqualTo(Action.ROLLBACK);
    assertThat(back.former()).contains("v00000002");
    assertThat(champion(registry)).contains("v00000001");
    assertThat(Runs.seed(registry.readChampion())).contains(1L);
    List<byte[]> after = bytes(registry);
    for (int i = 0; i < FILES.size(); i++) {
      assertThat(after.get(i)).isEqualTo(before.get(i));
    }
    assertThat(registry.history()).hasSize(3);
  }

  private static List<byte[]> bytes(ModelRegistry registry) {
    String folder = "versions/" + champion(registry).orElseThrow() + "/";
    return FILES.stream().map(file -> runs.bytes(in(registry, folder + file))).toList();
  }

  @Test
  void rollbacksGoFurtherBackAndNeverToWhatWasRolledBack() {
    ModelRegistry registry = with(Kind.LOCAL, 4);
    promote(registry, 1, 2, 3);
    registry.rollback(REASON);
    assertThat(champion(registry)).contains("v00000002");
    promote(registry, 4);
    registry.rollback(REASON);
    assertThat(champion(registry)).contains("v00000002");
    registry.rollback(REASON);
    assertThat(champion(registry)).contains("v00000001");
    assertThatThrownBy(() -> registry.rollback(REASON))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot roll back [%s]: no champion before the present one is left. Promote one of [v00000001, v00000002, v00000003, v00000004]."
                .formatted(registry.path()));
    assertThatThrownBy(() -> fresh(Kind.LOCAL).rollback(REASON))
        .hasMessageContaining("no champion before the present one is left");
  }

  @ParameterizedTest
  @EnumSource
  void theChampionTheOneBeforeItAndTheNewestArePrunedNever(Kind kind) throws IOException {
    ModelRegistry registry = with(kind, 6);
    promote(registry, 1, 3, 2);

    assertThat(registry.prune(2)).containsExactly("v00000001", "v00000004");
    assertThat(names(registry)).containsExactly("v00000002", "v00000003", "v00000005", "v00000006");
    assertThat(registry.prune(1)).containsExactly("v00000005");
    assertThat(registry.rollback(REASON).version()).isEqualTo("v00000003");
    // Of the champions before it none is left, and those behind it were rolled back.
    assertThatThrownBy(() -> registry.rollback(REASON)).hasMessageContaining("is left");
    assertThat(registry.prune(1)).containsExactly("v00000002");
    assertThat(registry.history()).hasSize(4);
    FileSystem fs = registry.path().getFileSystem(places.conf());
    assertThat(fs.listStatus(in(registry, "versions"))).hasSize(2);
  }

  @Test
  void whatAKilledProcessLeftHalfCopiedGoesADayLater() throws IOException {
    ModelRegistry registry = with(Kind.LOCAL, 1);
    Path versions = Path.of(registry.path().toUri().getPath(), "versions");
    Path yesterdays = Files.createDirectory(versions.resolve(".v.yesterday.tmp"));
    Path running = Files.createDirectory(versions.resolve(".v.running.tmp"));
    Files.setLastModifiedTime(yesterdays, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

    assertThat(registry.prune(1)).isEmpty();

    assertThat(yesterdays).doesNotExist();
    assertThat(running).exists();
    assertThat(names(registry)).containsExactly("v00000001");
  }

  @Test
  void whoHoldsTheLeaseRemovesItAtOnceAndLeavesWhatSomebodyIsPruning() throws IOException {
    ModelRegistry registry = with(Kind.LOCAL, 1);
    Path versions = Path.of(registry.path().toUri().getPath(), "versions");
    Path copy = Files.createDirectories(versions.resolve(".v.1234.tmp/model"));
    Path pruned = Files.createDirectory(versions.resolve(".v00000002.5678.tmp"));
    Lease lease = registry.leases(Duration.ofMinutes(1)).take("night");
    registry.sweep(lease);
    assertThat(copy.getParent()).doesNotExist();
    assertThat(pruned).exists();
    assertThat(names(registry)).containsExactly("v00000001");
    lease.close();
    assertThatThrownBy(() -> registry.sweep(lease)).isInstanceOf(ElboException.class);
  }

  @ParameterizedTest
  @EnumSource
  void whoLostTheLeaseWhileCopyingAddsNothing(Kind kind) throws IOException {
    ModelRegistry registry = with(kind, 1);
    Lease lease = registry.leases(Duration.ofMillis(30)).take("late");
    lease.close();
    RunDirectory run = runs.of(2);
    assertThatThrownBy(() -> registry.add(run, Runs.origin(run), lease))
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith("Cannot go on as [late]");
    assertThat(registry.add(runs.of(1), Runs.origin(runs.of(1)), lease).version())
        .as("what is there is there")
        .isEqualTo("v00000001");
    FileSystem fs = registry.path().getFileSystem(places.conf());
    assertThat(fs.listStatus(in(registry, "versions"))).hasSize(1);
  }

  @Test
  void aRollbackGoesPastWhatWasPruned() throws IOException {
    ModelRegistry registry = with(Kind.LOCAL, 3);
    promote(registry, 1, 2, 3);
    FileSystem fs = registry.path().getFileSystem(places.conf());
    fs.delete(in(registry, "versions/v00000002"), true);
    assertThat(registry.rollback(REASON).version()).isEqualTo("v00000001");
  }

  @Test
  void namesAreNotUsedAgain() throws IOException {
    ModelRegistry registry = with(Kind.LOCAL, 2);
    promote(registry, 2, 1);
    FileSystem fs = registry.path().getFileSystem(places.conf());
    fs.delete(in(registry, "versions/v00000002"), true);
    assertThat(add(registry, 3).version()).isEqualTo("v00000003");
    assertThatThrownBy(() -> registry.prune(0))
        .hasMessage(
            "Cannot prune [%s]: [0] versions to keep are less than [1]. Give 1 or more."
                .formatted(registry.path()));
  }

  @Test
  void aChampionThatChangedSinceTheComparisonIsLeftAsItIs() {
    ModelRegistry registry = with(Kind.LOCAL, 3);
    try (Lease lease = registry.leases(Duration.ofMinutes(1)).take("night")) {
      assertThat(registry.promote("1", REASON, Optional.empty(), lease)).isPresent();
      Optional<Change> since = registry.champion();
      promote(registry, 2);
      assertThat(registry.promote("3", REASON, since, lease)).isEmpty();
      assertThat(registry.promote("3", REASON, Optional.empty(), lease)).isEmpty();
      assertThat(champion(registry)).contains("v00000002");
      assertThat(registry.promote("3", REASON, registry.champion(), lease)).isPresent();
    }
    assertThat(champion(registry)).contains("v00000003");
    assertThat(registry.history()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void aFolderOfWhichSomethingIsMissingIsNoVersion(Kind kind) throws IOException {
    ModelRegistry registry = with(kind, 3);
    FileSystem fs = registry.path().getFileSystem(places.conf());
    fs.delete(in(registry, "versions/v00000002/model/parameters.npz"), false);
    fs.delete(in(registry, "versions/v00000003/version.json"), false);
    assertThat(names(registry)).containsExactly("v00000001");
    assertThat(registry.unwhole()).containsExactly("v00000002", "v00000003");
    assertThatThrownBy(() -> registry.promote("2", REASON))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot use version [v00000002]: its file [%s] is missing. Restore it from a copy, or take another version."
                .formatted(in(registry, "versions/v00000002/model/parameters.npz")));
    assertThat(add(registry, 4).version()).isEqualTo("v00000004");
  }

  @Test
  void aPathIsThatOfAModelARunAVersionOrAChampion() {
    ModelRegistry registry = with(Kind.LOCAL, 2);
    promote(registry, 2);
    RunDirectory run = runs.of(1);
    assertThat(
            Stream.of(
                    run.model(),
                    run.path(),
                    in(registry, "versions/v00000001"),
                    in(registry, "versions/v00000001/model"),
                    registry.path())
                .map(path -> ModelAddress.read(places.conf(), path.toString()))
                .map(model -> Runs.seed(model).orElseThrow()))
        .containsExactly(1L, 1L, 1L, 1L, 2L);
    assertThatThrownBy(() -> ModelAddress.read(places.conf(), dir + "/nothing"))
        .hasMessageEndingWith("/nothing/metadata.json]: there is no such file. Check the path.");
  }
}
