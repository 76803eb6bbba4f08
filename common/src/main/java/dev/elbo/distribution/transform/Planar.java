package dev.elbo.distribution.transform;

import dev.elbo.distribution.Domain;
import dev.elbo.distribution.Parameter;
import java.util.List;

/**
 * The planar flow of Rezende and Mohamed (2015, section 4.1 and appendix A.1), a bend along one
 * direction.
 *
 * <pre>
 *   theta       w [n]; u [n]; b
 *   y           x + u^ tanh(a),   a = w.x + b,   u^ = u + (softplus(w.u) - 1 - w.u) w / |w|^2
 *   |det J|     tanh(a)^2 + (1 - tanh(a)^2) softplus(w.u)  &gt; 0,   as w.u^ = softplus(w.u) - 1
 * </pre>
 *
 * <p>u^ has a pole at w = 0, where its direction is undefined; there (|w|^2 below 1e-307) it is u,
 * a translation, and the gradients take it as such.
 *
 * <p>The inverse solves a + w.u^ tanh(a) = w.y + b for the number a by Newton's method. For a right
 * side that is not negative the left one is concave if w.u^ &gt; 0 and convex else, so that steps
 * from the left or from the right never pass the root and end where doubles do. x is then exact up
 * to the rounding of y and w.y + b enlarged by |J^-1|, about 1e-16 (1 + |w| |u^|) (|y| + |u^|) /
 * det: 1e-15 where the map bends gently, much worse where it folds.
 */
public final class Planar implements Transform {
  private static final long serialVersionUID = 1;

  private final int size;
  private final List<Parameter> parameters;

  /** Of {@code size} numbers. */
  public Planar(int size) {
    this.size = Sizes.require(size, "planar");
    this.parameters =
        List.of(
            new Parameter("w", size, Domain.REAL),
            new Parameter("u", size, Domain.REAL),
            Parameter.of("b", Domain.REAL));
  }

  /**
   * What does not depend on x.
   *
   * @param push u^
   * @param dot w.u
   * @param square |w|^2, or 0 for a translation
   * @param softplus 1 + w.u^
   */
  private record Bend(double[] push, double dot, double square, double softplus) {

    /** d w.u^ / d w.u. */
    double lean() {
      return square == 0 ? 0 : Sigmoid.of(dot);
    }

    /** How much of w is in u^. */
    double excess() {
      return square == 0 ? 0 : (softplus - 1 - dot) / square;
    }

    double determinant(double a) {
      double t = Math.tanh(a);
      return t * t + squaredSech(a) * softplus;
    }
  }

  private Bend bend(double[] theta) {
    double dot = 0;
    double square = 0;
    for (int i = 0; i < size; i++) {
      dot += theta[i] * theta[size + i];
      square += theta[i] * theta[i];
    }
    double[] push = new double[size];
    System.arraycopy(theta, size, push, 0, size);
    if (square < Double.MIN_NORMAL) {
      return new Bend(push, dot, 0, 1);
    }
    // Not 0, so that the map stays invertible where softplus underflows.
    Bend bend = new Bend(push, dot, square, Math.max(Softplus.of(dot), Double.MIN_NORMAL));
    for (int i = 0; i < size; i++) {
      push[i] += bend.excess() * theta[i];
    }
    return bend;
  }

  @Override
  public String name() {
    return "planar";
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
    Bend bend = bend(theta);
    double t = Math.tanh(angle(theta, x));
    for (int i = 0; i < size; i++) {
      y[i] = x[i] + bend.push[i] * t;
    }
  }

  @Override
  public boolean inverse(double[] theta, double[] y, double[] x) {
    Bend bend = bend(theta);
    double t = Math.tanh(root(angle(theta, y), bend.softplus));
    for (int i = 0; i < size; i++) {
      x[i] = y[i] - bend.push[i] * t;
    }
    return true;
  }

  /** The a with a + (softplus - 1) tanh(a) = right. */
  static double root(double right, double softplus) {
    double target = Math.abs(right);
    boolean concave = softplus > 1;
    double a = concave ? Math.max(0, target - (softplus - 1)) : target + (1 - softplus);
    while (true) {
      double t = Math.tanh(a);
      double excess = lessTanh(a) + softplus * t - target;
      double next = a - excess / (t * t + squaredSech(a) * softplus);
      // The target bounds the root: rounding in a flat place must not carry it past.
      next = concave ? Math.min(next, target) : Math.max(next, target);
      boolean onward = concave ? next > a : next < a;
      if (!onward) {
        return Math.copySign(next, right);
      }
      a = next;
    }
  }

  /** a - tanh(a), where it matters by the series: the difference would be rounding. */
  private static double lessTanh(double a) {
    double s = a * a;
    return a < 0.02
        ? a * s * (1 / 3.0 - s * (2 / 15.0 - s * (17 / 315.0 - s * 62 / 2835.0)))
        : a - Math.tanh(a);
  }

  @Override
  public double logDeterminant(double[] theta, double[] x) {
    return Math.log(bend(theta).determinant(angle(theta, x)));
  }

  @Override
  public void addLogDeterminant(
      double[] theta, double[] x, double weight, double[] ofX, double[] ofTheta) {
    Bend bend = bend(theta);
    double a = angle(theta, x);
    double share = weight * squaredSech(a) / bend.determinant(a);
    double ofAngle = -2 * Math.tanh(a) * share * (bend.softplus - 1);
    double ofDot = share * bend.lean();
    for (int i = 0; i < size; i++) {
      ofX[i] += ofAngle * theta[i];
      ofTheta[i] += ofAngle * x[i] + ofDot * theta[size + i];
      ofTheta[size + i] += ofDot * theta[i];
    }
    ofTheta[2 * size] += ofAngle;
  }

  @Override
  public void addPullback(
      double[] theta, double[] x, double[] cotangent, double[] ofX, double[] ofTheta) {
    Bend bend = bend(theta);
    double a = angle(theta, x);
    double t = Math.tanh(a);
    double pushed = 0;
    double along = 0;
    for (int i = 0; i < size; i++) {
      pushed += cotangent[i] * bend.push[i];
      along += t * cotangent[i] * theta[i];
    }
    double ofAngle = squaredSech(a) * pushed;
    double excess = bend.excess();
    // The excess depends on w.u and on |w|^2; both are constant where the map is a translation.
    double ofDot = bend.square == 0 ? 0 : along * (bend.lean() - 1) / bend.square;
    double ofSquare = bend.square == 0 ? 0 : -along * excess / bend.square;
    for (int i = 0; i < size; i++) {
      ofX[i] += cotangent[i] + ofAngle * theta[i];
      ofTheta[i] +=
          ofAngle * x[i]
              + excess * t * cotangent[i]
              + ofDot * theta[size + i]
              + 2 * ofSquare * theta[i];
      ofTheta[size + i] += t * cotangent[i] + ofDot * theta[i];
    }
    ofTheta[2 * size] += ofAngle;
  }

  @Override
  public void solveTransposed(double[] theta, double[] x, double[] cotangent) {
    Bend bend = bend(theta);
    double a = angle(theta, x);
    double pushed = 0;
    for (int i = 0; i < size; i++) {
      pushed += cotangent[i] * bend.push[i];
    }
    // Sherman and Morrison: J = I + (1 - tanh^2) u^ w^T.
    double factor = squaredSech(a) * pushed / bend.determinant(a);
    for (int i = 0; i < size; i++) {
      cotangent[i] -= factor * theta[i];
    }
  }

  /** w.x + b. */
  private double angle(double[] theta, double[] x) {
    double sum = theta[2 * size];
    for (int i = 0; i < size; i++) {
      sum += theta[i] * x[i];
    }
    return sum;
  }

  /** 1 - tanh(a)^2, to all digits also where tanh rounds to 1. */
  private static double squaredSech(double a) {
    double e = Math.exp(-2 * Math.abs(a));
    return 4 * e / ((1 + e) * (1 + e));
  }
}
