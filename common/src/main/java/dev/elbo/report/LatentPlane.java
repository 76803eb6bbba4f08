package dev.elbo.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Posterior means in a plane: two latents as they are, more of them along their principal
 * components, a single one spread out.
 *
 * @param yLabel empty if that direction means nothing
 */
record LatentPlane(
    List<Double> xs, List<Double> ys, String xLabel, String yLabel, String description) {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** Of rows of equal length, at least one. */
  static LatentPlane of(List<float[]> means) {
    return switch (means.get(0).length) {
      case 1 -> single(means);
      case 2 -> pair(means);
      default -> components(means);
    };
  }

  private static LatentPlane single(List<float[]> means) {
    List<Double> ys = new ArrayList<>();
    for (int i = 0; i < means.size(); i++) {
      // The golden ratio spreads points evenly whatever their number.
      ys.add(GOLDEN * i - Math.floor(GOLDEN * i));
    }
    return new LatentPlane(
        column(means, 0), ys, "z0", "", "Each point is a row; its height only keeps points apart.");
  }

  private static LatentPlane pair(List<float[]> means) {
    return new LatentPlane(
        column(means, 0), column(means, 1), "z0", "z1", "Each point is a row, at its two latents.");
  }

  private static LatentPlane components(List<float[]> means) {
    PrincipalComponents pca = PrincipalComponents.of(means, 2);
    return new LatentPlane(
        means.stream().map(row -> pca.project(row, 0)).toList(),
        means.stream().map(row -> pca.project(row, 1)).toList(),
        label(pca, 0),
        label(pca, 1),
        "Each point is a row, along the first two principal components of "
            + means.get(0).length
            + " latents.");
  }

  private static String label(PrincipalComponents pca, int k) {
    return "principal component %s (%s % of the variance)"
        .replaceFirst("%s", Integer.toString(k + 1))
        .replaceFirst("%s", Numbers.fixed(100 * pca.explained(k), 1));
  }

  private static List<Double> column(List<float[]> rows, int j) {
    return rows.stream().map(row -> (double) row[j]).toList();
  }
}
