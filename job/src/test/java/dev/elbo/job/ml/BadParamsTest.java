package dev.elbo.job.ml;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.ElboException;
import dev.elbo.job.Sparks;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BadParamsTest {
  private SparkSession spark;

  @BeforeEach
  void start() {
    spark = Sparks.local(2);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatExceptionOfType(ElboException.class).isThrownBy(call).withMessage(message);
  }

  @Test
  void aValueOutOfItsRangeIsRefusedWhenItIsSet() {
    VariationalAutoencoder vae = new VariationalAutoencoder();
    refused(
        () -> vae.setLatentDimension(0),
        "Cannot use latentDimension: [0] is less than [1]. Give 1 or more.");
    refused(
        () -> vae.setLearningRate(Double.NaN),
        "Cannot use learningRate: [NaN] is not positive. Give a finite number above 0.");
    refused(
        () -> vae.setLikelihood("gausian"),
        "Cannot use likelihood: [gausian] is not one of [bernoulli, continuous-bernoulli, gaussian, laplace, student-t, poisson, negative-binomial, categorical, mixed]. Did you mean gaussian?");
    refused(
        () -> vae.setShards("many"),
        "Cannot use shards: [many] is neither a number nor one of [auto]. Give one of the two.");
    refused(
        () -> vae.setShards("1.5"),
        "Cannot use shards: [1.5] is not a whole number. Give one such as 10.");
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedBeforeAnythingIsRead() {
    Dataset<Row> rows = Rows.vectors(spark);
    refused(
        () -> Rows.quick().setMomentum(0.5).transformSchema(rows.schema()),
        "Cannot use elbo.training.optimizer.momentum (param momentum): elbo.training.optimizer.name [adam] does not use it. Remove it, or set elbo.training.optimizer.name to one of [nesterovs].");
    refused(
        () -> Rows.quick().setSettings("elbo.model.lattent = 3").fit(rows),
        "Cannot use elbo.model.lattent (settings: 1): there is no such setting. Did you mean elbo.model.latent?");
    refused(
        () -> Rows.quick().setSettings("elbo.data.filter = \"a > 0\"").fit(rows),
        "Cannot use elbo.data.filter [a > 0]: the rows are those of a DataFrame. Remove it, and filter the rows.");
    refused(
        () -> Rows.quick().setSettings("nowhere/x.conf").fit(rows),
        "Cannot read settings file nowhere/x.conf: [file:%s/nowhere/x.conf] is not a file. Give the path of one, such as conf/digits.conf."
            .formatted(java.nio.file.Path.of("").toAbsolutePath()));
  }

  @Test
  void featuresThatAreNotThereAreNamed() {
    Dataset<Row> rows = Rows.table(spark);
    refused(
        () -> Rows.quick().fit(rows),
        "Cannot find column [features] (param featuresCol): the columns are [a, b, c, kind]. Set featuresCol or inputCols.");
    refused(
        () -> Rows.quick().setInputCols("a", "x").fit(rows),
        "Cannot find column [x] (param inputCols): the columns are [a, b, c, kind]. Set featuresCol or inputCols.");
    refused(
        () -> Rows.quick().setInputCols("a").setLabelCol("y").fit(rows),
        "Cannot find column [y] (param labelCol): the columns are [a, b, c, kind]. Set labelCol to one of them.");
    refused(
        () -> Rows.quick().setInputCols("a").setFeaturesCol("b").fit(rows),
        "Cannot use featuresCol [b]: inputCols [a] are set too. Clear one of the two.");
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    Dataset<Row> rows = Rows.vectors(spark);
    refused(
        () -> Rows.quick().setElboCol("A").fit(rows),
        "Cannot add column [A] (param elboCol): there is one of that name in [a, b, c, kind, features, latent]. Give it another name, or drop the other column.");
  }

  @Test
  void aModelIsGivenWhatItWasTrainedOn() {
    Dataset<Row> rows = Rows.table(spark);
    VariationalAutoencoderModel model = Rows.quick().setEpochs(1).setInputCols("a", "b").fit(rows);
    refused(
        () -> model.transform(rows.drop("b")),
        "Cannot score the rows: they have no column [b]; their columns are [a, c, kind]. Add it, or rename the one that is meant.");
    model.set(model.inputCols(), new String[] {"a", "c"});
    refused(
        () -> model.transform(rows),
        "Cannot use inputCols [a, c]: the model was trained on [a, b]. Rename the columns, or put them into one and set featuresCol.");
  }

  @Test
  void whatHasNoScoresCannotBeEvaluated() {
    Dataset<Row> rows = Rows.table(spark);
    refused(
        () -> new ElboEvaluator().evaluate(rows),
        "Cannot evaluate column [elbo] (param elboCol): the columns are [a, b, c, kind], and it is to hold doubles. Set elboCol here and on the VariationalAutoencoder to the same name.");
    refused(
        () -> new ElboEvaluator().setElboCol("a").evaluate(rows.limit(0)),
        "Cannot evaluate column [a] (param elboCol): there are [0] rows. Give some.");
  }
}
