package dev.elbo.job.live;

import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.apache.spark.SparkContext;
import org.apache.spark.ui.SparkUI;
import org.apache.spark.ui.WebUIPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts runs into Spark's UI, where there is one. Tab and page extend classes of Spark's own and of
 * its servlet API, which other builds have otherwise: then there is a warning and no tab.
 */
final class SparkPage {
  private static final Logger LOG = LoggerFactory.getLogger(SparkPage.class);

  private SparkPage() {}

  /**
   * Shows a run.
   *
   * @return the address of the tab, if there is one
   */
  static Optional<String> show(SparkContext spark, LiveRun run) {
    try {
      if (spark.ui().isEmpty()) {
        return Optional.empty();
      }
      // A page of another servlet API would fail only when somebody opens it.
      WebUIPage.class.getMethod("render", HttpServletRequest.class);
      SparkUI ui = spark.ui().get();
      RunsTab.of(ui).runs().add(run);
      return Optional.of(ui.webUrl() + "/" + RunsTab.PLACE + "/");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.warn("No tab Elbo in the UI of this Spark: [{}].", e.toString());
      return Optional.empty();
    }
  }
}
