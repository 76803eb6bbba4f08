package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.feature.Schema;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Schedule;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.settings.AveragingSettings.Every;
import dev.elbo.settings.AveragingSettings.Every.Unit;
import dev.elbo.settings.AveragingSettings.Outer;
import dev.elbo.settings.DataSettings.CsvLayout;
import dev.elbo.settings.DataSettings.Format;
import dev.elbo.settings.DataSettings.Header;
import dev.elbo.settings.DataSettings.Kinds;
import dev.elbo.settings.DataSettings.Missing;
import dev.elbo.settings.DataSettings.Reading;
import dev.elbo.settings.DataSettings.Scale;
import dev.elbo.settings.DataSettings.Unknown;
import dev.elbo.settings.DataSettings.Validation;
import dev.elbo.settings.TrainingSettings.Checkpoints;
import dev.elbo.settings.TrainingSettings.EarlyStopping;
import dev.elbo.settings.TrainingSettings.Resume;
import dev.elbo.vae.Activation;
import dev.elbo.vae.AnomalyScore;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.cuda.MatrixPrecision;
import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.LearnedGaussian;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvedSettingsTest {
  private static final AveragingSettings AUTOMATIC =
      new AveragingSettings(
          new Every(Unit.AUTO, OptionalInt.empty()),
          0,
          1,
          Optional.empty(),
          AveragingSettings.Scale.AUTO,
          new Outer("auto", OptionalDouble.empty(), OptionalDouble.empty(), 0.9, 0.99, 1e-3),
          OptionalDouble.empty());

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  @Test
  void theDefaultsAreThoseOfTheDocumentation() {
    assertThat(desk.minimal("").settings())
        .isEqualTo(
            new Settings(
                new DataSettings(
                    Format.CSV,
                    desk.uri("rows.csv"),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    new CsvLayout(Header.PRESENT, ',', '"'),
                    Reading.PLAIN,
                    Scale.NONE,
                    0,
                    255,
                    Missing.ERROR,
                    new Kinds(List.of(), List.of(), 0.001, Unknown.OTHER),
                    new Validation(0.1, Optional.empty())),
                new ModelSettings(
                    List.of(400),
                    List.of(400),
                    Activation.RELU,
                    Initialization.FAN_IN_UNIFORM,
                    Latents.normal(20),
                    new LikelihoodSettings.Same(new Bernoulli()),
                    Objective.elbo(),
                    AnnealingSchedule.beta(1)),
                new TrainingSettings(
                    10,
                    128,
                    1,
                    OptionalInt.empty(),
                    Optimizer.adam(1e-3),
                    AUTOMATIC,
                    3,
                    Optional.empty(),
                    OptionalDouble.empty(),
                    new Checkpoints(1, 2),
                    Resume.AUTO,
                    Engine.FUSED,
                    new GpuSettings(
                        0,
                        GpuSettings.Fallback.FAIL,
                        GpuSettings.Engine.AUTO,
                        MatrixPrecision.FP32)),
                new AnomalySettings(AnomalyScore.RECONSTRUCTION, 16, 0.99),
                Desk.RETRAIN,
                new OutputSettings(desk.uri("output"), "model", false)));
  }

  @Test
  void everyKeyArrivesInItsComponent() {
    ResolvedSettings resolved =
        desk.write(
                "all.conf",
                """
                elbo {
                  data {
                    format = parquet, path = /rows, columns = [b, "a c"], label = kind, image = [1, 2]
                    options { header = false, separator = "\\t", quote = "'", mergeSchema = true }
                    filter = "b > 0", sample = 0.5
                    scale = minmax, range = [-1, 2.5], missing = mean
                    validation { path = "hdfs://host/other" }
                  }
                  model {
                    encoder = [512, 256], decoder = [], activation = leaky-relu
                    initialization = he-normal
                    latent { family = normal, dimension = 3 }
                    likelihood = gaussian, likelihood-variance = 0.25, beta = 4
                  }
                  training {
                    epochs = 7, batch-size = 32, seed = -5, shards = 6
                    optimizer {
                      name = adamw, learning-rate = 0.01, beta1 = 0.8, beta2 = 0.9, epsilon = 1e-7
                      weight-decay = 0.1
                      schedule { name = step, every = 2.5, decay = 0.5, warm-up-epochs = 1.5 }
                    }
                    averaging {
                      every = 50, early { epochs = 2, steps = 10 }, moments = reset, scale = none, iterate-average = 0.5
                      outer { name = yogi, rate = 0.1, beta1 = 0.8, beta2 = 0.95, tau = 1e-4 }
                    }
                    divergence.tries = 5
                    early-stopping { patience = 3, min-delta = 0.5 }
                    clip-norm = 10, checkpoint { every = 2, keep = 5 }, resume = never
                    engine = nd4j, gpu { amount = 1, fallback = cpu, engine = cuda, precision = tf32 }
                  }
                  anomaly { score = importance, samples = 4, quantile = 0.5 }
                  output { dir = "s3a://bucket/out", name = m-1, overwrite = true }
                }
                """)
            .read("all.conf");
    assertThat(resolved.settings())
        .isEqualTo(
            new Settings(
                new DataSettings(
                    Format.PARQUET,
                    "/rows",
                    List.of("b", "a c"),
                    Optional.of("kind"),
                    Optional.of(new Schema.ImageShape(1, 2)),
                    new CsvLayout(Header.ABSENT, '\t', '\''),
                    new Reading(Map.of("mergeSchema", "true"), Optional.of("b > 0"), 0.5),
                    Scale.MINMAX,
                    -1,
                    2.5,
                    Missing.MEAN,
                    new Kinds(List.of(), List.of(), 0.001, Unknown.OTHER),
                    new Validation(0, Optional.of("hdfs://host/other"))),
                new ModelSettings(
                    List.of(512, 256),
                    List.of(),
                    Activation.LEAKY_RELU,
                    Initialization.HE_NORMAL,
                    Latents.normal(3),
                    new LikelihoodSettings.Same(new Gaussian(0.25)),
                    Objective.elbo(),
                    AnnealingSchedule.beta(4)),
                new TrainingSettings(
                    7,
                    32,
                    -5,
                    OptionalInt.of(6),
                    new Optimizer(
                        Optimizer.Rule.ADAMW,
                        0.01,
                        new Schedule.WarmUp(1.5, new Schedule.Step(2.5, 0.5)),
                        0.8,
                        0.9,
                        1e-7,
                        0.9,
                        0.95,
                        0.1),
                    new AveragingSettings(
                        new Every(Unit.STEPS, OptionalInt.of(50)),
                        2,
                        10,
                        Optional.of(Moments.RESET),
                        AveragingSettings.Scale.NONE,
                        new Outer(
                            "yogi",
                            OptionalDouble.empty(),
                            OptionalDouble.of(0.1),
                            0.8,
                            0.95,
                            1e-4),
                        OptionalDouble.of(0.5)),
                    5,
                    Optional.of(new EarlyStopping(3, 0.5)),
                    OptionalDouble.of(10),
                    new Checkpoints(2, 5),
                    Resume.NEVER,
                    Engine.ND4J,
                    new GpuSettings(
                        1,
                        GpuSettings.Fallback.CPU,
                        GpuSettings.Engine.CUDA,
                        MatrixPrecision.TF32)),
                new AnomalySettings(AnomalyScore.IMPORTANCE, 4, 0.5),
                Desk.RETRAIN,
                new OutputSettings("s3a://bucket/out", "m-1", true)));
  }

  @Test
  void theVarianceOfAGaussianIsLearnedUnlessGiven() {
    assertThat(desk.minimal("elbo.model.likelihood = gaussian").settings().model().likelihood())
        .isEqualTo(new LikelihoodSettings.Same(new LearnedGaussian()));
  }

  @Test
  void theTextsOfTheCommandLineBecomeNumbersTruthsAndLists() {
    Settings settings =
        desk.minimal(
                "",
                "elbo.training.epochs=3",
                "elbo.training.optimizer.learning-rate=5e-4",
                "elbo.output.overwrite=true",
                "elbo.model.encoder=[7, 8]",
                "elbo.data.label=3",
                "elbo.data.range=[0,16]")
            .settings();
    assertThat(settings.training().epochs()).isEqualTo(3);
    assertThat(settings.training().optimizer().learningRate()).isEqualTo(5e-4);
    assertThat(settings.output().overwrite()).isTrue();
    assertThat(settings.model().encoder()).containsExactly(7, 8);
    assertThat(settings.data().label()).contains("3");
    assertThat(settings.data().rangeHigh()).isEqualTo(16);
  }

  @Test
  void aSetOfNullUnsets() {
    assertThat(desk.minimal("elbo.data.label = kind", "elbo.data.label=null").settings().data())
        .extracting(DataSettings::label)
        .isEqualTo(Optional.empty());
  }

  @Test
  void aSetMayFillAWholeSection() {
    ResolvedSettings resolved = desk.minimal("", "elbo.training.checkpoint={every = 3, keep = 4}");
    assertThat(resolved.settings().training().checkpoint()).isEqualTo(new Checkpoints(3, 4));
  }

  @Test
  void filesOfOtherSystemsRead() {
    String text = "\uFEFF" + Desk.MINIMAL + "elbo.training.epochs = 3\n";
    desk.write("x.conf", text.replace("\n", "\r\n"));
    assertThat(desk.read("x.conf").settings().training().epochs()).isEqualTo(3);
  }

  @Test
  void aValueMayBuildOnTheOneBelowIt() {
    ResolvedSettings resolved =
        desk.minimal(
            "elbo.data.columns = [a]\nelbo.data.columns += b",
            "elbo.data.path=${elbo.data.path}/more");
    assertThat(resolved.settings().data().columns()).containsExactly("a", "b");
    assertThat(resolved.settings().data().path()).isEqualTo(desk.uri("rows.csv/more"));
  }
}
