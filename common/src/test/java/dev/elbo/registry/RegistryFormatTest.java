package dev.elbo.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.store.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** What the first version that had registries wrote ({@link #main}) keeps loading. */
class RegistryFormatTest {
  private static final Configuration CONF = new Configuration();

  /** Writes a registry of the newest format into the directory of the first argument. */
  public static void main(String[] args) {
    ModelRegistry registry =
        ModelRegistry.at(CONF, new org.apache.hadoop.fs.Path(args[0], "format-1"));
    Runs runs = new Runs(CONF, Path.of(args[1]));
    for (int seed = 1; seed <= 2; seed++) {
      RunDirectory run = runs.of(seed);
      registry.add(run, Runs.origin(run));
    }
    Reason reason = new Reason("it is better", "anna", "node7", Optional.of("run-1"));
    registry.promote("1", reason);
    registry.promote("2", reason);
    registry.rollback(new Reason("it is not", "bo", "node8", Optional.empty()));
    registry.leases(Duration.ofSeconds(90)).take("run-3");
  }

  @Test
  void format1Loads() throws Exception {
    org.apache.hadoop.fs.Path path =
        new org.apache.hadoop.fs.Path(
            RegistryFormatTest.class.getResource("/registry/format-1").toURI());
    ModelRegistry registry = ModelRegistry.at(CONF, path);

    assertThat(registry.versions())
        .map(VersionRecord::version)
        .containsExactly("v00000001", "v00000002");
    VersionStore versions = new VersionStore(CONF, new org.apache.hadoop.fs.Path(path, "versions"));
    versions.verify("v00000001");
    versions.verify("v00000002");
    VersionRecord first = registry.version("1");
    assertThat(first.added()).isEqualTo(Instant.parse("2026-11-27T04:27:48.266599686Z"));
    assertThat(first.origin().runId()).isEqualTo("run-1");
    assertThat(first.origin().snapshot()).contains("day=2026-01-02");
    assertThat(first.origin().rows()).isEqualTo(3823);
    assertThat(first.origin().elbo()).containsEntry("validation", -164.25).hasSize(1);
    assertThat(Runs.seed(registry.readChampion())).contains(1L);

    assertThat(registry.history())
        .map(change -> change.number() + " " + change.action() + " " + change.version())
        .containsExactly("1 PROMOTE v00000001", "2 PROMOTE v00000002", "3 ROLLBACK v00000001");
    Change last = registry.champion().orElseThrow();
    assertThat(last.former()).contains("v00000002");
    assertThat(last.by()).isEqualTo("bo@node8");
    assertThat(last.why()).isEqualTo("it is not");
    assertThat(last.when()).isEqualTo(Instant.parse("2026-11-27T04:27:48.778541445Z"));
    assertThat(last.runId()).isEmpty();
    assertThat(registry.history().get(0).runId()).contains("run-1");

    Holder holder = registry.leases(Duration.ofSeconds(1)).holder().orElseThrow();
    assertThat(holder.owner()).isEqualTo("run-3");
    assertThat(holder.lease()).isEqualTo(Duration.ofSeconds(90));
  }
}
