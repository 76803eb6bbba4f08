package dev.elbo.job.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.job.gpu.Proof.Sharing;
import dev.elbo.settings.GpuSettings.Engine;
import dev.elbo.vae.Backend;
import dev.elbo.vae.cuda.CudaEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is proved of a GPU before training, with a faked CUDA: there is none here. */
class ProofTest {
  private static final CudaStep NO_STEP =
      device -> Optional.of(new CudaEngine.Problem("no libcuda.so.1", "Install it"));

  private static final GpuDevice A10 =
      new GpuDevice("NVIDIA A10", new ComputeCapability(8, 6), 22731, "515.65.01");
  private static final GpuDevice H200 =
      new GpuDevice("NVIDIA H200", new ComputeCapability(9, 0), 143771, "550.90.07");
  private static final GpuDevice K40 =
      new GpuDevice("Tesla K40m", new ComputeCapability(3, 5), 11441, "470.82");

  /** A CUDA that works, unless a test says otherwise. */
  private static final class FakedCuda implements Cuda {
    private final List<String> calls = new ArrayList<>();
    private Optional<String> problem = Optional.empty();
    private InUse inUse = new InUse(Backend.CUDA.className(), 8, 6);

    @Override
    public Optional<String> problem() {
      return problem;
    }

    @Override
    public void only(int device) {
      calls.add("only " + device);
    }

    @Override
    public void use(int device) {
      calls.add("use " + device);
    }

    @Override
    public InUse inUse(int device) {
      return inUse;
    }
  }

  private final FakedCuda cuda = new FakedCuda();

  /** Other tests of this JVM train on the CPU. */
  @AfterEach
  void tearDown() {
    Backend.CPU.choose();
  }

  private static NvidiaSmi.Answer found(GpuDevice... devices) {
    return new NvidiaSmi.Answer(List.of(devices), Optional.empty());
  }

  private static Proof nd4j(
      int device, NvidiaSmi.Answer found, Optional<Cuda> cuda, Sharing sharing) {
    return Proof.of(device, found, Engine.ND4J, cuda, NO_STEP, sharing);
  }

  private static void refused(Proof proof, String message) {
    assertThat(proof.isRefused()).isTrue();
    assertThatThrownBy(() -> proof.require("executor [1] at host [node7]"))
        .isInstanceOfSatisfying(
            GpuRefusal.class, refusal -> assertThat(refusal.error()).hasMessage(message));
  }

  @Test
  void aGpuThatComputesIsReported() {
    Proof proof = nd4j(1, found(H200, A10), Optional.of(cuda), Sharing.ALONE);
    assertThat(proof.isRefused()).isFalse();
    assertThat(proof.text())
        .isEqualTo("NVIDIA A10, compute capability 8.6, 22,731 MiB, driver 515.65.01");
    assertThat(cuda.calls).containsExactly("only 1", "use 1");
  }

  @Test
  void aJvmWithSeveralGpusSeesAll() {
    nd4j(0, found(A10, A10), Optional.of(cuda), Sharing.SHARED);
    assertThat(cuda.calls).containsExactly("use 0");
  }

  @Test
  void aMachineWithoutGpuIsRefused() {
    refused(
        nd4j(
            0,
            new NvidiaSmi.Answer(List.of(), Optional.of("nvidia-smi is not there")),
            Optional.of(cuda),
            Sharing.ALONE),
        "Cannot train on GPUs: on executor [1] at host [node7] there is no GPU [nvidia-smi is not there]. Install NVIDIA's driver where a GPU is, and check that nvidia-smi runs there, or set elbo.training.gpu.fallback to [cpu].");
  }

  @Test
  void aGpuNewerThanTheKernelsIsRefusedWithTheWayOut() {
    refused(
        nd4j(0, found(H200), Optional.of(cuda), Sharing.ALONE),
        "Cannot train on GPUs: on executor [1] at host [node7] GPU [0] is a [NVIDIA H200] of compute capability [9.0], and ND4J's CUDA kernels are for [3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0, 8.6] (and what runs their code) alone. Set elbo.training.gpu.engine to [cuda], take an older GPU, of compute capability 8.9 or less, or train on CPUs (elbo.training.gpu.amount = 0), or set elbo.training.gpu.fallback to [cpu].");
    assertThat(cuda.calls).as("ND4J is not started, the CPU stays free to train").isEmpty();
  }

  @Test
  void aGpuOlderThanTheKernelsIsRefused() {
    refused(
        nd4j(0, found(K40), Optional.of(cuda), Sharing.ALONE),
        "Cannot train on GPUs: on executor [1] at host [node7] GPU [0] is a [Tesla K40m] of compute capability [3.5], and ND4J's CUDA kernels are for [3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0, 8.6] (and what runs their code) alone. Take a newer GPU, or train on CPUs (elbo.training.gpu.amount = 0), or set elbo.training.gpu.fallback to [cpu].");
  }

  @Test
  void anAddressThatIsNotThereIsRefused() {
    refused(
        nd4j(2, found(A10, A10), Optional.of(cuda), Sharing.SHARED),
        "Cannot train on GPUs: on executor [1] at host [node7] Spark gave a task GPU [2], and there are [2]. Take conf/gpu/discover-gpus.sh for the discovery script, or set elbo.training.gpu.fallback to [cpu].");
  }

  @Test
  void aJarForCpusIsRefused() {
    refused(
        nd4j(0, found(A10), Optional.empty(), Sharing.ALONE),
        "Cannot train on GPUs: on executor [1] at host [node7] this jar is built for CPUs. Build one with [mvn -Pcuda package] and give executors its native libraries (submit/README.md, GPUs), or set elbo.training.gpu.fallback to [cpu].");
  }

  @Test
  void librariesThatDoNotLoadAreRefusedBeforeNd4jStarts() {
    cuda.problem = Optional.of("java.lang.UnsatisfiedLinkError: no jnicudart in java.library.path");
    refused(
        nd4j(0, found(A10), Optional.of(cuda), Sharing.ALONE),
        "Cannot train on GPUs: on executor [1] at host [node7] the CUDA libraries do not load [java.lang.UnsatisfiedLinkError: no jnicudart in java.library.path]. Put the jars with CUDA's native libraries on spark.executor.extraClassPath (submit/README.md, GPUs), or set elbo.training.gpu.fallback to [cpu].");
    assertThat(cuda.calls).isEmpty();
  }

  @Test
  void aBackendOtherThanTheOneAskedForIsRefused() {
    cuda.inUse = new Cuda.InUse(Backend.CPU.className(), 8, 6);
    refused(
        nd4j(0, found(A10), Optional.of(cuda), Sharing.ALONE),
        "Cannot train on GPUs: on executor [1] at host [node7] the backend in use is [org.nd4j.linalg.cpu.nativecpu.CpuBackend], which was loaded before. Start a new application, or set elbo.training.gpu.fallback to [cpu].");
  }

  @Test
  void numbersThatMeanAnotherCardAreRefused() {
    cuda.inUse = new Cuda.InUse(Backend.CUDA.className(), 7, 5);
    refused(
        nd4j(0, found(A10), Optional.of(cuda), Sharing.ALONE),
        "Cannot train on GPUs: on executor [1] at host [node7] GPU [0] is of compute capability [8.6] for nvidia-smi and [7.5] for CUDA, which number them differently. Set CUDA_DEVICE_ORDER=PCI_BUS_ID there (spark.executorEnv.CUDA_DEVICE_ORDER), or set elbo.training.gpu.fallback to [cpu].");
  }

  @Test
  void gpusOfAKindAreOneLine() {
    Proof proof = nd4j(0, found(A10), Optional.of(cuda), Sharing.ALONE);
    assertThat(
            Report.summary(
                List.of(
                    new Report("executor [1] at host [b]", proof),
                    new Report("executor [0] at host [a]", proof),
                    new Report("executor [1] at host [b]", proof))))
        .containsExactly(
            "Training on GPUs: 2 x NVIDIA A10, compute capability 8.6, 22,731 MiB, driver 515.65.01, on executor [0] at host [a], executor [1] at host [b].");
  }

  @Test
  void withoutAWishNd4jTakesTheCardsThatItsJarIsForAndTheCudaStepTheOthers() {
    CudaStep step = device -> Optional.empty();
    assertThat(auto(A10, Optional.of(cuda), step).engine()).isEqualTo(Engine.ND4J);
    assertThat(auto(A10, Optional.empty(), step).engine()).isEqualTo(Engine.CUDA);
    Proof hopper = auto(H200, Optional.of(cuda), step);
    assertThat(hopper.engine()).isEqualTo(Engine.CUDA);
    assertThat(hopper.text())
        .isEqualTo("NVIDIA H200, compute capability 9.0, 143,771 MiB, driver 550.90.07, CUDA step");
  }

  @Test
  void theCudaStepIsTakenWhereItIsWishedFor() {
    Proof proof =
        Proof.of(
            0, found(A10), Engine.CUDA, Optional.of(cuda), d -> Optional.empty(), Sharing.ALONE);
    assertThat(proof.engine()).isEqualTo(Engine.CUDA);
    assertThat(cuda.calls).as("ND4J stays on the CPU").isEmpty();
  }

  @Test
  void aCardThatNobodyRunsOnIsRefusedWithBothReasons() {
    refused(
        auto(H200, Optional.of(cuda), NO_STEP),
        "Cannot train on GPUs: on executor [1] at host [node7] GPU [0] is a [NVIDIA H200] of compute capability [9.0]: ND4J has no kernels for it, and Elbo's CUDA step does not run on it [no libcuda.so.1]. Install it, or set elbo.training.gpu.fallback to [cpu].");
    refused(
        auto(A10, Optional.empty(), NO_STEP),
        "Cannot train on GPUs: on executor [1] at host [node7] GPU [0] is a [NVIDIA A10] of compute capability [8.6]: this jar is built without ND4J's CUDA, and Elbo's CUDA step does not run on it [no libcuda.so.1]. Install it, or set elbo.training.gpu.fallback to [cpu].");
  }

  private static Proof auto(GpuDevice device, Optional<Cuda> cuda, CudaStep step) {
    return Proof.of(0, found(device), Engine.AUTO, cuda, step, Sharing.ALONE);
  }

  @Test
  void theDoctorSaysWhoTrainsOnEachGpuOrWhatIsMissing() {
    assertThat(GpuFindings.of(found(A10, H200), Optional.of(cuda), device -> Optional.empty()))
        .isEqualTo(
            new GpuFindings(
                List.of(
                    "NVIDIA A10, compute capability 8.6, 22,731 MiB, driver 515.65.01: trains by ND4J",
                    "NVIDIA H200, compute capability 9.0, 143,771 MiB, driver 550.90.07: trains by Elbo's CUDA step"),
                List.of()));
    GpuFindings none = GpuFindings.of(found(A10, A10), Optional.empty(), NO_STEP);
    assertThat(none.devices())
        .containsOnly(
            "NVIDIA A10, compute capability 8.6, 22,731 MiB, driver 515.65.01: not usable");
    assertThat(none.advice())
        .containsExactly(
            "To train on GPU [NVIDIA A10]: Elbo's CUDA step does not run there [no libcuda.so.1]. Install it.");
    cuda.problem = Optional.of("no libcuda.so.1");
    assertThat(GpuFindings.of(found(A10), Optional.of(cuda), NO_STEP).advice())
        .containsExactly(
            "To train on GPU [NVIDIA A10]: ND4J does not run there [no libcuda.so.1]. Put the jars with CUDA's native libraries on the class path (submit/README.md, GPUs).");
  }
}
