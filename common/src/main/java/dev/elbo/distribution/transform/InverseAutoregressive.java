package dev.elbo.distribution.transform;

import dev.elbo.distribution.Domain;
import dev.elbo.distribution.Parameter;
import java.util.List;

/**
 * A linear step of the inverse autoregressive flow (Kingma, Salimans, Jozefowicz, Chen, Sutskever
 * and Welling 2016, section 4): every number is gated by those before it.
 *
 * <pre>
 *   theta       scale-weights [n (n - 1) / 2]; scale-bias [n]; shift-weights [n (n - 1) / 2];
 *               shift-bias [n];   weights are A strictly below the diagonal, row by row
 *   y           s x + (1 - s) m,   s = sigmoid(g(2 + A_s x + c_s)),   m = A_m x + c_m
 *   g(a)        -6 + softplus(a + 6): a, but not below -6
 *   log det J   sum log s
 * </pre>
 *
 * <p>The 2 makes s = 0.88 where the parameters are 0, so that a flow starts near the identity. Rows
 * and columns of A count in the {@link Order}; consecutive steps should alternate it. Forward and
 * inverse take n^2 operations. y keeps of x what is above the rounding of m, so the inverse is off
 * by about 1e-16 |m| / s. Therefore g: s is not below 0.0025. With a plain sigmoid gates close
 * during training until x is lost.
 */
public final class InverseAutoregressive implements Transform {
  private static final long serialVersionUID = 1;

  /** What is added to the argument of the gate. */
  private static final double OPEN = 2;

  /** The least argument of the sigmoid. */
  private static final double CLOSED = -6;

  /** Which number is the first, and depends on no other. */
  public enum Order {
    /** Number 0 first. */
    GIVEN,
    /** Number n - 1 first. */
    REVERSED
  }

  private final int size;
  private final Order order;
  private final List<Parameter> parameters;

  /** Of {@code size} numbers, taken in this order. */
  public InverseAutoregressive(int size, Order order) {
    this.size = Sizes.require(size, "autoregressive");
    this.order = order;
    int weights = Math.multiplyExact(size, size - 1) / 2;
    this.parameters =
        List.of(
            new Parameter("scale-weights", weights, Domain.REAL),
            new Parameter("scale-bias", size, Domain.REAL),
            new Parameter("shift-weights", weights, Domain.REAL),
            new Parameter("shift-bias", size, Domain.REAL));
  }

  @Override
  public String name() {
    return "autoregressive";
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void forward(double[] theta, double[] x, double[] y) {
    for (int row = 0; row < size; row++) {
      int i = at(row);
      double gate = gate(theta, x, row);
      y[i] = Sigmoid.of(gate) * x[i] + Sigmoid.of(-gate) * shift(theta, x, row);
    }
  }

  @Override
  public boolean inverse(double[] theta, double[] y, double[] x) {
    for (int row = 0; row < size; row++) {
      int i = at(row);
      double gate = gate(theta, x, row);
      double closed = Sigmoid.of(-gate);
      x[i] = (y[i] - closed * shift(theta, x, row)) / Sigmoid.of(gate);
    }
    return true;
  }

  @Override
  public double logDeterminant(double[] theta, double[] x) {
    double sum = 0;
    for (int row = 0; row < size; row++) {
      sum -= Softplus.of(-gate(theta, x, row));
    }
    return sum;
  }

  @Override
  public void addLogDeterminant(
      double[] theta, double[] x, double weight, double[] ofX, double[] ofTheta) {
    for (int row = 0; row < size; row++) {
      double gate = gate(theta, x, row);
      addRow(theta, x, row, weight * Sigmoid.of(-gate) * slope(gate), 0, ofX, ofTheta);
    }
  }

  @Override
  public void addPullback(
      double[] theta, double[] x, double[] cotangent, double[] ofX, double[] ofTheta) {
    for (int row = 0; row < size; row++) {
      int i = at(row);
      double gate = gate(theta, x, row);
      double open = Sigmoid.of(gate);
      double closed = Sigmoid.of(-gate);
      double ofGate = cotangent[i] * open * closed * slope(gate) * (x[i] - shift(theta, x, row));
      ofX[i] += cotangent[i] * open;
      addRow(theta, x, row, ofGate, cotangent[i] * closed, ofX, ofTheta);
    }
  }

  @Override
  public void solveTransposed(double[] theta, double[] x, double[] cotangent) {
    // J is triangular in the order: the last row first.
    double[] ofTheta = new double[theta.length];
    for (int row = size - 1; row >= 0; row--) {
      int i = at(row);
      double gate = gate(theta, x, row);
      double open = Sigmoid.of(gate);
      double closed = Sigmoid.of(-gate);
      cotangent[i] /= open;
      double ofGate = -cotangent[i] * open * closed * slope(gate) * (x[i] - shift(theta, x, row));
      addRow(theta, x, row, ofGate, -cotangent[i] * closed, cotangent, ofTheta);
    }
  }

  /** Adds what the gate and the shift of a row hand on to the numbers before it and to theta. */
  private void addRow(
      double[] theta,
      double[] x,
      int row,
      double ofGate,
      double ofShift,
      double[] ofX,
      double[] ofTheta) {
    for (int column = 0; column < row; column++) {
      int j = at(column);
      int scale = row * (row - 1) / 2 + column;
      int shift = half() + scale;
      ofX[j] += ofGate * theta[scale] + ofShift * theta[shift];
      ofTheta[scale] += ofGate * x[j];
      ofTheta[shift] += ofShift * x[j];
    }
    ofTheta[half() - size + row] += ofGate;
    ofTheta[2 * half() - size + row] += ofShift;
  }

  /** The argument of the sigmoid s. */
  private double gate(double[] theta, double[] x, int row) {
    return CLOSED + Softplus.of(OPEN + linear(theta, x, row, 0) - CLOSED);
  }

  /** d gate / d (A_s x + c_s), from the gate. */
  private static double slope(double gate) {
    return -Math.expm1(CLOSED - gate);
  }

  /** m. */
  private double shift(double[] theta, double[] x, int row) {
    return linear(theta, x, row, half());
  }

  private double linear(double[] theta, double[] x, int row, int from) {
    double sum = theta[from + half() - size + row];
    int weights = from + row * (row - 1) / 2;
    for (int column = 0; column < row; column++) {
      sum += theta[weights + column] * x[at(column)];
    }
    return sum;
  }

  /** The length of the weights and the bias of one linear map. */
  private int half() {
    return size * (size + 1) / 2;
  }

  private int at(int row) {
    return order == Order.GIVEN ? row : size - 1 - row;
  }
}
