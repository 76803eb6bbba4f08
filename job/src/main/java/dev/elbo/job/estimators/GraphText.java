package dev.elbo.job.estimators;

import dev.elbo.estimator.graph.NetworkStep;
import dev.elbo.report.NetworkTable;
import java.util.List;

/** The graph of a step for a terminal: a drawing, then every node with its numbers. */
final class GraphText {
  /** What there is to see, also in the page. */
  static final List<String> EXPLANATION =
      List.of(
          "One row x goes forward through a network to the ELBO, and the gradient of the ELBO goes"
              + " back. The noise eps is an input, not an operation: z = mean + scale * eps can be"
              + " differentiated.",
          "Without the trick z would be a sampling node whose inputs are mean and scale, and the two"
              + " edges marked as cut would carry no gradient. The decoder would learn all the same;"
              + " the encoder would hear of the KL alone, never of the reconstruction.");

  private GraphText() {}

  static String of(NetworkStep trick, NetworkStep cut) {
    StringBuilder text = new StringBuilder("One reparameterized step, forward and backward\n\n");
    EXPLANATION.forEach(
        paragraph -> text.append(TextColumns.wrapped(paragraph, FindingsText.WIDTH, "")));
    return text.append('\n')
        .append(drawing(trick.network().hidden().size()))
        .append('\n')
        .append(TextColumns.of(NetworkTable.of(trick, cut)))
        .toString();
  }

  private static String drawing(int hidden) {
    StringBuilder text = new StringBuilder("  x\n  |\n");
    for (int i = 0; i < hidden; i++) {
      text.append("  encoder.").append(i).append('\n');
      text.append(i < hidden - 1 ? "  |\n" : "");
    }
    text.append(
        """
          |--------------------.
          mean                 log-variance
          |                    |
          |                    scale           eps ~ N(0, I)    the noise enters here
          |                    X               |
          |                    shift <---------'
          X                    |
          z <------------------'               X  no gradient passes here without the trick
          |
        """);
    for (int i = 0; i < hidden; i++) {
      text.append("  decoder.").append(i).append("\n  |\n");
    }
    return text.append(
            """
              logits
              |
              reconstruction       kl, of mean and log-variance
              |                    |
              elbo <---------------'
            """)
        .toString();
  }
}
