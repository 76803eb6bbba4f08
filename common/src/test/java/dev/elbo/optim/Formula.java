package dev.elbo.optim;

/** The step rules in plain doubles, one coordinate; written from the papers, not from ND4J. */
final class Formula {
  private final Optimizer o;
  private double parameter;
  private double m;
  private double v;
  private double greatest;
  private int steps;

  Formula(Optimizer optimizer, double parameter) {
    this.o = optimizer;
    this.parameter = parameter;
  }

  double parameter() {
    return parameter;
  }

  void step(double g, double rate) {
    steps++;
    if (o.rule() == Optimizer.Rule.ADAMW) {
      parameter -= rate * o.weightDecay() * parameter;
    }
    parameter -=
        switch (o.rule()) {
          case SGD -> rate * g;
          case NESTEROVS -> nesterovs(g, rate);
          case ADAM, ADAMW -> adam(g, rate);
          case AMSGRAD -> amsgrad(g, rate);
          case ADAMAX -> adamax(g, rate);
          case NADAM -> nadam(g, rate);
          case RMSPROP -> {
            v = o.rho() * v + (1 - o.rho()) * g * g;
            yield rate * g / (Math.sqrt(v) + o.epsilon());
          }
          case ADAGRAD -> {
            v += g * g;
            yield rate * g / (Math.sqrt(v) + o.epsilon());
          }
          case ADADELTA -> adadelta(g);
        };
  }

  /** The velocity form: theta + v' looked ahead by mu v', without the look-ahead of before. */
  private double nesterovs(double g, double rate) {
    double before = m;
    m = o.momentum() * m - rate * g;
    return -(m + o.momentum() * (m - before));
  }

  private double adam(double g, double rate) {
    moments(g);
    double root = Math.sqrt(1 - Math.pow(o.beta2(), steps));
    return rate * unbiased(m) / ((Math.sqrt(v) + o.epsilon()) / root);
  }

  private double amsgrad(double g, double rate) {
    moments(g);
    greatest = Math.max(greatest, v);
    double root = Math.sqrt(1 - Math.pow(o.beta2(), steps));
    return rate * unbiased(m) * root / (Math.sqrt(greatest) + o.epsilon());
  }

  private double adamax(double g, double rate) {
    m += (1 - o.beta1()) * (g - m);
    v = Math.max(o.beta2() * v, Math.abs(g));
    return rate * unbiased(m) / v;
  }

  private double nadam(double g, double rate) {
    moments(g);
    double ahead = unbiased(o.beta1() * m + (1 - o.beta1()) * g);
    return rate * ahead / (Math.sqrt(v) + o.epsilon());
  }

  private double adadelta(double g) {
    v = o.rho() * v + (1 - o.rho()) * g * g;
    double x = g * Math.sqrt((m + o.epsilon()) / (v + o.epsilon()));
    m = o.rho() * m + (1 - o.rho()) * x * x;
    return x;
  }

  private void moments(double g) {
    m = o.beta1() * m + (1 - o.beta1()) * g;
    v = o.beta2() * v + (1 - o.beta2()) * g * g;
  }

  private double unbiased(double first) {
    return first / (1 - Math.pow(o.beta1(), steps));
  }
}
