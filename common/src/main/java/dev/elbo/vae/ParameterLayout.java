package dev.elbo.vae;

import dev.elbo.distribution.Parameter;
import dev.elbo.vae.latent.Posterior;
import dev.elbo.vae.likelihood.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Where each named tensor lies in the one flat parameter vector (and in the gradient). A weight has
 * shape [in, out] in C order, as in DL4J, Keras and JAX; PyTorch's Linear holds its transpose. The
 * forward product x W reads both factors along their rows, which is the fastest for every BLAS.
 */
public final class ParameterLayout {

  /**
   * One named tensor.
   *
   * @param name such as {@code encoder.0.weight}
   * @param offset its first element in the flat vector
   * @param out units that it feeds
   * @param in units that it reads; for a bias the fan-in of its layer, which does not count towards
   *     {@link #length}
   */
  public record Tensor(String name, int offset, int out, int in) {

    /** True for a bias vector of shape [out]. */
    public boolean isBias() {
      return name.endsWith(".bias");
    }

    /** The number of elements. */
    public int length() {
      return isBias() ? out : Math.multiplyExact(out, in);
    }

    /** [out] or [in, out]. */
    public int[] shape() {
      return isBias() ? new int[] {out} : new int[] {in, out};
    }
  }

  private final List<Tensor> tensors;
  private final int length;

  /** The layout of a network: encoder, posterior heads, decoder, likelihood heads. */
  public ParameterLayout(Architecture architecture) {
    List<Tensor> list = new ArrayList<>();
    int width = stack(list, "encoder", architecture.inputs().width(), architecture.encoder());
    Posterior posterior = architecture.posterior();
    for (Parameter head : posterior.heads()) {
      layer(list, "posterior." + head.name(), width, head.length());
    }
    width = stack(list, "decoder", posterior.inputs(), architecture.decoder());
    for (Head head : architecture.likelihood().over(architecture.features()).heads()) {
      layer(list, "likelihood." + head.name(), width, head.width());
    }
    tensors = List.copyOf(list);
    length = end(list);
  }

  /** All tensors in the order of the vector. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /** The number of parameters. */
  public int length() {
    return length;
  }

  /** The tensor of that name. */
  public Tensor tensor(String name) {
    return tensors.stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("No tensor [" + name + "]"));
  }

  private static int stack(List<Tensor> list, String name, int in, List<Integer> widths) {
    int width = in;
    for (int i = 0; i < widths.size(); i++) {
      layer(list, name + "." + i, width, widths.get(i));
      width = widths.get(i);
    }
    return width;
  }

  private static void layer(List<Tensor> list, String name, int in, int out) {
    list.add(new Tensor(name + ".weight", end(list), out, in));
    list.add(new Tensor(name + ".bias", end(list), out, in));
  }

  private static int end(List<Tensor> list) {
    if (list.isEmpty()) {
      return 0;
    }
    Tensor last = list.get(list.size() - 1);
    return Math.addExact(last.offset(), last.length());
  }
}
