package dev.elbo.job.live;

import org.apache.spark.ui.SparkUI;
import org.apache.spark.ui.SparkUITab;

/** The tab "Elbo" of Spark's UI, which remembers the runs of its session. */
final class RunsTab extends SparkUITab {
  /** Where it is, below the address of the UI. */
  static final String PLACE = "elbo";

  private static final int MOST = 50;

  private final Runs runs = new Runs(MOST);

  private RunsTab(SparkUI ui) {
    super(ui, PLACE);
    attachPage(new RunsPage(this));
  }

  Runs runs() {
    return runs;
  }

  /** The one of this UI; the first call attaches it. */
  static RunsTab of(SparkUI ui) {
    synchronized (ui) {
      return scala.collection.JavaConverters.seqAsJavaList(ui.getTabs()).stream()
          .filter(RunsTab.class::isInstance)
          .map(RunsTab.class::cast)
          .findFirst()
          .orElseGet(() -> attached(ui));
    }
  }

  private static RunsTab attached(SparkUI ui) {
    RunsTab tab = new RunsTab(ui);
    ui.attachTab(tab);
    return tab;
  }
}
