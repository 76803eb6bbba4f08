package dev.elbo.submit;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.client.api.YarnClient;

/** Hadoop's resource manager, as the configuration names it. */
final class Yarn implements ClusterManager {
  private static final Pattern SUBMITTED =
      Pattern.compile("Submitted application (application_\\w+)");
  private static final Pattern REPORT =
      Pattern.compile("Application report for (application_\\w+) \\(state: (\\w+)\\)");
  private static final Pattern DETAIL =
      Pattern.compile("^\\s+(tracking URL|final status): (\\S+)$");
  private static final Map<String, Fact> DETAILS =
      Map.of("tracking URL", Fact.PAGE, "final status", Fact.OUTCOME);

  private final YarnClient client = YarnClient.createYarnClient();

  /** Connects when there is something to end; but Hadoop refuses to begin when a JVM ends. */
  Yarn(Configuration hadoop) {
    client.init(hadoop);
    client.start();
  }

  @Override
  public String name() {
    return "YARN";
  }

  @Override
  public Map<Fact, String> read(String line) {
    return ClusterManager.find(REPORT, line)
        .map(found -> Map.of(Fact.ID, found.group(1), Fact.STATE, found.group(2)))
        .or(
            () ->
                ClusterManager.find(SUBMITTED, line)
                    .map(found -> Map.of(Fact.ID, found.group(1), Fact.STATE, "SUBMITTED")))
        .or(() -> ClusterManager.find(DETAIL, line).map(Yarn::detail))
        .orElse(Map.of());
  }

  private static Map<Fact, String> detail(Matcher found) {
    return found.group(2).matches("N/A|UNDEFINED")
        ? Map.of()
        : Map.of(DETAILS.get(found.group(1)), found.group(2));
  }

  @Override
  public String log(Map<Fact, String> facts) {
    return "yarn logs -applicationId " + facts.getOrDefault(Fact.ID, "<id>");
  }

  @Override
  public void end(String id) throws Exception {
    client.killApplication(ApplicationId.fromString(id));
  }
}
