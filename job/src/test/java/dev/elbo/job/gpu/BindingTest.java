package dev.elbo.job.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.settings.GpuSettings;
import dev.elbo.vae.Engine;
import dev.elbo.vae.cuda.MatrixPrecision;
import java.util.Optional;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;

class BindingTest {
  private static final GpuSettings WISH =
      new GpuSettings(1, GpuSettings.Fallback.FAIL, GpuSettings.Engine.CUDA, MatrixPrecision.TF32);

  @Test
  void whatTasksNeedTravels() {
    GpuPlan plan = new GpuPlan(GpuPlan.Way.STAGES, 1, Optional.empty());
    Binding binding = SerializationUtils.roundtrip(Binding.of(plan, WISH));
    Proof proof = SerializationUtils.roundtrip(binding.prove(0));
    // No build has a GPU.
    assertThat(proof.isRefused()).isTrue();
    assertThat(SerializationUtils.roundtrip(new GpuSteps(Engine.FUSED, MatrixPrecision.TF32)))
        .isInstanceOf(GpuSteps.class);
  }
}
