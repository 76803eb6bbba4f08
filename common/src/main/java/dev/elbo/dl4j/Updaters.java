package dev.elbo.dl4j;

import dev.elbo.ElboException;
import dev.elbo.optim.Nd4jStepRule;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Optimizer.Rule;
import dev.elbo.optim.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * Elbo's optimizers and what DL4J has for them: updaters, decoupled weight decay on all parameters
 * for adamw, {@code ClipL2PerLayer} for the greatest norm of a gradient. Learning rates are
 * constant: DL4J's schedules know no length of training.
 */
public final class Updaters {
  private Updaters() {}

  /** Puts an optimizer into a layer. */
  static void into(VaeLayer.Builder layer, Optimizer optimizer) {
    layer.updater(Nd4jStepRule.updater(optimizer));
    if (optimizer.rule() == Rule.ADAMW) {
      layer.weightDecay(optimizer.weightDecay(), true);
      layer.weightDecayBias(optimizer.weightDecay(), true);
    }
  }

  /**
   * The optimizer that a layer asks for.
   *
   * @throws ElboException (settings) if Elbo's loop has none like it
   */
  public static Optimizer optimizer(VaeLayer layer) {
    IUpdater updater = layer.getIUpdater();
    if (layer.getBiasUpdater() != null && !layer.getBiasUpdater().equals(updater)) {
      throw cannot("an updater of its own for biases [%s]".formatted(layer.getBiasUpdater()));
    }
    Optional<Double> decay = weightDecay(layer);
    if (decay.isEmpty()) {
      return optimizer(updater);
    }
    Optimizer adam = optimizer(updater);
    if (adam.rule() != Rule.ADAM) {
      throw cannot(
          "weight decay with the updater [%s], and Elbo's loop has it with Adam"
              .formatted(updater));
    }
    return new Optimizer(
        Rule.ADAMW,
        adam.learningRate(),
        adam.schedule(),
        adam.beta1(),
        adam.beta2(),
        adam.epsilon(),
        adam.momentum(),
        adam.rho(),
        decay.get());
  }

  /**
   * The greatest norm of a gradient, if the layer asks for one.
   *
   * @throws ElboException (settings) if it asks for another normalization
   */
  public static OptionalDouble clipNorm(VaeLayer layer) {
    GradientNormalization kind = layer.getGradientNormalization();
    if (kind == null || kind == GradientNormalization.None) {
      return OptionalDouble.empty();
    }
    if (kind != GradientNormalization.ClipL2PerLayer) {
      throw cannot(
          "the gradient normalization [%s], and Elbo's loop has ClipL2PerLayer".formatted(kind));
    }
    return OptionalDouble.of(layer.getGradientNormalizationThreshold());
  }

  private static Optional<Double> weightDecay(VaeLayer layer) {
    List<Regularization> weights = layer.getRegularization();
    List<Regularization> biases = layer.getRegularizationBias();
    if (isEmpty(weights) && isEmpty(biases)) {
      return Optional.empty();
    }
    if (weights.size() == 1
        && weights.equals(biases)
        && weights.get(0) instanceof WeightDecay decay
        && decay.isApplyLR()) {
      return Optional.of(decay.getCoeff().valueAt(0, 0));
    }
    throw cannot(
        "the regularization %s of weights and %s of biases, and Elbo's loop has the same weightDecay for both"
            .formatted(weights, biases));
  }

  private static boolean isEmpty(List<Regularization> list) {
    return list == null || list.isEmpty();
  }

  private static Optimizer optimizer(IUpdater updater) {
    Optimizer found = sameConstants(updater);
    // A schedule, of the rate or of the momentum, makes them differ.
    if (!Nd4jStepRule.updater(found).equals(updater)) {
      throw cannot("the updater [%s], whose constants change over training".formatted(updater));
    }
    return found;
  }

  private static Optimizer sameConstants(IUpdater updater) {
    if (updater instanceof Sgd u) {
      return optimizer(Rule.SGD, u.getLearningRate(), 0, 0, 0, 0, 0);
    }
    if (updater instanceof Nesterovs u) {
      return optimizer(Rule.NESTEROVS, u.getLearningRate(), 0, 0, 0, u.getMomentum(), 0);
    }
    if (updater instanceof Adam u) {
      return adaptive(Rule.ADAM, u.getLearningRate(), u.getBeta1(), u.getBeta2(), u.getEpsilon());
    }
    if (updater instanceof AMSGrad u) {
      return adaptive(
          Rule.AMSGRAD, u.getLearningRate(), u.getBeta1(), u.getBeta2(), u.getEpsilon());
    }
    if (updater instanceof AdaMax u) {
      return adaptive(Rule.ADAMAX, u.getLearningRate(), u.getBeta1(), u.getBeta2(), u.getEpsilon());
    }
    if (updater instanceof Nadam u) {
      return adaptive(Rule.NADAM, u.getLearningRate(), u.getBeta1(), u.getBeta2(), u.getEpsilon());
    }
    if (updater instanceof RmsProp u) {
      return optimizer(Rule.RMSPROP, u.getLearningRate(), 0, 0, u.getEpsilon(), 0, u.getRmsDecay());
    }
    if (updater instanceof AdaGrad u) {
      return optimizer(Rule.ADAGRAD, u.getLearningRate(), 0, 0, u.getEpsilon(), 0, 0);
    }
    if (updater instanceof AdaDelta u) {
      return optimizer(Rule.ADADELTA, 1, 0, 0, u.getEpsilon(), 0, u.getRho());
    }
    throw cannot("the updater [%s], which Elbo's loop lacks".formatted(updater));
  }

  private static Optimizer adaptive(
      Rule rule, double rate, double beta1, double beta2, double epsilon) {
    return optimizer(rule, rate, beta1, beta2, epsilon, 0, 0);
  }

  private static Optimizer optimizer(
      Rule rule,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double momentum,
      double rho) {
    return new Optimizer(
        rule, rate, new Schedule.Constant(), beta1, beta2, epsilon, momentum, rho, 0);
  }

  private static ElboException cannot(String what) {
    return ElboException.settings(
        "Cannot train the network on Spark: its layer has %s. Leave that out, or train it with fit on one machine."
            .formatted(what));
  }
}
