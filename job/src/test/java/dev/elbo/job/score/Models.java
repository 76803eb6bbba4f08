package dev.elbo.job.score;

import dev.elbo.distribution.Noise;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.feature.Schema;
import dev.elbo.store.LikelihoodMetadata;
import dev.elbo.store.Model;
import dev.elbo.store.ModelMetadata;
import dev.elbo.store.Tensor;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.likelihood.Likelihood;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Models without training: of initial or given parameters. */
final class Models {
  private Models() {}

  /** Columns c0, c1, .. that are not scaled. */
  static Scaling unscaled(int features) {
    return scaled(features, 0, 1);
  }

  /** All columns scaled alike. */
  static Scaling scaled(int features, double shift, double factor) {
    return new Scaling(
        "unit",
        Collections.nCopies(features, shift),
        Collections.nCopies(features, factor),
        List.of());
  }

  /** A network of one hidden layer a side. */
  static Architecture network(int features, int hidden, Latents latents, Likelihood likelihood) {
    return new Architecture(
        features, List.of(hidden), latents, List.of(hidden), Activation.RELU, likelihood);
  }

  /** Initial parameters. */
  static float[] initial(Architecture architecture) {
    return Initializer.initialize(
        new ParameterLayout(architecture), Initialization.FAN_IN_UNIFORM, Noise.of(1, 0, 0, 0));
  }

  /** A model of columns c0, c1, .. and seed 7. */
  static Model model(Architecture a, Scaling scaling, float[] parameters) {
    ModelMetadata metadata =
        new ModelMetadata(
            new Schema(columns(a.features()), Optional.empty(), Optional.empty()),
            Preparation.of(scaling),
            new ModelMetadata.Architecture(
                a.features(),
                a.encoder(),
                a.decoder(),
                "relu",
                "fan-in-uniform",
                new ModelMetadata.Latent(
                    a.latents().family(),
                    a.latents().dimension(),
                    a.latents().components() > 0
                        ? Optional.of(a.latents().components())
                        : Optional.empty(),
                    a.posterior().eventPrior()),
                LikelihoodMetadata.of(a.likelihood()),
                1),
            new ModelMetadata.Provenance("0.1.0", "settings", "rows", 1, 1, 1, 7));
    List<Tensor> tensors =
        new ParameterLayout(a)
            .tensors().stream()
                .map(
                    t ->
                        Tensor.of(
                            t.name(),
                            Arrays.copyOfRange(parameters, t.offset(), t.offset() + t.length()),
                            t.shape()))
                .toList();
    return new Model(metadata, tensors);
  }

  static List<String> columns(int features) {
    return IntStream.range(0, features).mapToObj(i -> "c" + i).toList();
  }
}
