package dev.elbo.job.score;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a model is worth on some rows.
 *
 * @param measured sums over them
 * @param activeUnits latents that vary with the row
 * @param latents of the model
 * @param scoring what the anomaly score is
 * @param samples of the importance-weighted bound
 * @param detection how well it finds known anomalies
 */
record Evaluation(
    Measured measured,
    int activeUnits,
    int latents,
    Scoring scoring,
    int samples,
    Optional<Detection> detection) {

  /** All numbers by name, for programs. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows", measured.rows());
    facts.put("overflowed", measured.overflowed());
    facts.put("elbo", measured.elbo());
    facts.put("elbo_standard_error", measured.standardError());
    facts.put("reconstruction_log_probability", measured.reconstruction());
    facts.put("kl", measured.kl());
    facts.put("samples", scoring.samples());
    facts.put("log_likelihood", measured.logLikelihood());
    facts.put("log_likelihood_samples", samples);
    facts.put("active_units", activeUnits);
    facts.put("latents", latents);
    facts.put("anomaly", scoring.anomaly().word());
    facts.put("anomaly_score", measured.anomalyScore());
    scoring
        .threshold()
        .ifPresent(
            threshold -> {
              facts.put("threshold", threshold);
              facts.put("anomaly_rate", measured.anomalyRate());
            });
    detection.ifPresent(
        found -> {
          facts.put("anomalies", found.positives());
          facts.put("others", found.negatives());
          put(facts, "precision", found.precision());
          put(facts, "recall", found.recall());
          put(facts, "roc_auc", found.rocAuc());
          put(facts, "average_precision", found.averagePrecision());
        });
    return facts;
  }

  /** JSON has no NaN. */
  private static void put(Map<String, Object> facts, String name, double value) {
    facts.put(name, Double.isNaN(value) ? null : value);
  }

  /** The same for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "rows", "%,d", measured.rows());
    if (measured.overflowed() > 0) {
      line(text, "overflowed", "%,d, which are in no mean", measured.overflowed());
    }
    line(
        text,
        "elbo",
        "%.4f nats (standard error %.4f) = reconstruction %.4f - kl %.4f, of %d samples",
        measured.elbo(),
        measured.standardError(),
        measured.reconstruction(),
        measured.kl(),
        scoring.samples());
    line(
        text,
        "log-likelihood",
        "%.4f nats at least, importance-weighted with %d samples",
        measured.logLikelihood(),
        samples);
    line(text, "active units", "%d of %d", activeUnits, latents);
    line(
        text,
        "anomaly score",
        "%.4f nats in mean (%s, %d samples)",
        measured.anomalyScore(),
        scoring.anomaly().word(),
        scoring.samples());
    scoring
        .threshold()
        .ifPresent(
            threshold ->
                line(
                    text,
                    "anomalies",
                    "%.2f %% above the threshold %.4f",
                    100 * measured.anomalyRate(),
                    threshold));
    detection.ifPresent(found -> lines(text, found));
    return text.toString().stripTrailing();
  }

  private void lines(StringBuilder text, Detection found) {
    line(text, "known", "%,d anomalies, %,d others", found.positives(), found.negatives());
    if (scoring.threshold().isPresent()) {
      line(text, "at threshold", "precision %.4f, recall %.4f", found.precision(), found.recall());
    }
    line(
        text,
        "ranking",
        "ROC AUC %.4f, average precision %.4f",
        found.rocAuc(),
        found.averagePrecision());
  }

  private static void line(StringBuilder text, String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-15s", name))
        .append(String.format(Locale.ROOT, format, values))
        .append(System.lineSeparator());
  }
}
