package dev.elbo.job.train.dl4j;

import dev.elbo.ElboException;
import dev.elbo.feature.Scaling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/** DL4J's normalizers as the affine map of each column that they are. */
final class NormalizerScaling {
  private NormalizerScaling() {}

  static Scaling none(int features) {
    return new Scaling(
        "none", Collections.nCopies(features, 0.0), Collections.nCopies(features, 1.0), List.of());
  }

  /** The scaling of a fitted normalizer; labels do not matter. */
  static Scaling of(DataNormalization normalizer, int features) {
    if (normalizer instanceof NormalizerMinMaxScaler scaler) {
      double low = scaler.getTargetMin();
      double width = scaler.getTargetMax() - low;
      return scaling("minmax", fitted(scaler.getMin()), scaler.getMax(), low, width, features);
    }
    if (normalizer instanceof NormalizerStandardize standard) {
      INDArray mean = fitted(standard.getMean());
      return scaling("standard", mean, mean.add(standard.getStd()), 0, 1, features);
    }
    throw ElboException.settings(
        "Cannot use the normalizer [%s]: it is neither NormalizerMinMaxScaler nor NormalizerStandardize. Apply it to the data before fit."
            .formatted(normalizer.getClass().getSimpleName()));
  }

  /** Maps zero to {@code low} and one to {@code low + width}. */
  private static Scaling scaling(
      String name, INDArray zero, INDArray one, double low, double width, int features) {
    if (zero.length() != features) {
      throw ElboException.settings(
          "Cannot use the normalizer: it was fitted to [%d] features, and the layer has [%d]. Fit it to this data."
              .formatted(zero.length(), features));
    }
    List<Double> shift = new ArrayList<>();
    List<Double> factor = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      double from = zero.getDouble(i);
      double range = one.getDouble(i) - from;
      factor.add(range == 0 ? 0 : width / range);
      shift.add(from - low * range / width);
    }
    return new Scaling(name, shift, factor, List.of());
  }

  private static INDArray fitted(INDArray statistics) {
    if (statistics == null) {
      throw ElboException.settings(
          "Cannot use the normalizer: it was not fitted. Fit it to the data, or set its statistics.");
    }
    return statistics;
  }
}
