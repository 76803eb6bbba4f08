package dev.elbo.vae;

import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.Likelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A network that is measured: ReLU layers, normal latents.
 *
 * @param widths from the data to the latent, such as 784, 400, 20; the decoder mirrors the encoder
 * @param likelihood of the data
 */
public record Shape(List<Integer> widths, Likelihood likelihood) {
  public Shape {
    widths = List.copyOf(widths);
  }

  /**
   * Reads a shape.
   *
   * @param widths such as {@code 784-400-20}
   * @param likelihood {@code bernoulli} or {@code gaussian} with a learned variance
   */
  public static Shape of(String widths, String likelihood) {
    return new Shape(
        Arrays.stream(widths.split("-", -1)).map(Integer::valueOf).toList(),
        switch (likelihood) {
          case "bernoulli" -> new Bernoulli();
          case "gaussian" -> new LearnedGaussian();
          default -> throw new IllegalArgumentException("No likelihood [" + likelihood + "]");
        });
  }

  /** The textbook's network on MNIST. */
  public static Shape textbook() {
    return of("784-400-20", "bernoulli");
  }

  /** The width of the data. */
  public int features() {
    return widths.get(0);
  }

  /** The network. */
  public Architecture architecture() {
    List<Integer> hidden = widths.subList(1, widths.size() - 1);
    List<Integer> decoder = new ArrayList<>(hidden);
    Collections.reverse(decoder);
    return new Architecture(
        features(),
        hidden,
        Latents.normal(widths.get(widths.size() - 1)),
        decoder,
        Activation.RELU,
        likelihood);
  }

  /** The dense layers from the data to the data; heads side by side are one layer. */
  List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    int last = widths.size() - 1;
    for (int i = 1; i < last; i++) {
      layers.add(new Layer(widths.get(i - 1), widths.get(i)));
    }
    layers.add(new Layer(widths.get(last - 1), 2 * widths.get(last)));
    for (int i = last; i > 1; i--) {
      layers.add(new Layer(widths.get(i), widths.get(i - 1)));
    }
    int heads = likelihood.over(features()).heads().size();
    layers.add(new Layer(widths.get(1), heads * features()));
    return layers;
  }

  /**
   * One dense layer.
   *
   * @param in numbers that it reads
   * @param out numbers that it gives; of the posterior heads, mean and scale
   */
  record Layer(int in, int out) {}
}
