package dev.elbo.report;

import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.ElboParts;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which run it is, how it ended, and the one number that counts. */
final class HeaderSection {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HeaderSection() {}

  static String html(ReportData data) {
    ReportData.Run run = data.run();
    return "<header>\n<p class=\"kind\">Elbo training report</p>\n"
        + "<h1>%s <span class=\"status\">%s</span></h1>\n"
            .formatted(Html.escape(run.title()), Html.escape(run.status()))
        + "<p class=\"note\">run <code>%s</code> \u00b7 %s</p>\n"
            .formatted(Html.escape(run.id()), MINUTE.format(run.date()))
        + kept(data).map(epoch -> figures(epoch, data)).orElse("")
        + "</header>\n";
  }

  private static Optional<EpochMetrics> kept(ReportData data) {
    return data.epochs().stream().filter(e -> e.epoch() == data.keptEpoch()).findFirst();
  }

  private static String figures(EpochMetrics kept, ReportData data) {
    ElboParts parts = kept.validation().orElse(kept.train());
    String rows = kept.validation().isPresent() ? "validation" : "training";
    List<EpochMetrics> epochs = data.epochs();
    return "<dl class=\"figures\">\n"
        + figure("headline", rows + " ELBO, nats per example", Numbers.nats(parts.elbo()))
        + figure("", "reconstruction", Numbers.nats(parts.reconstruction()))
        + figure("", "KL", Numbers.nats(parts.kl()))
        + figure("", "kept epoch", kept.epoch() + " of " + epochs.get(epochs.size() - 1).epoch())
        + figure("", "active units", activeUnits(kept, data))
        + figure("", "examples/s", Numbers.grouped(Math.round(speed(epochs))))
        + "</dl>\n";
  }

  private static String figure(String cssClass, String name, String value) {
    return "<div class=\"%s\"><dt>%s</dt><dd>%s</dd></div>\n".formatted(cssClass, name, value);
  }

  private static String activeUnits(EpochMetrics kept, ReportData data) {
    int units = data.latents().units().size();
    return units == 0
        ? Integer.toString(kept.activeUnits())
        : data.latents().activeUnits() + " of " + units;
  }

  /** Over the whole run, not the mean of the epochs' speeds. */
  private static double speed(List<EpochMetrics> epochs) {
    double seconds = epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
    return seconds > 0 ? epochs.stream().mapToLong(EpochMetrics::examples).sum() / seconds : 0;
  }
}
