package dev.elbo.vae.cuda;

import dev.elbo.ElboException;
import dev.elbo.vae.PackedShard;
import dev.elbo.vae.StepEngine;
import dev.elbo.vae.StepSettings;
import dev.elbo.vae.Steps;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
  /** The pom has the same version. */
  private static final String CLASS_PATH =
      "Put [org.bytedeco:cuda:13.1-9.19-1.5.13] and CUDA's libraries on spark.executor.extraClassPath, in local mode on spark.driver.extraClassPath (submit/README.md, GPUs)";

  /** Of this JVM, by device: what stays on a GPU between rounds. */
  private static final Map<Integer, Session> SESSIONS = new HashMap<>();

  private record Session(CudaEngine engine, DeviceSession steps) {}

  /**
   * Why a GPU cannot be trained on.
   *
   * @param reason half a sentence
   * @param remedy a sentence without its full stop
   */
  public record Problem(String reason, String remedy) {}

  /** Why a network cannot be trained like this, for people; empty if it can. */
  public static Optional<String> limit(StepSettings settings) {
    return DeviceNetwork.limit(settings);
  }

  /**
   * Steps on the GPU.
   *
   * @throws ElboException (environment) if CUDA does not start there or has too little memory, or
   *     there is a {@link #limit}
   */
  @Override
  public Steps open(
      StepSettings settings, Supplier<PackedShard> shard, float[] parameters, float[] moments) {
    Optional<String> limit = limit(settings);
    if (limit.isPresent()) {
      throw ElboException.environment(
          "Cannot train on the GPU: Elbo's CUDA step cannot train this network: %s. Choose such a network, or train on CPUs (elbo.training.gpu.amount = 0)."
              .formatted(limit.get()),
          null);
    }
    return session().open(settings, shard.get(), parameters, moments);
  }

  /** A GPU has one: another precision takes its place. */
  private DeviceSession session() {
    synchronized (SESSIONS) {
      Session session = SESSIONS.get(device);
      if (session == null || !session.engine().equals(this)) {
        if (session != null) {
          SESSIONS.remove(device);
          session.steps().close();
        }
        session = new Session(this, new DeviceSession(CudaDevice.open(device, precision)));
        SESSIONS.put(device, session);
      }
      return session.steps();
    }
  }

  /**
   * Starts CUDA, compiles the kernels for the GPU and compares some steps with those of the
   * processor.
   *
   * @return what is wrong; empty if the GPU can be trained on
   */
  public Optional<Problem> problem() {
    try {
      return SelfCheck.problem(this)
          .map(reason -> new Problem(reason, "Look at nvidia-smi and at dmesg there"));
    } catch (ElboException e) {
      return Optional.of(new Problem(e.getMessage(), "Mend that first"));
    } catch (LinkageError e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return Optional.of(
          new Problem(
              cause instanceof ClassNotFoundException
                  ? "org.bytedeco:cuda is not on the class path"
                  : "CUDA's libraries do not load: " + cause.getMessage(),
              CLASS_PATH));
    }
  }

  /** The GPU for people, with its driver and CUDA's version; after {@link #problem} found none. */
  public String describe() {
    return CudaDevice.describe(device);
  }
}
