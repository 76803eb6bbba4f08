package dev.elbo.vae;

/**
 * The ELBO of each row of a batch, and the code that its posterior is centered on.
 *
 * @param reconstruction E[log p(x|z)] over the samples, [rows], in nats
 * @param kl [rows], in nats
 * @param objective the ELBO, or the importance-weighted bound, [rows], in nats
 * @param codes the centers of the posteriors, [rows, size of z] row by row
 */
public record ElboRows(double[] reconstruction, double[] kl, double[] objective, double[] codes) {

  /** The ELBO of a row, in nats. */
  public double elbo(int row) {
    return reconstruction[row] - kl[row];
  }

  /** Fills rows as they come. */
  static final class Recorder implements ElboReceiver {
    private final double[] reconstruction;
    private final double[] kl;
    private final double[] objective;
    private int at;

    Recorder(int rows) {
      this.reconstruction = new double[rows];
      this.kl = new double[rows];
      this.objective = new double[rows];
    }

    ElboRows rows(double[] codes) {
      return new ElboRows(reconstruction, kl, objective, codes);
    }

    @Override
    public void addKl(int unit, double value) {
      kl[at] += value;
    }

    @Override
    public void addCenter(int j, double value) {
      // The codes are what a row shows.
    }

    @Override
    public void addExample(double reconstruction, double itsObjective) {
      this.reconstruction[at] = reconstruction;
      objective[at] = itsObjective;
      at++;
    }

    @Override
    public void addObjective(double value) {
      // Of the batch, not of a row.
    }
  }
}
