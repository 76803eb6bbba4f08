package dev.elbo.submit;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Spark's own manager. */
final class StandaloneMaster implements ClusterManager {
  private static final Pattern SUBMITTED =
      Pattern.compile("Driver successfully submitted as (driver-[0-9-]+)");
  private static final Pattern STATE =
      Pattern.compile("State of (?:driver )?(driver-[0-9-]+) is (\\w+)");
  private static final Pattern WORKER = Pattern.compile("Driver running on (\\S+):\\d+ \\(");

  private final Master master;
  private final SparkTool tool;

  StandaloneMaster(Master master, SparkTool tool) {
    this.master = master;
    this.tool = tool;
  }

  @Override
  public String name() {
    return "the standalone master";
  }

  @Override
  public Map<Fact, String> read(String line) {
    return ClusterManager.find(STATE, line)
        .map(found -> Map.of(Fact.ID, found.group(1), Fact.STATE, found.group(2)))
        .or(
            () ->
                ClusterManager.find(SUBMITTED, line)
                    .map(found -> Map.of(Fact.ID, found.group(1), Fact.STATE, "SUBMITTED")))
        .or(() -> ClusterManager.find(WORKER, line).map(found -> Map.of(Fact.HOST, found.group(1))))
        .orElse(Map.of());
  }

  @Override
  public String log(Map<Fact, String> facts) {
    return "work/%s/stderr in the Spark of worker %s, also on the worker's web page"
        .formatted(
            facts.getOrDefault(Fact.ID, "<id>"),
            facts.getOrDefault(Fact.HOST, "that the master's page names"));
  }

  @Override
  public void end(String id) throws Exception {
    tool.run(List.of(tool.starter(), "org.apache.spark.deploy.Client", "kill", master.url(), id));
  }
}
