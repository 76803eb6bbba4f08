package dev.elbo.optim;

class Nd4jStepRuleTest extends StepRuleContract {
  @Override
  StepRule rule(Optimizer optimizer, float[] moments) {
    return new Nd4jStepRule(optimizer, moments);
  }
}
