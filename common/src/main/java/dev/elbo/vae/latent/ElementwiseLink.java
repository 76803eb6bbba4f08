package dev.elbo.vae.latent;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Parameter;
import java.util.List;

/** A scalar link for each block of parameters. */
final class ElementwiseLink implements Link {
  private static final long serialVersionUID = 1;

  private final int[] ends;
  private final ScalarLink[] links;

  /**
   * Links for the blocks of a family.
   *
   * @param links one a block, in the order of the blocks
   */
  ElementwiseLink(Family family, List<ScalarLink> links) {
    List<Parameter> blocks = family.parameters();
    if (links.size() != blocks.size()) {
      throw new IllegalArgumentException(
          "Cannot link %s: [%d] links for the blocks %s. Give one each."
              .formatted(family.name(), links.size(), blocks));
    }
    this.links = links.toArray(ScalarLink[]::new);
    this.ends = new int[blocks.size()];
    int end = 0;
    for (int b = 0; b < ends.length; b++) {
      end += blocks.get(b).length();
      ends[b] = end;
    }
  }

  @Override
  public void apply(double[] raw, double[] theta) {
    int i = 0;
    for (int b = 0; b < ends.length; b++) {
      for (; i < ends[b]; i++) {
        theta[i] = links[b].value(raw[i]);
      }
    }
  }

  @Override
  public void backward(double[] raw, double[] theta, double[] atTheta, double[] atRaw) {
    int i = 0;
    for (int b = 0; b < ends.length; b++) {
      for (; i < ends[b]; i++) {
        atRaw[i] = atTheta[i] * links[b].derivative(raw[i], theta[i]);
      }
    }
  }
}
