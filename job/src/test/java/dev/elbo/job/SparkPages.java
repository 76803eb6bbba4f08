package dev.elbo.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/** What Spark's UI serves, as a browser or Prometheus gets it. */
public record SparkPages(String address) {
  /** Properties of a session whose UI and Prometheus servlet are on, at any free port. */
  public static final Map<String, String> ON =
      Map.of(
          "spark.ui.enabled", "true",
          "spark.ui.port", "0",
          "spark.metrics.namespace", "my",
          "spark.metrics.conf.*.sink.prometheusServlet.class",
              "org.apache.spark.metrics.sink.PrometheusServlet",
          "spark.metrics.conf.*.sink.prometheusServlet.path", "/metrics/prometheus");

  private static final Pattern METRIC =
      Pattern.compile("metrics_my_driver_elbo_(\\w+)_Value\\{type=\"gauges\"} (\\S+)");

  /** Of a session that serves them. */
  public static SparkPages of(SparkSession spark) {
    return new SparkPages(spark.sparkContext().uiWebUrl().get());
  }

  /** A page, such as {@code /jobs/}. */
  public String get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofMinutes(1)).build();
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + response.statusCode() + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(path, e);
    }
  }

  /** Elbo's metrics by their names in the documentation. */
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    Matcher lines = METRIC.matcher(get("/metrics/prometheus"));
    while (lines.find()) {
      metrics.put(lines.group(1), Double.valueOf(lines.group(2)));
    }
    return metrics;
  }
}
