package dev.elbo.job.train.dl4j;

import dev.elbo.ElboException;
import dev.elbo.dl4j.Updaters;
import dev.elbo.dl4j.VaeLayer;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Optimizer.Rule;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.settings.LikelihoodSettings;
import dev.elbo.settings.ModelSettings;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.TrainingSettings;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.Mixed;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the master is told, in the words of Elbo's settings, joined with what the layer says: its
 * updater, its seed, its network.
 */
final class MasterSettings implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String TRAINING = "elbo.training.";

  /** What a master may be told; the rest is the layer's, or about runs on disk. */
  private static final List<String> OWN =
      List.of("batch-size", "shards", "engine", "averaging.", "divergence.");

  private final TreeMap<String, String> values = new TreeMap<>();

  void set(String key, String value) {
    String name = key.startsWith(TRAINING) ? key.substring(TRAINING.length()) : key;
    boolean isOwn =
        OWN.stream().anyMatch(own -> own.endsWith(".") ? name.startsWith(own) : name.equals(own));
    if (!isOwn) {
      throw ElboException.settings(
          "Cannot set [%s] of the master: it takes batch-size, shards, engine, averaging.* and divergence.* of %s. Give the updater, the seed and the network to the layer."
              .formatted(key, TRAINING.substring(0, TRAINING.length() - 1)));
    }
    values.put(name, value);
  }

  SortedMap<String, String> values() {
    return values;
  }

  /** How to train up to an epoch. */
  TrainingSettings training(VaeLayer layer, long seed, int epochs) {
    List<String> sets = new ArrayList<>();
    values.forEach((name, value) -> sets.add(TRAINING + name + "=" + value));
    sets.add(TRAINING + "seed=" + seed);
    sets.add(TRAINING + "epochs=" + epochs);
    Updaters.clipNorm(layer).ifPresent(norm -> sets.add(TRAINING + "clip-norm=" + norm));
    constants(Updaters.optimizer(layer))
        .forEach((name, value) -> sets.add(TRAINING + "optimizer." + name + "=" + value));
    TrainingSettings training = ResolvedSettings.training(sets);
    String outer = training.averaging().outer().name();
    Optional<Moments> moments = training.averaging().moments();
    if (moments.equals(Optional.of(Moments.LOCAL)) || outer.equals("elastic")) {
      throw ElboException.settings(
          "Cannot average with moments [%s] and outer.name [%s]: shards would keep files in the directory of a run, and a call of fit has none. Use other moments and another rule, or elbo train."
              .formatted(
                  moments.map(m -> m.name().toLowerCase(Locale.ROOT)).orElse("auto"), outer));
    }
    return training;
  }

  private static Map<String, Object> constants(Optimizer o) {
    Map<String, Object> constants = new TreeMap<>();
    constants.put("name", o.rule().name().toLowerCase(Locale.ROOT));
    if (o.rule() != Rule.ADADELTA) {
      constants.put("learning-rate", o.learningRate());
    }
    switch (o.rule()) {
      case SGD -> {}
      case NESTEROVS -> constants.put("momentum", o.momentum());
      case RMSPROP, ADADELTA -> constants.put("rho", o.rho());
      case ADAGRAD -> {}
      case ADAM, AMSGRAD, ADAMAX, NADAM, ADAMW -> {
        constants.put("beta1", o.beta1());
        constants.put("beta2", o.beta2());
      }
    }
    if (o.rule() == Rule.ADAMW) {
      constants.put("weight-decay", o.weightDecay());
    }
    if (o.rule() != Rule.SGD && o.rule() != Rule.NESTEROVS) {
      constants.put("epsilon", o.epsilon());
    }
    return constants;
  }

  /** The network and its objective. */
  static ModelSettings model(VaeLayer layer) {
    Architecture architecture = layer.architecture();
    return new ModelSettings(
        architecture.encoder(),
        architecture.decoder(),
        architecture.activation(),
        layer.initialization(),
        architecture.latents(),
        likelihood(architecture),
        layer.objective(),
        layer.annealing());
  }

  private static LikelihoodSettings likelihood(Architecture architecture) {
    if (architecture.likelihood() instanceof ColumnLikelihood law) {
      return new LikelihoodSettings.Same(law);
    }
    List<ColumnLikelihood> laws = ((Mixed) architecture.likelihood()).columns();
    List<LikelihoodSettings.Group> groups = new ArrayList<>();
    for (int i = 0; i < laws.size(); i++) {
      groups.add(new LikelihoodSettings.Group(List.of(Integer.toString(i)), laws.get(i)));
    }
    return new LikelihoodSettings.Mixed(groups);
  }
}
