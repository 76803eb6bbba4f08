package dev.elbo.submit;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A Kubernetes cluster, whose pods are the driver and the executors. */
final class Kubernetes implements ClusterManager {
  private static final Pattern SUBMISSION = Pattern.compile("submission ID ([^\\s:]+:[^\\s:]+)");
  private static final Pattern PHASE = Pattern.compile("^\\s+phase: (\\w+)$");
  private static final Pattern NODE = Pattern.compile("^\\s+node name: (\\S+)$");

  private final Master master;
  private final SparkTool tool;

  Kubernetes(Master master, SparkTool tool) {
    this.master = master;
    this.tool = tool;
  }

  @Override
  public String name() {
    return "Kubernetes";
  }

  @Override
  public Map<Fact, String> read(String line) {
    return ClusterManager.find(SUBMISSION, line)
        .map(found -> Map.of(Fact.ID, found.group(1)))
        .or(() -> ClusterManager.find(PHASE, line).map(found -> Map.of(Fact.STATE, found.group(1))))
        .or(() -> ClusterManager.find(NODE, line).map(found -> Map.of(Fact.HOST, found.group(1))))
        .orElse(Map.of());
  }

  /** The id is the namespace, a colon and the pod of the driver. */
  @Override
  public String log(Map<Fact, String> facts) {
    String[] id = facts.getOrDefault(Fact.ID, "<namespace>:<pod>").split(":", 2);
    return "kubectl -n %s logs %s".formatted(id[0], id[1]);
  }

  @Override
  public void end(String id) throws Exception {
    tool.run(List.of(tool.submit(), "--kill", id, "--master", master.url()));
  }
}
