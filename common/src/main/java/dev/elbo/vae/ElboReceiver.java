package dev.elbo.vae;

/**
 * Takes the parts of the ELBO of a batch, an example after the other: its KL and its center, then
 * the example itself. All in nats.
 */
interface ElboReceiver {

  /** The KL of one part of the posterior of the example that comes next. */
  void addKl(int unit, double value);

  /** One number of the center of its posterior, as the decoder reads it. */
  void addCenter(int j, double value);

  /** The example. */
  void addExample(double reconstruction, double itsObjective);

  /** What the objective of the batch has besides that of its examples. */
  void addObjective(double value);

  /** All numbers of a center. */
  default void addCenters(double[] values) {
    for (int j = 0; j < values.length; j++) {
      addCenter(j, values[j]);
    }
  }
}
