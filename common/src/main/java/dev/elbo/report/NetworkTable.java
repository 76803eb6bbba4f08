package dev.elbo.report;

import dev.elbo.estimator.graph.NetworkStep;
import dev.elbo.estimator.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The nodes of a step as a table: what each is, its value, its gradient, and its gradient without
 * the trick.
 */
public final class NetworkTable {
  private static final int SHOWN = 3;

  private NetworkTable() {}

  /**
   * The table.
   *
   * @param trick the step with z reparameterized
   * @param cut the same with z as it is
   */
  public static TableGroup of(NetworkStep trick, NetworkStep cut) {
    List<List<String>> lines = new ArrayList<>();
    for (Node node : trick.graph().nodes()) {
      lines.add(
          List.of(
              node.name(),
              shape(node),
              node.operation(),
              node.inputs().stream()
                  .filter(input -> input.kind() != Node.Kind.PARAMETER)
                  .map(Node::name)
                  .collect(Collectors.joining(", ")),
              values(node.value()),
              values(trick.gradients().of(node)),
              without(node, trick, cut)));
    }
    return new TableGroup(
        "Every node, in the order of the forward pass",
        List.of("node", "shape", "operation", "from", "value", "gradient", "without the trick"),
        lines);
  }

  /** The gradient without the trick, where it is another one. */
  static String without(Node node, NetworkStep trick, NetworkStep cut) {
    boolean there = cut.graph().nodes().stream().anyMatch(n -> n.name().equals(node.name()));
    if (!there) {
      return "not in the graph";
    }
    double[] gradient = cut.gradients().of(cut.graph().node(node.name()));
    return Arrays.equals(gradient, trick.gradients().of(node)) ? "" : values(gradient);
  }

  /** [3, 2], or nothing for a number. */
  static String shape(Node node) {
    return node.shape().isEmpty() ? "" : node.shape().toString();
  }

  /** Up to four numbers, or the first three and how many there are. */
  static String values(double[] values) {
    String shown =
        Arrays.stream(values)
            .limit(values.length > SHOWN + 1 ? SHOWN : values.length)
            .mapToObj(NetworkTable::number)
            .collect(Collectors.joining(" "));
    return values.length > SHOWN + 1 ? shown + " .. (" + values.length + ")" : shown;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Numbers.fixed(value, 0) : Numbers.significant(value, 2);
  }
}
