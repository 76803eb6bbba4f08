package dev.elbo.job.ml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.Sparks;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final int[] DIMENSIONS = {1, 3};

  @TempDir private Path folder;
  private SparkSession spark;
  private VariationalAutoencoder vae;

  @BeforeEach
  void start() {
    spark = Sparks.local(2);
    vae = Rows.quick().setElboCol("elbo");
  }

  @Test
  void aPipelineIsSavedAndGivesTheSameBytesInANewJvm() throws Exception {
    Pipeline pipeline = pipeline(vae);
    pipeline.save(folder + "/untrained");
    assertThat(Pipeline.load(folder + "/untrained").getStages())
        .extracting(PipelineStage::uid)
        .containsExactly(
            List.of(pipeline.getStages()).stream().map(s -> s.uid()).toArray(String[]::new));
    PipelineModel model = pipeline.fit(Rows.table(spark));
    model.save(folder + "/model");
    Rows.table(spark).write().parquet(folder + "/rows");
    List<String> here = ScoresOfASavedPipeline.cells(model, spark, folder + "/rows");
    assertThat(here).hasSize(300).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(inANewJvm())).isEqualTo(here);
  }

  @Test
  void crossValidationComparesLatentDimensions() throws Exception {
    ParamMap[] grid = new ParamGridBuilder().addGrid(vae.latentDimension(), DIMENSIONS).build();
    CrossValidator validator =
        new CrossValidator()
            .setEstimator(pipeline(vae.setEpochs(1)))
            .setEstimatorParamMaps(grid)
            .setEvaluator(new ElboEvaluator())
            .setNumFolds(2)
            .setSeed(1);
    CrossValidatorModel model = validator.fit(Rows.table(spark));
    assertThat(model.avgMetrics()).hasSize(2).doesNotContain(Double.NaN);
    int best = model.avgMetrics()[0] > model.avgMetrics()[1] ? 0 : 1;
    VariationalAutoencoderModel chosen = trained(model.bestModel());
    assertThat(chosen.metadata().architecture().latent().dimension()).isEqualTo(DIMENSIONS[best]);
    assertThat(chosen.getLatentDimension()).isEqualTo(DIMENSIONS[best]);
    model.save(folder + "/validated");
    CrossValidatorModel loaded = CrossValidatorModel.load(folder + "/validated");
    assertThat(trained(loaded.bestModel()).metadata()).isEqualTo(chosen.metadata());
  }

  @Test
  void aSplitComparesLatentDimensions() {
    ParamMap[] grid = new ParamGridBuilder().addGrid(vae.latentDimension(), DIMENSIONS).build();
    TrainValidationSplitModel model =
        new TrainValidationSplit()
            .setEstimator(vae.setInputCols(Rows.COLUMNS).setEpochs(1))
            .setEstimatorParamMaps(grid)
            .setEvaluator(new ElboEvaluator())
            .setSeed(1)
            .fit(Rows.table(spark));
    assertThat(model.validationMetrics()).hasSize(2).doesNotContain(Double.NaN);
  }

  private static Pipeline pipeline(VariationalAutoencoder vae) {
    StringIndexer indexer = new StringIndexer().setInputCol("kind").setOutputCol("index");
    VectorAssembler assembler =
        new VectorAssembler()
            .setInputCols(new String[] {"a", "b", "c", "index"})
            .setOutputCol("features");
    return new Pipeline().setStages(new PipelineStage[] {indexer, assembler, vae});
  }

  private static VariationalAutoencoderModel trained(Object pipeline) {
    return (VariationalAutoencoderModel) ((PipelineModel) pipeline).stages()[2];
  }

  private Path inANewJvm() throws Exception {
    Path out = folder.resolve("cells.txt");
    Path log = folder.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Djdk."))
        .forEach(command::add);
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    assertThat(classes).contains(File.pathSeparator);
    command.addAll(
        List.of(
            "-cp",
            classes,
            ScoresOfASavedPipeline.class.getName(),
            folder + "/model",
            folder + "/rows",
            out.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return out;
  }
}
