package dev.elbo.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of a challenger, with every number that decided.
 *
 * @param outcome whether it is promoted
 * @param why in sentences
 * @param mode what was asked of it: better or not-worse
 * @param comparison with the champion; none if there was none, or an ELBO was not finite
 * @param measures everything that was asked of it, in order
 */
public record Decision(
    Outcome outcome,
    String why,
    String mode,
    Optional<Comparison> comparison,
    List<Measure> measures) {

  /** What becomes of a challenger. */
  public enum Outcome {
    /** It becomes the champion. */
    @JsonProperty("promoted")
    PROMOTED,
    /** The champion stays. */
    @JsonProperty("refused")
    REFUSED
  }

  /**
   * Two models on the holdout; ELBOs in nats an example.
   *
   * @param championElbo mean over the rows
   * @param challengerElbo mean over the rows
   * @param bootstrap their difference and how certain the rows make it
   * @param spread what the seed alone does to an ELBO
   * @param marginUnits the margin in deviations of the spread
   * @param margin in nats
   * @param falsePromotion how probable it is that the seed alone gives a gain above the margin
   */
  public record Comparison(
      double championElbo,
      double challengerElbo,
      PairedBootstrap bootstrap,
      SeedSpread spread,
      double marginUnits,
      double margin,
      double falsePromotion) {}

  public Decision {
    measures = List.copyOf(measures);
  }

  /** The decision that measures add up to: all have to pass. */
  static Decision of(
      String mode, String promotion, Optional<Comparison> comparison, List<Measure> measures) {
    List<Measure> failed =
        measures.stream().filter(m -> m.verdict() == Measure.Verdict.FAILED).toList();
    return failed.isEmpty()
        ? new Decision(Outcome.PROMOTED, "Promoted. " + promotion, mode, comparison, measures)
        : new Decision(
            Outcome.REFUSED,
            failed.stream()
                .map(Measure::sentence)
                .collect(Collectors.joining(" ", "Not promoted. ", "")),
            mode,
            comparison,
            measures);
  }
}
