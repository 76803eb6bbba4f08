package dev.elbo.optim;

/** The formula of an {@link Optimizer.Rule} over blocks of floats. */
@FunctionalInterface
interface LaneRule {

  /** The rule with the constants of one step. */
  Step at(long step, double rate);

  /** An update of a block. */
  @FunctionalInterface
  interface Step {
    /**
     * Updates the first n numbers.
     *
     * @param x parameters
     * @param g gradient; its content afterwards is arbitrary
     * @param moments of the rule, in its order
     */
    void update(float[] x, float[] g, float[][] moments, int n);
  }

  /** The formula of an optimizer. */
  static LaneRule of(Optimizer o) {
    return switch (o.rule()) {
      case SGD -> (step, rate) -> (x, g, k, n) -> RuleLoops.subtract(x, g, (float) rate, n);
      case NESTEROVS -> nesterovs((float) o.momentum());
      case ADAM -> adam(o, 0);
      case ADAMW -> adam(o, o.weightDecay());
      case AMSGRAD -> amsgrad(o);
      case ADAMAX -> adamax(o);
      case NADAM -> nadam(o);
      case RMSPROP -> rmsprop(new Decay(o.rho()), (float) o.epsilon());
      case ADAGRAD -> adagrad((float) o.epsilon());
      case ADADELTA -> adadelta(new Decay(o.rho()), (float) o.epsilon());
    };
  }

  private static LaneRule nesterovs(float momentum) {
    return (step, rate) ->
        (x, g, k, n) -> RuleLoops.nesterovs(x, g, k[0], momentum, (float) rate, n);
  }

  private static LaneRule adam(Optimizer o, double weightDecay) {
    Decay first = new Decay(o.beta1());
    Decay second = new Decay(o.beta2());
    float epsilon = (float) o.epsilon();
    return (step, rate) -> {
      float alpha = (float) o.adamRate(step, rate);
      float shrink = (float) (1 - rate * weightDecay);
      return (x, g, k, n) ->
          RuleLoops.adam(x, g, k[0], k[1], first, second, alpha, epsilon, shrink, n);
    };
  }

  private static LaneRule amsgrad(Optimizer o) {
    Decay first = new Decay(o.beta1());
    Decay second = new Decay(o.beta2());
    return (step, rate) -> {
      float alpha = (float) o.adamRate(step, rate);
      return (x, g, k, n) -> {
        RuleLoops.decay(k[0], g, first, n);
        RuleLoops.decaySquare(k[1], g, second, n);
        RuleLoops.raise(k[2], k[1], n);
        RuleLoops.descend(x, k[0], k[2], alpha, (float) o.epsilon(), n);
      };
    };
  }

  private static LaneRule adamax(Optimizer o) {
    Decay first = new Decay(o.beta1());
    Decay second = new Decay(o.beta2());
    return (step, rate) -> {
      float alpha = (float) (rate / (1 - Math.pow(o.beta1(), step + 1.0)));
      return (x, g, k, n) -> {
        RuleLoops.decay(k[0], g, first, n);
        RuleLoops.adamax(x, g, k[0], k[1], second, alpha, n);
      };
    };
  }

  private static LaneRule nadam(Optimizer o) {
    Decay first = new Decay(o.beta1());
    Decay second = new Decay(o.beta2());
    return (step, rate) -> {
      float alpha = (float) (rate / (1 - Math.pow(o.beta1(), step + 1.0)));
      return (x, g, k, n) -> {
        RuleLoops.decay(k[0], g, first, n);
        RuleLoops.decaySquare(k[1], g, second, n);
        RuleLoops.lookAhead(g, k[0], first, n);
        RuleLoops.descend(x, g, k[1], alpha, (float) o.epsilon(), n);
      };
    };
  }

  private static LaneRule rmsprop(Decay rho, float epsilon) {
    return (step, rate) ->
        (x, g, k, n) -> {
          RuleLoops.decaySquare(k[0], g, rho, n);
          RuleLoops.descend(x, g, k[0], (float) rate, epsilon, n);
        };
  }

  private static LaneRule adagrad(float epsilon) {
    return (step, rate) ->
        (x, g, k, n) -> {
          RuleLoops.addSquare(k[0], g, n);
          RuleLoops.descend(x, g, k[0], (float) rate, epsilon, n);
        };
  }

  private static LaneRule adadelta(Decay rho, float epsilon) {
    return (step, rate) ->
        (x, g, k, n) -> {
          RuleLoops.decaySquare(k[0], g, rho, n);
          RuleLoops.adadelta(g, k[0], k[1], epsilon, n);
          RuleLoops.subtract(x, g, 1, n);
          RuleLoops.decaySquare(k[1], g, rho, n);
        };
  }
}
