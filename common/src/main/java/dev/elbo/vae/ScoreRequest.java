package dev.elbo.vae;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is to be computed of each row, and from how many draws of z.
 *
 * @param wanted at least one; contributions to one score at most
 * @param samples K, draws of q(z|x) a row, 1 or more
 */
public record ScoreRequest(Set<RowScore> wanted, int samples) implements Serializable {

  public ScoreRequest {
    if (wanted.isEmpty() || samples < 1) {
      throw new IllegalArgumentException(
          "Cannot score rows: [%d] scores of [%d] samples are asked for. Ask for 1 or more of each."
              .formatted(wanted.size(), samples));
    }
    if (wanted.containsAll(EnumSet.of(RowScore.CONTRIBUTION, RowScore.DEVIANCE_CONTRIBUTION))) {
      throw new IllegalArgumentException(
          "Cannot score rows: contributions to [2] scores are asked for. Ask for those to one.");
    }
    wanted = Collections.unmodifiableSet(EnumSet.copyOf(wanted));
  }

  /** The parts of the ELBO and the center from one draw, as validation measures them. */
  public static ScoreRequest elbo() {
    return new ScoreRequest(EnumSet.of(RowScore.CENTER, RowScore.RECONSTRUCTION, RowScore.KL), 1);
  }

  boolean wants(RowScore score) {
    return wanted.contains(score);
  }

  /** How often z has to be drawn. */
  int draws() {
    if (wanted.stream().anyMatch(RowScore::isAveraged)) {
      return samples;
    }
    return wants(RowScore.DRAW) ? 1 : 0;
  }
}
