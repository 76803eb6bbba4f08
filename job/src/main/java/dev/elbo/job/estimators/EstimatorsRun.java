package dev.elbo.job.estimators;

import dev.elbo.ElboException;
import dev.elbo.distribution.Noise;
import dev.elbo.estimator.experiment.Experiment;
import dev.elbo.estimator.experiment.Experiments;
import dev.elbo.estimator.experiment.Findings;
import dev.elbo.estimator.experiment.Run;
import dev.elbo.estimator.graph.NetworkStep;
import dev.elbo.estimator.graph.Sampling;
import dev.elbo.estimator.graph.SmallNetwork;
import dev.elbo.job.estimators.EstimatorsRequest.Format;
import dev.elbo.report.EstimatorsPage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs an experiment and prints what it found. */
public final class EstimatorsRun {
  private static final String GRAPH = "graph";
  private static final String NETWORK = "4-3-2";
  private static final String NAME = "Name an experiment, such as toy-normal, or graph";
  private static final String GRAPH_SUMMARY =
      "forward and backward through one step of a network, and what the trick lets through";

  private final EstimatorsRequest request;
  private final PrintStream out;

  private EstimatorsRun(EstimatorsRequest request, PrintStream out) {
    this.request = request;
    this.out = out;
  }

  /**
   * Prints what is asked for.
   *
   * @param out for results
   * @param progress is told what is measured next; an empty text at the end
   * @throws ElboException for a name or a number that cannot be used, a page that cannot be
   *     written; and if measured numbers are not where the exact ones say
   */
  public static void run(EstimatorsRequest request, PrintStream out, Consumer<String> progress) {
    new EstimatorsRun(request, out).run(progress);
  }

  private void run(Consumer<String> progress) {
    if (request.experiment().isEmpty()) {
      refuse("--html", request.html().isPresent(), "a list of the experiments", NAME);
      refuse("--samples", request.samples().isPresent(), "a list of the experiments", NAME);
      refuse("--network", request.network().isPresent(), "a list of the experiments", NAME);
      list();
      return;
    }
    Optional<Page> page = request.html().map(file -> new Page(file, request.existing()));
    String name = request.experiment().get();
    try {
      if (name.equals(GRAPH)) {
        refuse("--samples", request.samples().isPresent(), GRAPH, "Leave it out");
        graph(page);
      } else {
        Experiment experiment = experiment(name);
        refuse("--network", request.network().isPresent(), name, "Leave it out, or name graph");
        measure(experiment, page, progress);
      }
    } catch (IllegalArgumentException e) {
      throw ElboException.settings(e.getMessage(), e);
    }
  }

  private static void refuse(String option, boolean given, String by, String remedy) {
    if (given) {
      throw ElboException.settings(
          "Cannot use %s: [%s] has no use for it. %s.".formatted(option, by, remedy));
    }
  }

  private void list() {
    Map<String, String> summaries = new LinkedHashMap<>();
    Experiments.all().forEach(e -> summaries.put(e.name(), e.summary()));
    summaries.put(GRAPH, GRAPH_SUMMARY);
    if (request.format() == Format.JSON) {
      summaries.forEach(
          (name, summary) -> {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event", "experiment");
            event.put("name", name);
            event.put("summary", summary);
            out.println(JsonLines.line(event));
          });
      return;
    }
    out.println("The textbook experiments on gradient estimators:");
    out.println();
    summaries.forEach((name, summary) -> out.printf("  %-15s %s%n", name, summary));
    out.println();
    out.println("For example: elbo estimators toy-normal");
  }

  private static Experiment experiment(String name) {
    return Experiments.named(name)
        .orElseThrow(
            () ->
                ElboException.settings(
                    "Cannot run the experiment [%s]: there is none of this name. Use %s or %s."
                        .formatted(
                            name,
                            Experiments.all().stream()
                                .map(Experiment::name)
                                .collect(Collectors.joining(", ")),
                            GRAPH)));
  }

  private void measure(Experiment experiment, Optional<Page> page, Consumer<String> progress) {
    Findings findings = experiment.run(new Run(request.samples(), request.seed(), progress));
    progress.accept("");
    if (request.format() == Format.JSON) {
      JsonLines.of(findings).forEach(out::println);
    } else {
      out.print(FindingsText.of(findings));
    }
    page.ifPresent(p -> write(p, EstimatorsPage.html(findings)));
    out.flush();
    int outside = findings.outside().size();
    if (outside > 0) {
      throw ElboException.environment(
          "Cannot vouch for %s: [%d] of [%d] rows are not where the exact numbers say. Try another --seed or more --samples; if it stays so, report it."
              .formatted(experiment.name(), outside, findings.rows().size()),
          null);
    }
  }

  private void graph(Optional<Page> page) {
    SmallNetwork network = SmallNetwork.parse(request.network().orElse(NETWORK));
    SmallNetwork.Numbers numbers = network.numbers(Noise.of(request.seed(), 0, 0, 0));
    NetworkStep trick = NetworkStep.of(network, numbers, Sampling.REPARAMETERIZED);
    NetworkStep cut = NetworkStep.of(network, numbers, Sampling.AS_IT_IS);
    if (request.format() == Format.JSON) {
      List<String> lines = JsonLines.of(trick, cut);
      lines.forEach(out::println);
    } else {
      out.print(GraphText.of(trick, cut));
    }
    page.ifPresent(p -> write(p, EstimatorsPage.html(trick, cut, GraphText.EXPLANATION)));
    out.flush();
  }

  private void write(Page page, String html) {
    Path file = page.write(html);
    if (request.format() == Format.JSON) {
      out.println(JsonLines.line("page", "path", file.toString()));
    } else {
      out.println();
      out.println("The picture: " + file);
    }
  }
}
