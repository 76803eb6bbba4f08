package dev.elbo.report;

import dev.elbo.estimator.graph.NetworkStep;
import dev.elbo.estimator.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph of a step, drawn from x at the top to the ELBO at the bottom. Values flow down, the
 * gradients in the boxes up; the two edges that gradients pass only by the trick are dashed.
 */
final class GraphPicture {
  private static final int COLUMN = 282;
  private static final int ROW = 128;
  private static final int BOX_WIDTH = 250;
  private static final int BOX_HEIGHT = 92;
  private static final int TOP = 8;
  private static final int INSET = 10;
  private static final int LINE = 17;

  private final NetworkStep trick;
  private final NetworkStep cut;
  private final Map<String, int[]> places = new LinkedHashMap<>();

  private GraphPicture(NetworkStep trick, NetworkStep cut) {
    this.trick = trick;
    this.cut = cut;
    place();
  }

  /** The picture as an SVG element. */
  static String svg(NetworkStep trick, NetworkStep cut) {
    return new GraphPicture(trick, cut).draw();
  }

  /** Row and column of each node; parameters stand inside of their layer. */
  private void place() {
    int row = 0;
    places.put("x", new int[] {row++, 1});
    int hidden = trick.network().hidden().size();
    for (int i = 0; i < hidden; i++) {
      places.put("encoder." + i, new int[] {row++, 1});
    }
    places.put("mean", new int[] {row, 0});
    places.put("log-variance", new int[] {row++, 2});
    places.put("scale", new int[] {row, 2});
    places.put("eps", new int[] {row++, 3});
    places.put("shift", new int[] {row++, 2});
    places.put("z", new int[] {row++, 1});
    for (int i = 0; i < hidden; i++) {
      places.put("decoder." + i, new int[] {row++, 1});
    }
    places.put("logits", new int[] {row++, 1});
    places.put("reconstruction", new int[] {row, 1});
    places.put("kl", new int[] {row++, 0});
    places.put("elbo", new int[] {row, 1});
  }

  private String draw() {
    int height = TOP + (places.get("elbo")[0] + 1) * ROW - (ROW - BOX_HEIGHT) + TOP;
    Svg svg =
        new Svg(
            "graph",
            3 * COLUMN + BOX_WIDTH + 4,
            height,
            "One reparameterized step",
            "Boxes from x to the ELBO with their values and gradients. Without the trick, the edges"
                + " from mean to z and from scale to shift are cut.");
    edges(svg);
    for (String name : places.keySet()) {
      box(svg, trick.graph().node(name));
    }
    return svg.close();
  }

  private void edges(Svg svg) {
    for (String name : places.keySet()) {
      for (Node input : trick.graph().node(name).inputs()) {
        if (input.kind() != Node.Kind.PARAMETER) {
          edge(svg, input.name(), name);
        }
      }
    }
    double z = top("z") - 12;
    svg.text(middle("mean") + 18, z - 26, "label lost", "cut without");
    svg.text(middle("mean") + 18, z - 10, "label lost", "the trick");
    svg.text(middle("scale") + 10, top("shift") - 14, "label lost", "cut without the trick");
    svg.text(left("eps") + 34, top("eps") + BOX_HEIGHT + 18, "label", "the noise enters here");
  }

  private void edge(Svg svg, String from, String to) {
    switch (from + " " + to) {
      case "mean z" ->
          arrow(
              svg,
              "edge cut",
              List.of(
                  at(middle("mean") + 12, bottom("mean")),
                  at(middle("mean") + 12, top("z") + 40.0),
                  at(left("z"), top("z") + 40.0)));
      case "scale shift" -> down(svg, "edge cut", from, to, 0);
      case "eps shift" ->
          arrow(
              svg,
              "edge",
              List.of(
                  at(left("eps") + 24.0, bottom("eps")),
                  at(left("eps") + 24.0, top("shift") + 40.0),
                  at(left("shift") + BOX_WIDTH, top("shift") + 40.0)));
      case "shift z" ->
          arrow(
              svg,
              "edge",
              List.of(
                  at(middle("shift"), bottom("shift")),
                  at(middle("shift"), top("z") + 40.0),
                  at(left("z") + BOX_WIDTH, top("z") + 40.0)));
      case "mean kl" -> down(svg, "edge", from, to, -40);
      case "log-variance kl" ->
          arrow(
              svg,
              "edge",
              List.of(
                  at(left("log-variance"), top("log-variance") + 60.0),
                  at(left("z") - 12.0, top("log-variance") + 60.0),
                  at(left("z") - 12.0, top("kl") + 30.0),
                  at(left("kl") + BOX_WIDTH, top("kl") + 30.0)));
      case "x reconstruction" ->
          arrow(
              svg,
              "edge",
              List.of(
                  at(left("x") + BOX_WIDTH, top("x") + 40.0),
                  at(left("x") + BOX_WIDTH + 14.0, top("x") + 40.0),
                  at(left("x") + BOX_WIDTH + 14.0, top("reconstruction") + 40.0),
                  at(left("x") + BOX_WIDTH, top("reconstruction") + 40.0)));
      case "kl elbo" ->
          arrow(
              svg,
              "edge",
              List.of(
                  at(middle("kl"), bottom("kl")),
                  at(middle("kl"), top("elbo") + 40.0),
                  at(left("elbo"), top("elbo") + 40.0)));
      default -> straight(svg, from, to);
    }
  }

  /** Down a column, or to a neighbouring one by its side. */
  private void straight(Svg svg, String from, String to) {
    int across = places.get(to)[1] - places.get(from)[1];
    if (across == 0) {
      down(svg, "edge", from, to, 0);
      return;
    }
    double x = middle(from) + across * 60.0;
    double bend = bottom(from) + 18.0;
    arrow(
        svg,
        "edge",
        List.of(at(x, bottom(from)), at(x, bend), at(middle(to), bend), at(middle(to), top(to))));
  }

  private void down(Svg svg, String cssClass, String from, String to, double aside) {
    double x = middle(from) + aside;
    arrow(svg, cssClass, List.of(at(x, bottom(from)), at(x, top(to))));
  }

  private static void arrow(Svg svg, String cssClass, List<double[]> points) {
    StringBuilder path = new StringBuilder();
    for (double[] p : points) {
      path.append(path.length() == 0 ? "M" : "L");
      path.append(Numbers.pixel(p[0])).append(' ').append(Numbers.pixel(p[1]));
    }
    svg.shape(path.toString(), cssClass);
    double[] end = points.get(points.size() - 1);
    double[] before = points.get(points.size() - 2);
    double dx = Math.signum(end[0] - before[0]);
    double dy = Math.signum(end[1] - before[1]);
    svg.shape(
        "M%s %sL%s %sL%s %sZ"
            .formatted(
                Numbers.pixel(end[0]),
                Numbers.pixel(end[1]),
                Numbers.pixel(end[0] - 8 * dx - 4 * dy),
                Numbers.pixel(end[1] - 8 * dy - 4 * dx),
                Numbers.pixel(end[0] - 8 * dx + 4 * dy),
                Numbers.pixel(end[1] - 8 * dy + 4 * dx)),
        cssClass.replace("edge", "head"));
  }

  private void box(Svg svg, Node node) {
    double x = left(node.name());
    double y = top(node.name());
    svg.rect(x, y, BOX_WIDTH, BOX_HEIGHT, "box " + kind(node), node.operation());
    svg.text(x + INSET, y + LINE, "title", node.name() + " " + NetworkTable.shape(node));
    svg.text(x + BOX_WIDTH - INSET, y + LINE, "label end", node.operation());
    List<String> lines = new ArrayList<>();
    lines.add("value " + NetworkTable.values(node.value()));
    if (node.kind() != Node.Kind.DATA && node.kind() != Node.Kind.NOISE) {
      lines.add("gradient " + NetworkTable.values(trick.gradients().of(node)));
    }
    double at = y + LINE;
    for (String line : lines) {
      at += LINE;
      svg.text(x + INSET, at, "line", Numbers.typographic(line));
    }
    if (lines.size() == 2) {
      lost(svg, node, x + INSET, at + LINE);
    }
    parameters(svg, node, x + INSET, y + 5 * LINE);
  }

  private void lost(Svg svg, Node node, double x, double y) {
    String without = NetworkTable.without(node, trick, cut);
    if (without.equals("not in the graph")) {
      svg.text(x, y, "line lost", "without the trick: " + without);
    } else if (!without.isEmpty()) {
      svg.text(x, y, "line lost", Numbers.typographic("without " + without));
    }
  }

  /** The lengths of the gradients of weight and bias of a layer. */
  private void parameters(Svg svg, Node node, double x, double y) {
    List<Node> parameters =
        node.inputs().stream().filter(n -> n.kind() == Node.Kind.PARAMETER).toList();
    if (parameters.isEmpty()) {
      return;
    }
    double with = 0;
    double without = 0;
    for (Node parameter : parameters) {
      with = Math.hypot(with, length(trick.gradients().of(parameter)));
      without = Math.hypot(without, length(cut.gradients().of(cut.graph().node(parameter.name()))));
    }
    String text =
        "W %s, b %s: |gradient| %s"
            .formatted(
                NetworkTable.shape(parameters.get(0)),
                NetworkTable.shape(parameters.get(1)),
                Numbers.significant(with, 2));
    if (with != without) {
      text += " (" + Numbers.significant(without, 2) + ")";
    }
    svg.text(x, y, "label", text);
  }

  private static double length(double[] vector) {
    double sum = 0;
    for (double each : vector) {
      sum += each * each;
    }
    return Math.sqrt(sum);
  }

  private static String kind(Node node) {
    return switch (node.kind()) {
      case NOISE -> "noise";
      case DATA -> "data";
      default -> node.name().equals("z") ? "sample" : "computed";
    };
  }

  private static double[] at(double x, double y) {
    return new double[] {x, y};
  }

  private double left(String name) {
    return 2.0 + places.get(name)[1] * COLUMN;
  }

  private double middle(String name) {
    return left(name) + BOX_WIDTH / 2.0;
  }

  private double top(String name) {
    return TOP + (double) places.get(name)[0] * ROW;
  }

  private double bottom(String name) {
    return top(name) + BOX_HEIGHT;
  }
}
