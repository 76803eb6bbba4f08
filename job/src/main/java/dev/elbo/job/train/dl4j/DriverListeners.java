package dev.elbo.job.train.dl4j;

import dev.elbo.job.train.TrainingListener;
import dev.elbo.optim.TrainingState;
import java.util.List;

/** Brings the network up to date after each epoch and tells DL4J's listeners of it. */
final class DriverListeners implements TrainingListener {
  private final TrainedNetwork network;
  private final List<org.deeplearning4j.optimize.api.TrainingListener> listeners;

  DriverListeners(
      TrainedNetwork network, List<org.deeplearning4j.optimize.api.TrainingListener> listeners) {
    this.network = network;
    this.listeners = listeners;
  }

  @Override
  public void onStart(int completed, int epochs) {
    listeners.forEach(listener -> listener.onEpochStart(network.model()));
  }

  @Override
  public void onEpoch(EpochEnd end) {
    TrainingState state = end.state();
    network.set(
        state.parameters(),
        state.moments(),
        state.step(),
        state.epoch(),
        -end.metrics().train().objective());
    for (var listener : listeners) {
      listener.iterationDone(network.model(), network.iteration(), state.epoch());
      listener.onEpochEnd(network.model());
      if (state.epoch() < end.epochs()) {
        listener.onEpochStart(network.model());
      }
    }
  }
}
