package dev.elbo.vae;

import dev.elbo.vae.likelihood.Likelihood;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How strange a row is to a model, in nats: the higher, the stranger. */
public enum AnomalyScore {
  /**
   * Minus the reconstruction log-probability: how badly the decoder explains the row from its own
   * encoding (An and Cho 2015). A sum over features.
   */
  RECONSTRUCTION {
    @Override
    public double of(RowScores scores, int row) {
      return -scores.reconstruction()[row];
    }
  },
  /**
   * The deviance: how far the reconstruction log-probability stays below what a perfect
   * reconstruction would have. 0 or more, whatever the density of the data, and so without the
   * entropy of grey pixels or the size of counts.
   */
  DEVIANCE {
    @Override
    public double of(RowScores scores, int row) {
      return scores.deviance()[row];
    }
  },
  /** Minus the ELBO: an encoding that the prior finds unlikely counts too. */
  ELBO {
    @Override
    public double of(RowScores scores, int row) {
      return -scores.elbo(row);
    }
  },
  /** Minus the importance-weighted bound on log p(x), which is tighter. */
  IMPORTANCE {
    @Override
    public double of(RowScores scores, int row) {
      return -scores.logLikelihood()[row];
    }
  };

  /** What has to be computed of a row for it. */
  public Set<RowScore> needed() {
    return switch (this) {
      case RECONSTRUCTION -> EnumSet.of(RowScore.RECONSTRUCTION);
      case DEVIANCE -> EnumSet.of(RowScore.DEVIANCE);
      case ELBO -> EnumSet.of(RowScore.RECONSTRUCTION, RowScore.KL);
      case IMPORTANCE -> EnumSet.of(RowScore.LOG_LIKELIHOOD);
    };
  }

  /**
   * What has to be computed for what each feature adds: to the reconstruction, if to nothing else.
   */
  public RowScore ofFeatures() {
    return this == DEVIANCE ? RowScore.DEVIANCE_CONTRIBUTION : RowScore.CONTRIBUTION;
  }

  /** Whether rows of a likelihood have it. */
  public boolean isOf(Likelihood likelihood) {
    return this != DEVIANCE || likelihood.isBounded();
  }

  /** The score of a row of a batch, in nats; NaN if its encoding overflows. */
  public abstract double of(RowScores scores, int row);

  /** The word for it in settings and model files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The score of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AnomalyScore named(String word) {
    List<String> words = Arrays.stream(values()).map(AnomalyScore::word).toList();
    if (!words.contains(word)) {
      throw new IllegalArgumentException("anomaly score [%s]".formatted(word));
    }
    return values()[words.indexOf(word)];
  }
}
