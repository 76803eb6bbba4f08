package dev.elbo.job.live;

import dev.elbo.report.LivePage;
import java.time.Instant;
import javax.servlet.http.HttpServletRequest;
import org.apache.spark.ui.UIUtils$;
import org.apache.spark.ui.WebUIPage;
import scala.collection.Seq;
import scala.runtime.AbstractFunction0;
import scala.xml.Node;
import scala.xml.Unparsed;

/** The page of the tab. */
final class RunsPage extends WebUIPage {
  private final RunsTab tab;

  RunsPage(RunsTab tab) {
    super("");
    this.tab = tab;
  }

  @Override
  public Seq<Node> render(HttpServletRequest request) {
    // The node is itself the sequence: in a list, it would be written as one.
    Unparsed html = new Unparsed(LivePage.html(tab.runs().views(), Instant.now()));
    UIUtils$ spark = UIUtils$.MODULE$;
    return spark.headerSparkPage(
        request,
        "Elbo",
        new AbstractFunction0<Seq<Node>>() {
          @Override
          public Seq<Node> apply() {
            return html;
          }
        },
        tab,
        spark.headerSparkPage$default$5(),
        spark.headerSparkPage$default$6(),
        spark.headerSparkPage$default$7());
  }
}
