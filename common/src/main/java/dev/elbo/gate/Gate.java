package dev.elbo.gate;

import dev.elbo.distribution.Noise;
import dev.elbo.gate.Decision.Comparison;
import dev.elbo.settings.GateSettings;
import dev.elbo.settings.GateSettings.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a challenger becomes the champion. The same numbers give the same decision.
 *
 * <p>Mode {@code better} asks for a gain above the margin, and for one that is above 0 for all that
 * the rows of the holdout tell. Mode {@code not-worse} asks the same of the gain plus two margins:
 * a loss of two margins takes the part of no gain, and no gain that of a gain of two. Then losses
 * could add up over many nights, so it compares with the best champion of all, too.
 */
public final class Gate {
  /**
   * How often two trainings that differ in the seed alone change the champion: once in a hundred.
   */
  private static final double FALSE_PROMOTION = 0.01;

  /** Fewer rows say too little of how they scatter. */
  private static final int LEAST_HOLDOUT_ROWS = 30;

  /** Of one training no spread can be told. */
  private static final int LEAST_SEEDS = 2;

  private static final List<Double> SHARES = List.of(0.5, 0.9, 0.99);
  private static final double QUARTER = 0.25;

  private final GateSettings settings;
  private final Noise noise = Noise.of(0, 0, 0, 0).split(Noise.Use.RESAMPLING);

  /** A gate that is set so. */
  public Gate(GateSettings settings) {
    this.settings = settings;
  }

  /** Decides on the first model, which has nobody to be compared with. */
  public Decision first(HoldoutScores challenger, long trainedRows) {
    List<Measure> measures = limits(challenger, trainedRows);
    measures.add(
        Measure.atLeast(
            "active-units",
            challenger.activeUnits(),
            settings.activeUnits() > 0 ? 1 : 0,
            "[%d] of its latents are in use; the first model needs one."
                .formatted(challenger.activeUnits())));
    String promotion =
        "It is the first: its ELBO on the holdout is [%s].".formatted(number(challenger.elbo()));
    return Decision.of(settings.mode().word(), promotion, Optional.empty(), measures);
  }

  /**
   * Decides on a challenger where the spread of trainings that differ in the seed alone is not
   * known, so that its gain says nothing: the champion stays.
   *
   * @param finite how many of those trainings have a finite ELBO on the holdout, below 2
   */
  public Decision unmeasured(HoldoutScores challenger, int finite, long trainedRows) {
    List<Measure> measures = limits(challenger, trainedRows);
    measures.add(
        Measure.atLeast(
            "seeds",
            finite,
            LEAST_SEEDS,
            "Of the trainings that differ in the seed alone [%d] has a finite ELBO on the holdout; it takes [%d] to know how far the seed moves it. Raise elbo.retrain.gate.seeds, or mend what makes trainings fail."
                .formatted(finite, LEAST_SEEDS)));
    return Decision.of(settings.mode().word(), "", Optional.empty(), measures);
  }

  /**
   * Decides on a challenger.
   *
   * @param champion on the rows of the holdout
   * @param challenger on the same rows in the same order
   * @param bestElbo the highest mean ELBO that a champion ever had on this holdout
   * @param spread of trainings that differ in the seed alone, on this holdout
   * @param trainedRows of the challenger
   */
  public Decision decide(
      HoldoutScores champion,
      HoldoutScores challenger,
      double bestElbo,
      SeedSpread spread,
      long trainedRows) {
    List<Measure> measures = limits(challenger, trainedRows);
    if (champion.firstNotFinite() >= 0) {
      measures.add(notFinite("champion's", champion, " Promote another version by hand first."));
    }
    activeUnits(champion, challenger, measures);
    anomalyDrift(champion, challenger, measures);
    if (champion.firstNotFinite() >= 0 || challenger.firstNotFinite() >= 0) {
      return Decision.of(settings.mode().word(), "", Optional.empty(), measures);
    }
    Comparison comparison = compare(champion, challenger, spread);
    List<Measure> gains = gains(comparison, Math.max(bestElbo, champion.elbo()));
    String promotion = gains.get(0).sentence();
    gains.addAll(measures);
    return Decision.of(settings.mode().word(), promotion, Optional.of(comparison), gains);
  }

  private Comparison compare(HoldoutScores champion, HoldoutScores challenger, SeedSpread spread) {
    double units = settings.margin().orElseGet(() -> spread.unitsExceeded(FALSE_PROMOTION));
    return new Comparison(
        champion.elbo(),
        challenger.elbo(),
        PairedBootstrap.of(champion.elbos(), challenger.elbos(), noise),
        spread,
        units,
        units * spread.deviation(),
        spread.probabilityAbove(units));
  }

  private List<Measure> gains(Comparison found, double best) {
    PairedBootstrap bootstrap = found.bootstrap();
    double margin = found.margin();
    double offset = settings.mode() == Mode.BETTER ? 0 : -2 * margin;
    List<Measure> gains = new ArrayList<>();
    gains.add(
        Measure.above(
            "gain",
            bootstrap.gain(),
            margin + offset,
            "Its ELBO on the holdout is [%s], [%s] above the champion's [%s]; [%s] asks for more than [%s], where the margin is [%s] times the spread [%s] of trainings that differ in the seed alone."
                .formatted(
                    number(found.challengerElbo()),
                    number(bootstrap.gain()),
                    number(found.championElbo()),
                    settings.mode().word(),
                    number(margin + offset),
                    number(found.marginUnits()),
                    number(found.spread().deviation()))));
    gains.add(
        Measure.above(
            "certainty",
            bootstrap.lower(),
            offset,
            "The [%d] rows of the holdout make it 99 %% certain that the gain is above [%s] (its standard error is [%s]); [%s] asks for [%s]."
                .formatted(
                    bootstrap.rows(),
                    number(bootstrap.lower()),
                    number(bootstrap.standardError()),
                    settings.mode().word(),
                    number(offset))));
    if (settings.mode() == Mode.NOT_WORSE) {
      gains.add(
          Measure.atMost(
              "slide",
              best - found.challengerElbo(),
              margin,
              "The best champion had [%s] on the holdout; it is [%s] below that, and the margin allows [%s]."
                  .formatted(number(best), number(best - found.challengerElbo()), number(margin))));
    }
    return gains;
  }

  private List<Measure> limits(HoldoutScores challenger, long trainedRows) {
    List<Measure> measures = new ArrayList<>();
    measures.add(
        Measure.atLeast(
            "rows",
            (double) trainedRows,
            (double) settings.minRows(),
            "It was trained on [%d] rows; elbo.retrain.gate.min-rows is [%d]."
                .formatted(trainedRows, settings.minRows())));
    measures.add(
        Measure.atLeast(
            "holdout-rows",
            challenger.rows(),
            LEAST_HOLDOUT_ROWS,
            "The holdout has [%d] rows; a comparison needs [%d]."
                .formatted(challenger.rows(), LEAST_HOLDOUT_ROWS)));
    if (challenger.firstNotFinite() >= 0) {
      measures.add(notFinite("challenger's", challenger, ""));
    }
    return measures;
  }

  private static Measure notFinite(String whose, HoldoutScores scores, String remedy) {
    int row = scores.firstNotFinite();
    return Measure.atMost(
        "finite",
        (double) scores.notFinite(),
        0,
        "The %s ELBO is not finite on [%d] rows of the holdout, first on row [%d] with [%s].%s"
            .formatted(whose, scores.notFinite(), row, scores.elbos()[row], remedy));
  }

  private void activeUnits(
      HoldoutScores champion, HoldoutScores challenger, List<Measure> measures) {
    double least = settings.activeUnits() * champion.activeUnits();
    measures.add(
        Measure.atLeast(
            "active-units",
            challenger.activeUnits(),
            least,
            "[%d] of its latents are in use, [%d] of the champion's; elbo.retrain.gate.active-units asks for a part of [%s]."
                .formatted(
                    challenger.activeUnits(), champion.activeUnits(), settings.activeUnits())));
  }

  private void anomalyDrift(
      HoldoutScores champion, HoldoutScores challenger, List<Measure> measures) {
    settings
        .anomalyDrift()
        .ifPresent(
            limit -> {
              double drift = drift(champion, challenger);
              measures.add(
                  Measure.atMost(
                      "anomaly-drift",
                      drift,
                      limit,
                      "Quantiles of its anomaly scores on the holdout are up to [%s] distances between quartiles away from the champion's; elbo.retrain.gate.anomaly-drift is [%s]."
                          .formatted(number(drift), limit)));
            });
  }

  /** The greatest move of a quantile, in distances between the champion's quartiles. */
  private static double drift(HoldoutScores champion, HoldoutScores challenger) {
    double quartiles = champion.anomaly(1 - QUARTER) - champion.anomaly(QUARTER);
    double greatest = 0;
    for (double share : SHARES) {
      double moved = Math.abs(challenger.anomaly(share) - champion.anomaly(share));
      greatest = Math.max(greatest, moved == 0 ? 0 : moved / quartiles);
    }
    return greatest;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
