package dev.elbo.settings;

import dev.elbo.optim.Optimizer;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.vae.Engine;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How to fit the model ({@code elbo.training}).
 *
 * @param epochs passes over the training examples
 * @param batchSize examples a step
 * @param seed of every random choice
 * @param shards parts that train side by side; empty lets the planner choose
 * @param optimizer the step rule
 * @param averaging how shards are combined
 * @param divergenceTries how often to go back to the last good epoch before giving up
 * @param earlyStopping when to stop before the last epoch; empty never
 * @param clipNorm the greatest Euclidean norm of a gradient; empty does not clip
 * @param checkpoint how often to save and how many to keep
 * @param resume whether to go on from a checkpoint
 * @param engine who does the element-wise work of a step
 * @param gpu whether on GPUs
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    long seed,
    OptionalInt shards,
    Optimizer optimizer,
    AveragingSettings averaging,
    int divergenceTries,
    Optional<EarlyStopping> earlyStopping,
    OptionalDouble clipNorm,
    Checkpoints checkpoint,
    Resume resume,
    Engine engine,
    GpuSettings gpu) {

  /** Whether to go on from a checkpoint. */
  public enum Resume {
    /** From the newest one of the same run, if there is one. */
    AUTO,
    /** Always from the start. */
    NEVER
  }

  /**
   * Stop when the validation ELBO no longer rises.
   *
   * @param patience epochs without a rise
   * @param minDelta the least rise that counts, in nats an example
   */
  public record EarlyStopping(int patience, double minDelta) {
    public EarlyStopping {
      Require.atLeast("elbo.training.early-stopping.patience", 1, patience);
      Require.notNegative("elbo.training.early-stopping.min-delta", minDelta);
    }
  }

  /**
   * How often to save and how many to keep.
   *
   * @param every in epochs
   * @param keep the newest that many
   */
  public record Checkpoints(int every, int keep) {
    public Checkpoints {
      Require.atLeast("elbo.training.checkpoint.every", 1, every);
      Require.atLeast("elbo.training.checkpoint.keep", 1, keep);
    }
  }

  public TrainingSettings {
    Require.atLeast("elbo.training.epochs", 1, epochs);
    Require.atLeast("elbo.training.batch-size", 1, batchSize);
    shards.ifPresent(n -> Require.atLeast("elbo.training.shards", 1, n));
    Require.atLeast("elbo.training.divergence.tries", 0, divergenceTries);
    OptimizerBounds.check(optimizer);
    clipNorm.ifPresent(norm -> Require.positive("elbo.training.clip-norm", norm));
    averaging.moments().ifPresent(moments -> requireAdam(moments, optimizer.rule()));
  }

  private static void requireAdam(Moments moments, Optimizer.Rule rule) {
    boolean isAdam = rule == Optimizer.Rule.ADAM || rule == Optimizer.Rule.ADAMW;
    if ((moments == Moments.BLOCK || moments == Moments.POOLED) && !isAdam) {
      throw new InvalidSetting(
          AveragingSettings.KEY + "moments",
          "[%s] is about the moments of adam and adamw, and elbo.training.optimizer.name is [%s]"
              .formatted(Choices.name(moments), Choices.name(rule)),
          "Set it to average, or the optimizer to adam");
    }
  }
}
