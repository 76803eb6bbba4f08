package dev.elbo.vae;

import dev.elbo.optim.GradientClip;
import dev.elbo.optim.StepRule;

/** Steps of a {@link Network}, each done when it is taken. */
final class NetworkSteps implements Steps {
  private final Network network;
  private final StepRule rule;
  private final double clipNorm;
  private final ElboSums sums;

  NetworkSteps(StepSettings settings, Engine engine, float[] parameters, float[] moments) {
    this.network =
        new Network(settings.architecture(), settings.objective(), settings.batch(), engine);
    this.network.setParameters(parameters);
    this.rule = engine.stepRule(settings.optimizer(), moments);
    this.clipNorm = settings.clipNorm();
    this.sums = new ElboSums(settings.architecture().latents());
  }

  @Override
  public void take(Minibatch minibatch, StepAt at) {
    network.step(minibatch, minibatch.size(), at.noise(), at.annealing(), sums);
    if (Double.isFinite(clipNorm)) {
      GradientClip.apply(network.gradient(), clipNorm);
    }
    rule.update(network.parameters(), network.gradient(), at.step(), at.rate());
  }

  @Override
  public float[] parameters() {
    return network.getParameters();
  }

  @Override
  public float[] moments() {
    return rule.moments();
  }

  @Override
  public ElboSums sums() {
    return sums;
  }

  @Override
  public void close() {
    rule.close();
    network.close();
  }
}
