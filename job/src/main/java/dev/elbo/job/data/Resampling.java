package dev.elbo.job.data;

/**
 * Resizes by weighted means: a triangle as wide as an output pixel is in the input (but not
 * narrower than an input pixel), so that shrinking averages and growing interpolates linearly. The
 * same numbers on every machine.
 */
final class Resampling {
  private Resampling() {}

  /**
   * Resizes a plane.
   *
   * @param plane [fromHeight, fromWidth] row by row
   * @return [height, width] row by row
   */
  static double[] resize(double[] plane, int fromHeight, int fromWidth, int height, int width) {
    double[] narrow = new double[fromHeight * width];
    resizeRows(plane, fromHeight, fromWidth, 1, fromWidth, narrow, width, 1, width);
    double[] small = new double[height * width];
    // Columns are rows whose numbers are a width apart.
    resizeRows(narrow, width, 1, width, fromHeight, small, 1, width, height);
    return small;
  }

  /** Resizes {@code rows} rows, each of {@code n} numbers to {@code m}. */
  private static void resizeRows(
      double[] from,
      int rows,
      int rowStride,
      int stride,
      int n,
      double[] to,
      int toRowStride,
      int toStride,
      int m) {
    double scale = (double) n / m;
    double radius = Math.max(1, scale);
    for (int i = 0; i < m; i++) {
      double center = (i + 0.5) * scale;
      int first = (int) Math.max(0, Math.floor(center - radius));
      int end = (int) Math.min(n, Math.ceil(center + radius));
      double total = 0;
      for (int k = first; k < end; k++) {
        total += weight(k, center, radius);
      }
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int k = first; k < end; k++) {
          sum += weight(k, center, radius) * from[row * rowStride + k * stride];
        }
        to[row * toRowStride + i * toStride] = sum / total;
      }
    }
  }

  private static double weight(int pixel, double center, double radius) {
    return Math.max(0, 1 - Math.abs(pixel + 0.5 - center) / radius);
  }
}
