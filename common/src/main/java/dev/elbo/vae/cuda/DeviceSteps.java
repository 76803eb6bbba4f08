package dev.elbo.vae.cuda;

import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Minibatch;
import dev.elbo.vae.StepAt;
import dev.elbo.vae.Steps;

/** Steps on a device: written into a table, which is sent when it is full or somebody reads. */
final class DeviceSteps implements Steps {
  private final CompiledSteps compiled;
  private final ResidentShard shard;
  private final Runnable atEnd;
  private long examples;

  /**
   * Steps from where the network stands.
   *
   * @param atEnd what to do when they are closed
   */
  DeviceSteps(CompiledSteps compiled, ResidentShard shard, Runnable atEnd) {
    this.compiled = compiled;
    this.shard = shard;
    this.atEnd = atEnd;
  }

  @Override
  public void take(Minibatch minibatch, StepAt at) {
    StepTable table = compiled.network().table();
    if (!table.takes(at)) {
      compiled.run(shard);
    }
    table.add(minibatch, at);
    examples += minibatch.size();
    if (table.isFull()) {
      compiled.run(shard);
    }
  }

  @Override
  public float[] parameters() {
    compiled.run(shard);
    return compiled.network().parameters();
  }

  @Override
  public float[] moments() {
    compiled.run(shard);
    return compiled.network().moments();
  }

  @Override
  public ElboSums sums() {
    compiled.run(shard);
    return compiled.network().sums(examples);
  }

  /** The gradient of the last step. */
  float[] gradient() {
    compiled.run(shard);
    return compiled.network().gradient();
  }

  @Override
  public void close() {
    atEnd.run();
  }
}
