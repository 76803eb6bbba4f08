package dev.elbo.job.train;

import dev.elbo.Versions;
import dev.elbo.dl4j.NetworkFile;
import dev.elbo.dl4j.VaeLayer;
import dev.elbo.settings.ModelSettings;
import dev.elbo.settings.Settings;
import dev.elbo.settings.TrainingSettings;
import dev.elbo.store.Anomaly;
import dev.elbo.store.LikelihoodMetadata;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.ModelMetadata;
import dev.elbo.store.Tensor;
import dev.elbo.vae.Inputs;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Posterior;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Puts together the model directory: nothing in it tells of the circumstances of training. */
final class ModelWriter {
  private ModelWriter() {}

  static void write(
      Configuration hadoop,
      Path directory,
      TrainingPlan plan,
      int epoch,
      float[] parameters,
      Optional<Anomaly> anomaly) {
    ParameterLayout layout = new ParameterLayout(plan.architecture());
    List<Tensor> tensors =
        layout.tensors().stream()
            .map(
                tensor ->
                    Tensor.of(
                        tensor.name(),
                        Arrays.copyOfRange(
                            parameters, tensor.offset(), tensor.offset() + tensor.length()),
                        tensor.shape()))
            .toList();
    ModelMetadata metadata =
        new ModelMetadata(
            plan.data().schema(),
            plan.data().preparation(),
            architecture(plan),
            provenance(plan, epoch),
            anomaly);
    VaeLayer layer = layer(plan);
    long seed = plan.settings().training().seed();
    ModelDirectory.write(
        hadoop,
        directory,
        new Model(metadata, tensors),
        out -> NetworkFile.write(out, layer, seed, epoch, parameters));
  }

  /** The network as Deeplearning4j has it, ready to be trained on. */
  private static VaeLayer layer(TrainingPlan plan) {
    ModelSettings model = plan.settings().model();
    TrainingSettings training = plan.settings().training();
    VaeLayer.Builder layer =
        new VaeLayer.Builder()
            .network(plan.architecture())
            .objective(model.objective())
            .annealing(model.annealing())
            .initialization(model.initialization())
            .optimizer(training.optimizer());
    training.clipNorm().ifPresent(layer::clipNorm);
    return layer.build();
  }

  private static ModelMetadata.Architecture architecture(TrainingPlan plan) {
    ModelSettings model = plan.settings().model();
    return new ModelMetadata.Architecture(
        plan.architecture().features(),
        model.encoder(),
        model.decoder(),
        word(model.activation()),
        word(model.initialization()),
        latent(model.latents()),
        LikelihoodMetadata.of(plan.architecture().likelihood()),
        model.annealing().beta(),
        inputs(plan.architecture().inputs()));
  }

  private static Optional<ModelMetadata.Inputs> inputs(Inputs inputs) {
    return inputs.isCells()
        ? Optional.empty()
        : Optional.of(new ModelMetadata.Inputs(inputs.categories(), inputs.flagged()));
  }

  private static ModelMetadata.Latent latent(Latents latents) {
    return new ModelMetadata.Latent(
        latents.family(),
        latents.dimension(),
        latents.components() > 0 ? Optional.of(latents.components()) : Optional.empty(),
        Posterior.of(latents).eventPrior());
  }

  private static ModelMetadata.Provenance provenance(TrainingPlan plan, int epoch) {
    Settings settings = plan.settings();
    return new ModelMetadata.Provenance(
        Versions.elbo(),
        plan.resolved().digest(),
        plan.data().fingerprint(),
        plan.data().profile().rows(),
        plan.shards(),
        epoch,
        settings.training().seed());
  }

  /** The word of settings for an enum constant. */
  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
