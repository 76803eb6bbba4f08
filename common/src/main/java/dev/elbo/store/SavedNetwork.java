package dev.elbo.store;

import dev.elbo.ElboException;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Inputs;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Posterior;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The network of a model, ready to run.
 *
 * @param architecture its shape
 * @param parameters of it, one flat vector
 */
public record SavedNetwork(Architecture architecture, float[] parameters) {

  /**
   * Builds the network that the metadata of a model describes.
   *
   * @throws ElboException (data) if this version does not know a part of it, or its tensors are
   *     those of another network
   */
  public static SavedNetwork of(Model model) {
    Architecture architecture;
    ParameterLayout layout;
    try {
      architecture = architecture(model.metadata().architecture());
      layout = new ParameterLayout(architecture);
    } catch (IllegalArgumentException e) {
      throw ElboException.data(
          "Cannot run the model: this version of Elbo does not know its %s. Use version [%s] or a newer one."
              .formatted(e.getMessage(), model.metadata().provenance().elboVersion()),
          e);
    }
    List<String> needed = layout.tensors().stream().map(t -> name(t.name(), t.shape())).toList();
    List<String> found = model.parameters().stream().map(t -> name(t.name(), t.shape())).toList();
    if (!found.equals(needed)) {
      throw ElboException.data(
          "Cannot run the model: its tensors are %s, its architecture needs %s. Restore both files of one model."
              .formatted(found, needed));
    }
    float[] parameters = new float[layout.length()];
    for (int i = 0; i < found.size(); i++) {
      float[] values = model.parameters().get(i).floats();
      System.arraycopy(values, 0, parameters, layout.tensors().get(i).offset(), values.length);
    }
    return new SavedNetwork(architecture, parameters);
  }

  private static Architecture architecture(ModelMetadata.Architecture words) {
    return new Architecture(
        words.features(),
        words.encoder(),
        latents(words.latent()),
        words.decoder(),
        activation(words.activation()),
        LikelihoodMetadata.read(words.likelihood()),
        words
            .inputs()
            .map(inputs -> new Inputs(inputs.categories(), inputs.flagged()))
            .orElseGet(() -> Inputs.cells(words.features())));
  }

  /** A prior that is the family's own goes without saying, as in most settings. */
  static Latents latents(ModelMetadata.Latent words) {
    if (!Posterior.names().contains(words.family())) {
      throw new IllegalArgumentException("latent family [" + words.family() + "]");
    }
    Latents own =
        new Latents(words.family(), words.dimension(), words.components().orElse(0), List.of());
    Optional<List<Double>> prior = words.prior();
    return prior.isEmpty() || prior.equals(Posterior.of(own).eventPrior())
        ? own
        : new Latents(own.family(), own.dimension(), own.components(), prior.get());
  }

  private static Activation activation(String word) {
    return Arrays.stream(Activation.values())
        .filter(a -> a.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("activation [" + word + "]"));
  }

  private static String name(String name, int[] shape) {
    return name + " " + Arrays.toString(shape);
  }
}
