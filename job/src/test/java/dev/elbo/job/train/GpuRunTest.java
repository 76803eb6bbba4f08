package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a wish for GPUs where none can be used: this jar has no CUDA. */
class GpuRunTest {
  @TempDir Path folder;

  private Progress.RunResult train(String out, Notes notes, String gpu) {
    return Trainings.train(
        Sparks.local(2),
        folder.resolve(out),
        notes,
        "elbo.data { format = csv, path = %s, scale = standard }"
            .formatted(Path.of("../conf/data/gardens.csv").toAbsolutePath()),
        "elbo.model { encoder = [4], decoder = [4], latent.dimension = 2, likelihood = gaussian }",
        "elbo.training { epochs = 1, shards = 2 }",
        gpu);
  }

  @Test
  void itFailsBeforeAnythingIsRead() {
    Notes notes = new Notes();
    assertThatThrownBy(() -> train("out", notes, "elbo.training.gpu.amount = 1"))
        .isInstanceOfSatisfying(
            ElboException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ElboException.Kind.ENVIRONMENT);
              assertThat(e)
                  .hasMessageStartingWith("Cannot train on GPUs: on this machine ")
                  .hasMessageEndingWith(", or set elbo.training.gpu.fallback to [cpu].");
            });
    assertThat(notes.messages()).isEmpty();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void withAFallbackItSaysSoOnceAndTrainsAsWithoutTheWish() {
    Notes notes = new Notes();
    Progress.RunResult wished =
        train("wished", notes, "elbo.training.gpu { amount = 1, fallback = cpu }");
    Progress.RunResult plain = train("plain", new Notes(), "");
    assertThat(notes.messages())
        .filteredOn(note -> note.contains("gpu"))
        .singleElement()
        .asString()
        .startsWith("Training on CPUs, as elbo.training.gpu.fallback says: on this machine ");
    assertThat(wished.runId()).isEqualTo(plain.runId());
    assertThat(Trainings.model(wished)).isEqualTo(Trainings.model(plain));
  }
}
