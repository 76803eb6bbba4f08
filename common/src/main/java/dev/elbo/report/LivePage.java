package dev.elbo.report;

import dev.elbo.report.LineChart.Series;
import dev.elbo.report.LineChart.Unit;
import dev.elbo.report.RunView.Pace;
import dev.elbo.report.RunView.State;
import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.ElboParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The runs of a session as they stand, as a part of somebody else's page: styles and names are kept
 * to it. It asks for itself again every few seconds.
 */
public final class LivePage {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final double MIB = 1 << 20;

  private LivePage() {}

  /**
   * HTML that is also XML.
   *
   * @param runs the newest first
   */
  public static String html(List<RunView> runs, Instant now) {
    StringBuilder page = new StringBuilder("<style>\n" + resource("live.css") + "</style>\n");
    boolean live = runs.stream().anyMatch(run -> run.state() == State.RUNNING);
    page.append("<div id=\"elbo-runs\" data-every=\"%d\">\n".formatted(live ? 3 : 15));
    page.append("<p class=\"lost\" hidden=\"hidden\">The driver does not answer.</p>\n");
    if (runs.isEmpty()) {
      page.append(Html.note("No run yet: one appears here once its data has been read."));
    }
    // Those that go, and the newest of all, stand open.
    for (int i = 0; i < runs.size(); i++) {
      boolean open = i == 0 || runs.get(i).state() == State.RUNNING;
      page.append(open ? run(runs.get(i), now, i) : folded(runs.get(i), now, i));
    }
    return page + "</div>\n<script>\n" + resource("live.js") + "</script>\n";
  }

  private static String resource(String name) {
    try (InputStream in = LivePage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(RunView run, Instant now, int index) {
    return "<section class=\"run\">\n<h4>%s <span class=\"state %s\">%s</span></h4>\n"
            .formatted(Html.escape(run.id()), word(run), word(run))
        + body(run, now, index)
        + "</section>\n";
  }

  private static String folded(RunView run, Instant now, int index) {
    String elbo = run.last().map(line -> ", ELBO " + Numbers.nats(line.selection())).orElse("");
    return "<details class=\"run\" data-key=\"%s\"><summary>%s <span class=\"state %s\">%s</span> %s</summary>\n"
            .formatted(
                run.began().toEpochMilli(),
                Html.escape(run.id()),
                word(run),
                word(run),
                Html.escape(run.lines().size() + " epochs" + elbo))
        + body(run, now, index)
        + "</details>\n";
  }

  private static String word(RunView run) {
    return run.state().name().toLowerCase(Locale.ROOT);
  }

  private static String body(RunView run, Instant now, int index) {
    return "<p class=\"note\">%s \u00b7 since %s</p>\n"
            .formatted(Html.escape(run.doing()), SECOND.format(run.began()))
        + bar(run)
        + figures(run, now)
        + charts(run.lines(), index)
        + settings(run.settings());
  }

  private static String bar(RunView run) {
    double percent = 100 * run.pace().map(Pace::share).orElse(0.0);
    return "<div class=\"bar\" role=\"progressbar\" aria-valuenow=\"%1$s\" aria-valuemin=\"0\" aria-valuemax=\"100\"><div style=\"width:%1$s%%\"></div></div>\n"
        .formatted(Numbers.fixed(percent, 1));
  }

  private static String figures(RunView run, Instant now) {
    StringBuilder out = new StringBuilder("<dl class=\"figures\">\n");
    run.last().ifPresent(line -> epoch(out, line));
    run.pace()
        .ifPresent(
            pace -> figure(out, "epochs", "%d of %d".formatted(run.lines().size(), pace.epochs())));
    run.round()
        .ifPresent(
            round -> figure(out, "seconds a round", Numbers.significant(round.seconds(), 2)));
    figure(out, "time", clock(run.lasted(now)));
    if (run.state() == State.RUNNING) {
      Optional<Duration> left = run.pace().flatMap(pace -> pace.left(now));
      figure(out, "left", left.map(LivePage::clock).orElse("\u2013"));
    }
    run.memory().ifPresent(memory -> memory(out, memory));
    if (run.rollbacks() > 0) {
      figure(out, "times diverged", Integer.toString(run.rollbacks()));
    }
    return out + "</dl>\n";
  }

  private static void epoch(StringBuilder out, EpochMetrics line) {
    ElboParts parts = line.validation().orElse(line.train());
    String rows = line.validation().isPresent() ? "validation" : "training";
    figure(out, rows + " ELBO, nats", Numbers.nats(parts.elbo()));
    figure(out, "reconstruction", Numbers.nats(parts.reconstruction()));
    figure(out, "KL", Numbers.nats(parts.kl()));
    figure(out, "active units", Integer.toString(line.activeUnits()));
    figure(out, "learning rate", Numbers.significant(line.learningRate(), 3));
    figure(out, "examples/s", Numbers.grouped(Math.round(line.examplesPerSecond())));
  }

  private static void memory(StringBuilder out, RunView.Memory memory) {
    figure(out, "memory, MiB", mebibytes(memory.physical()));
    memory.gpu().ifPresent(bytes -> figure(out, "GPU, MiB", mebibytes(bytes)));
  }

  private static String mebibytes(long bytes) {
    return Numbers.grouped(Math.round(bytes / MIB));
  }

  private static void figure(StringBuilder out, String name, String value) {
    out.append("<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(name, Html.escape(value)));
  }

  /** h:mm:ss, or m:ss below an hour. */
  private static String clock(Duration time) {
    return time.toHours() > 0
        ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }

  private static String charts(List<EpochMetrics> lines, int index) {
    if (lines.isEmpty()) {
      return Html.note("No epoch is over yet.");
    }
    String speed =
        new LineChart(
                "run" + index + "-speed",
                "Examples/s",
                420,
                290,
                lines.stream().map(EpochMetrics::epoch).toList(),
                List.of(
                    new Series(
                        "each epoch",
                        "speed",
                        lines.stream().map(EpochMetrics::examplesPerSecond).toList())),
                OptionalInt.empty(),
                Unit.EXAMPLES_PER_SECOND)
            .svg();
    String elbo =
        CurvesSection.chart(
            "run" + index + "-elbo",
            "ELBO, nats",
            640,
            290,
            lines,
            ElboParts::elbo,
            OptionalInt.empty());
    return "<div class=\"charts\">\n<figure>\n%s</figure>\n<figure>\n%s</figure>\n</div>\n"
        .formatted(elbo, speed);
  }

  private static String settings(List<ReportData.Setting> settings) {
    if (settings.isEmpty()) {
      return "";
    }
    List<String> shown = new ArrayList<>();
    settings.forEach(
        s ->
            shown.add(
                "<li><code>%s</code> <code>%s</code></li>\n"
                    .formatted(Html.escape(s.key()), Html.escape(s.value()))));
    return "<h5>Settings that are not the default</h5>\n<ul class=\"set\">\n%s</ul>\n"
        .formatted(String.join("", shown));
  }
}
