package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run on executors of their own, watched from outside while it goes. */
class WatchedIT {
  private static final Pattern PAGE = Pattern.compile("Watch it at (http://\\S+)/elbo/");
  private static final Pattern METRIC =
      Pattern.compile("metrics_my_driver_elbo_(\\w+)_Value\\{type=\"gauges\"} (\\S+)");

  @TempDir private Path folder;
  private final HttpClient browser =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private String get(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private Map<String, Double> metrics(String ui) throws Exception {
    Map<String, Double> metrics = new TreeMap<>();
    Matcher lines = METRIC.matcher(get(ui + "/metrics/prometheus"));
    while (lines.find()) {
      metrics.put(lines.group(1), Double.valueOf(lines.group(2)));
    }
    return metrics;
  }

  /** The validation ELBOs of some epochs, as the journal of the run has them. */
  private static List<Double> elbos(Clone clone, int first, int last) throws Exception {
    List<Double> elbos = new ArrayList<>();
    List<String> lines = Files.readAllLines(clone.directory("watched").resolve("metrics.jsonl"));
    for (String line : lines.subList(first - 1, last)) {
      elbos.add(new ObjectMapper().readTree(line).path("validation").path("elbo").asDouble());
    }
    return elbos;
  }

  private static String address(Process run, Path log) throws Exception {
    while (run.isAlive()) {
      Matcher page = PAGE.matcher(Files.readString(log));
      if (page.find()) {
        return page.group(1);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(Files.readString(log));
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void metricsAndTabAreThoseOfTheRun() throws Exception {
    Clone clone = new Clone(folder);
    String servlet = "spark.metrics.conf.*.sink.prometheusServlet.";
    Process run =
        clone.start(
            "watched",
            "conf/digits.conf",
            Map.of(),
            Clone.words(
                    "--master local-cluster[2,1,1024]",
                    "--driver-memory 1g",
                    "--executor-memory 1g",
                    "--set elbo.training.epochs=2000",
                    "--set elbo.training.shards=2",
                    "--conf spark.ui.port=0",
                    "--conf spark.metrics.namespace=my",
                    "--conf " + servlet + "class=org.apache.spark.metrics.sink.PrometheusServlet",
                    "--conf " + servlet + "path=/metrics/prometheus")
                .toArray(String[]::new));
    try {
      String ui = address(run, clone.log("watched"));
      Map<String, Double> before = metrics(ui);
      while (!(before.getOrDefault("epoch", 0.0) >= 2)) {
        assertThat(run.isAlive()).as(Files.readString(clone.log("watched"))).isTrue();
        TimeUnit.MILLISECONDS.sleep(100);
        before = metrics(ui);
      }
      Map<String, Double> scrape = metrics(ui);
      Map<String, Double> after = metrics(ui);
      String page = get(ui + "/elbo/");
      // Epochs may end while the servlet writes: its numbers are then those of one and the next.
      assertThat(elbos(clone, before.get("epoch").intValue(), after.get("epoch").intValue()))
          .contains(scrape.get("validation_elbo"));
      assertThat(scrape.get("executor_physical_bytes")).isBetween(5e7, 3e9);
      assertThat(page)
          .contains(">run <span class=\"state running\">running</span>", "<svg", " of 2000</dd>");
    } finally {
      run.descendants().forEach(ProcessHandle::destroy);
      run.destroy();
      run.waitFor();
    }
  }
}
