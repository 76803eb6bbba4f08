package dev.elbo.dl4j;

import dev.elbo.distribution.TemperatureSchedule;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Inputs;
import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Estimation;
import dev.elbo.vae.latent.Estimators;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.KlForm;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;
import org.nd4j.shade.jackson.annotation.JsonInclude;

/**
 * What a {@link VaeLayer} is, in the words of settings: the part of DL4J's JSON and YAML that is
 * ours. The names of the fields are a file format; its version says what they mean.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE,
    setterVisibility = Visibility.NONE)
final class VaeWords implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int VERSION = 2;

  /** Encoders read rows as they are. */
  private static final int OF_CELLS = 1;

  // Not final, and with defaults: Jackson sets what a file has.
  private int formatVersion = OF_CELLS;
  private List<Integer> encoder = List.of();
  private List<Integer> decoder = List.of();
  private String activation = word(Activation.RELU);
  private String initialization = word(Initialization.FAN_IN_UNIFORM);
  private String family = "normal";
  private int dimension = 1;
  private int components;
  private List<Double> prior = List.of();
  private List<String> likelihood = List.of("bernoulli");
  private int samples = 1;
  private int importanceSamples = 1;
  private double freeBits;
  private String kl = word(KlForm.AUTO);
  private String gradient = word(GradientForm.TOTAL);
  private String estimator = "auto";
  private String baseline = "none";
  private double beta = 1;
  private double warmUpEpochs;
  private double initialTemperature = 1;
  private double leastTemperature = 1;
  private double temperatureRate;
  private int temperatureEvery = 1;

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private List<Integer> inputCategories = List.of();

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private List<Integer> flaggedInputs = List.of();

  void architecture(Architecture a) {
    encoder = a.encoder();
    decoder = a.decoder();
    activation = word(a.activation());
    latents(a.latents());
    likelihood = LikelihoodWords.of(a.likelihood());
    boolean isOfCells = a.inputs().isCells();
    formatVersion = isOfCells ? OF_CELLS : VERSION;
    inputCategories = isOfCells ? List.of() : a.inputs().categories();
    flaggedInputs = a.inputs().flagged();
  }

  void encoder(List<Integer> widths) {
    encoder = List.copyOf(widths);
  }

  void decoder(List<Integer> widths) {
    decoder = List.copyOf(widths);
  }

  void activation(String word) {
    activation = word;
  }

  void initialization(String word) {
    initialization = word;
  }

  void latents(Latents latents) {
    family = latents.family();
    dimension = latents.dimension();
    components = latents.components();
    prior = latents.prior();
  }

  void likelihood(List<String> words) {
    likelihood = List.copyOf(words);
  }

  void objective(Objective o) {
    samples = o.samples();
    importanceSamples = o.importanceSamples();
    freeBits = o.freeBits();
    kl = word(o.kl());
    gradient = word(o.gradient());
    estimator = o.estimation().estimator();
    baseline = o.estimation().baseline();
  }

  void annealing(AnnealingSchedule a) {
    beta = a.beta();
    warmUpEpochs = a.warmUpEpochs();
    initialTemperature = a.temperature().initial();
    leastTemperature = a.temperature().least();
    temperatureRate = a.temperature().rate();
    temperatureEvery = a.temperature().every();
  }

  /** The network for rows of that width. */
  Architecture architecture(int features) {
    if (formatVersion > VERSION) {
      throw new IllegalArgumentException(
          "Cannot build the layer: its format version is [%d], and this version of Elbo knows [%d]. Use a newer one."
              .formatted(formatVersion, VERSION));
    }
    return new Architecture(
        features,
        encoder,
        latents(),
        decoder,
        constant(Activation.class, "activation", activation),
        LikelihoodWords.read(likelihood),
        inputCategories.isEmpty()
            ? Inputs.cells(features)
            : new Inputs(inputCategories, flaggedInputs));
  }

  Latents latents() {
    return new Latents(family, dimension, components, prior);
  }

  Objective objective() {
    String chosen = estimator.equals("auto") ? Estimators.fitting(latents()).get(0) : estimator;
    return new Objective(
        samples,
        importanceSamples,
        freeBits,
        constant(KlForm.class, "KL", kl),
        constant(GradientForm.class, "gradient", gradient),
        new Estimation(chosen, baseline));
  }

  AnnealingSchedule annealing() {
    return new AnnealingSchedule(
        beta,
        warmUpEpochs,
        new TemperatureSchedule(
            initialTemperature, leastTemperature, temperatureRate, temperatureEvery));
  }

  Initialization initialization() {
    return constant(Initialization.class, "initialization", initialization);
  }

  VaeWords copy() {
    VaeWords copy = new VaeWords();
    copy.formatVersion = formatVersion;
    copy.encoder = encoder;
    copy.decoder = decoder;
    copy.activation = activation;
    copy.initialization = initialization;
    copy.latents(latents());
    copy.likelihood = likelihood;
    copy.samples = samples;
    copy.importanceSamples = importanceSamples;
    copy.freeBits = freeBits;
    copy.kl = kl;
    copy.gradient = gradient;
    copy.estimator = estimator;
    copy.baseline = baseline;
    copy.annealing(annealing());
    copy.inputCategories = inputCategories;
    copy.flaggedInputs = flaggedInputs;
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VaeWords words && values().equals(words.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return values().toString();
  }

  private List<Object> values() {
    return Arrays.asList(
        formatVersion,
        encoder,
        decoder,
        activation,
        initialization,
        latents(),
        likelihood,
        samples,
        importanceSamples,
        freeBits,
        kl,
        gradient,
        estimator,
        baseline,
        annealing(),
        inputCategories,
        flaggedInputs);
  }

  /** The word of settings for an enum constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String what, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(Objects.requireNonNullElse(word, "")))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot use the %s [%s]: there is none. Use one of %s."
                        .formatted(
                            what,
                            word,
                            Arrays.stream(type.getEnumConstants()).map(VaeWords::word).toList())));
  }
}
