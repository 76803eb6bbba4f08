package dev.elbo.settings;

import dev.elbo.optim.averaging.Moments;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How shards are combined ({@code elbo.training.averaging}).
 *
 * @param every when
 * @param earlyEpochs how many epochs have rounds of their own length first
 * @param earlySteps the length of these rounds, in local steps
 * @param moments what becomes of the optimizer's moments; empty lets the planner choose
 * @param scale whether batch and learning rate follow the number of shards
 * @param outer what becomes of the parameters
 * @param iterateAverage the weight of the newest round in the model; empty lets the planner choose
 */
public record AveragingSettings(
    Every every,
    int earlyEpochs,
    int earlySteps,
    Optional<Moments> moments,
    Scale scale,
    Outer outer,
    OptionalDouble iterateAverage) {
  static final String KEY = "elbo.training.averaging.";

  /** The outer rules by name; {@code auto} lets the planner choose. */
  public static final List<String> OUTER =
      List.of(
          "auto",
          "none",
          "block-momentum",
          "nesterov-block-momentum",
          "slowmo",
          "nesterov",
          "adam",
          "yogi",
          "adagrad",
          "elastic");

  /** Those with a momentum between rounds. */
  static final List<String> WITH_MOMENTUM =
      List.of("block-momentum", "nesterov-block-momentum", "slowmo", "nesterov");

  /** Those with a rate. */
  static final List<String> WITH_RATE =
      List.of(
          "block-momentum",
          "nesterov-block-momentum",
          "slowmo",
          "nesterov",
          "adam",
          "yogi",
          "adagrad",
          "elastic");

  static final List<String> ADAPTIVE = List.of("adam", "yogi", "adagrad");

  /**
   * When shards are averaged.
   *
   * @param unit of the length
   * @param steps a round, if that is the unit
   */
  public record Every(Unit unit, OptionalInt steps) {
    /** What a round is. */
    public enum Unit {
      /** The planner's choice. */
      AUTO,
      /** A whole epoch. */
      EPOCH,
      /** So many local steps. */
      STEPS
    }

    public Every {
      steps.ifPresent(n -> Require.atLeast(KEY + "every", 1, n));
    }
  }

  /** Whether batch and learning rate follow the number of shards. */
  public enum Scale {
    /** The planner's choice. */
    AUTO,
    /** They are as set. */
    NONE
  }

  /**
   * What becomes of the parameters when a round ends.
   *
   * @param name one of {@link #OUTER}
   * @param momentum between rounds; empty takes the rule's own for the number of shards
   * @param rate of the outer step; empty takes the rule's own
   * @param beta1 of the adaptive rules
   * @param beta2 of the adaptive rules but adagrad
   * @param tau of the adaptive rules, added to the root
   */
  public record Outer(
      String name,
      OptionalDouble momentum,
      OptionalDouble rate,
      double beta1,
      double beta2,
      double tau) {
    public Outer {
      momentum.ifPresent(value -> Require.fraction(KEY + "outer.momentum", value));
      rate.ifPresent(value -> Require.positive(KEY + "outer.rate", value));
      if (name.equals("elastic")) {
        rate.ifPresent(value -> Require.share(KEY + "outer.rate", value));
      }
      Require.fraction(KEY + "outer.beta1", beta1);
      Require.fraction(KEY + "outer.beta2", beta2);
      Require.positive(KEY + "outer.tau", tau);
    }
  }

  public AveragingSettings {
    Require.atLeast(KEY + "early.epochs", 0, earlyEpochs);
    Require.atLeast(KEY + "early.steps", 1, earlySteps);
    iterateAverage.ifPresent(
        weight -> {
          Require.positive(KEY + "iterate-average", weight);
          Require.share(KEY + "iterate-average", weight);
        });
  }
}
