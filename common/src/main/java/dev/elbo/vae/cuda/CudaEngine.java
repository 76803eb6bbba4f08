package dev.elbo.vae.cuda;

import dev.elbo.ElboException;
import dev.elbo.vae.PackedShard;
import dev.elbo.vae.StepEngine;
import dev.elbo.vae.StepSettings;
import dev.elbo.vae.Steps;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Training steps on an NVIDIA GPU through CUDA itself, for any card that CUDA's compiler and cuBLAS
 * know. It needs {@code org.bytedeco:cuda} on the class path and CUDA's libraries on the machine;
 * nothing of them is touched before steps are opened.
 *
 * @param device CUDA's number of the GPU
 * @param precision of matrix products
 */
public record CudaEngine(int device, MatrixPrecision precision) implements StepEngine {
  /** Of this JVM: what stays on a GPU between rounds. */
  private static final Map<CudaEngine, DeviceSession> SESSIONS = new ConcurrentHashMap<>();

  /** Why a network cannot be trained like this, for people; empty if it can. */
  public static Optional<String> limit(StepSettings settings) {
    return DeviceNetwork.limit(settings);
  }

  /**
   * Steps on the GPU.
   *
   * @throws ElboException (environment) if CUDA does not start there or has too little memory
   * @throws IllegalArgumentException if there is a {@link #limit}
   */
  @Override
  public Steps open(
      StepSettings settings, Supplier<PackedShard> shard, float[] parameters, float[] moments) {
    limit(settings)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException("The CUDA step has a limit: " + reason + ".");
            });
    return SESSIONS
        .computeIfAbsent(this, engine -> new DeviceSession(engine.start()))
        .open(settings, shard.get(), parameters, moments);
  }

  /**
   * Starts CUDA, compiles the kernels for the GPU and compares some steps with those of the
   * processor.
   *
   * @return what is wrong, half a sentence; empty if the GPU can be trained on
   */
  public Optional<String> problem() {
    try {
      return SelfCheck.problem(this);
    } catch (ElboException e) {
      return Optional.of(e.getMessage());
    } catch (LinkageError e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return Optional.of(
          cause instanceof ClassNotFoundException
              ? "org.bytedeco:cuda is not on the class path"
              : "CUDA's libraries do not load: " + cause.getMessage());
    }
  }

  /** The GPU for people, with its driver and CUDA's version; after {@link #problem} found none. */
  public String describe() {
    return CudaDevice.describe(device);
  }

  private Device start() {
    return CudaDevice.open(device, precision);
  }
}
