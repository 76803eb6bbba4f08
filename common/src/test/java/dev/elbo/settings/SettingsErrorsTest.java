package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elbo.ElboException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsErrorsTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  private static void refused(ThrowingCallable reading, String message) {
    ElboException e = catchThrowableOfType(ElboException.class, reading);
    assertThat(e).hasMessage(message);
    assertThat(e.kind().exitCode()).isEqualTo(2);
  }

  private void refusedSet(String set, String message) {
    refused(() -> desk.minimal("", set), message);
  }

  @Test
  void aMissingFileIsNamed() {
    refused(
        () -> desk.read("conf/none.conf"),
        "Cannot read settings file conf/none.conf: [%s] is not a file. Give the path of one, such as conf/digits.conf."
            .formatted(desk.uri("conf/none.conf")));
  }

  @Test
  void aFolderIsNoSettingsFile() {
    desk.write("conf/x.conf", "");
    refused(
        () -> desk.read("conf"),
        "Cannot read settings file conf: [%s] is not a file. Give the path of one, such as conf/digits.conf."
            .formatted(desk.uri("conf")));
  }

  @Test
  void anUnknownFileSystemIsNamed() {
    refused(
        () -> desk.read("hdsf://host/x.conf"),
        "Cannot read settings file hdsf://host/x.conf: Hadoop has no file system for [hdsf://host/x.conf]: [No FileSystem for scheme \"hdsf\"]. Check the part before the colon, or give Spark the jar of that file system.");
  }

  @Test
  void aMissingIncludeIsNamed() {
    desk.write("conf/x.conf", "include \"base.conf\"\n");
    refused(
        () -> desk.read("conf/x.conf"),
        "Cannot read settings file conf/base.conf: [%s] is not a file. Give the path of one, such as conf/digits.conf."
            .formatted(desk.uri("conf/base.conf")));
  }

  @Test
  void aMissingIncludeByFileIsNamedToo() {
    refused(
        () -> desk.minimal("include file(\"base.conf\")"),
        "Cannot read settings file base.conf: [%s] is not a file. Give the path of one, such as conf/digits.conf."
            .formatted(desk.uri("base.conf")));
  }

  @Test
  void aTildeIsNotTakenForAFolder() {
    refusedSet(
        "elbo.output.dir=~/runs",
        "Cannot use elbo.output.dir (--set): [~/runs] begins with ~. Write the folder out.");
  }

  @Test
  void filesThatIncludeEachOtherAreRefused() {
    desk.write("x.conf", "include \"y.conf\"\n").write("y.conf", "include \"x.conf\"\n");
    refused(
        () -> desk.read("x.conf"),
        "Cannot read settings file x.conf: it includes itself by way of [%s, %s]. Remove one of the includes."
            .formatted(desk.uri("x.conf"), desk.uri("y.conf")));
  }

  @Test
  void aSyntaxErrorNamesFileAndLine() {
    desk.write("x.conf", "elbo {\n  data { path = a:b }\n}\n");
    refused(
        () -> desk.read("x.conf"),
        "Cannot read settings (x.conf: 2): [Expecting close brace } or a comma, got ':' (if you intended ':' to be part of a key or string value, try enclosing the key or value in double quotes, or you may be able to rename the file .properties rather than .conf)] is no HOCON. Mend that place; for the syntax see https://github.com/lightbend/config/blob/main/HOCON.md.");
  }

  @Test
  void anUnresolvedSubstitutionNamesFileAndLine() {
    refused(
        () -> desk.minimal("elbo.data.label = ${KIND}"),
        "Cannot read settings (x.conf: 2): [Could not resolve substitution to a value: ${KIND}]. Give it a value, here or in the environment, or write ${?NAME} to do without.");
  }

  @ParameterizedTest
  @CsvSource({
    "elbo.training.epoch, elbo.training.epochs",
    "elbo.training.batchSize, elbo.training.batch-size",
    "elbo.training.batch_size, elbo.training.batch-size",
    "elbo.batch-size, elbo.training.batch-size",
    "elbo.training.learning-rate, elbo.training.optimizer.learning-rate",
    "elbo.trainin.epochs, elbo.training.epochs",
    "training.epochs, elbo.training.epochs",
    "epochs, elbo.training.epochs",
    "elbo.data.header, elbo.data.options.header",
    "elbo.model.dimensions, elbo.model.latent.dimension",
    "elbo.data.path.x, elbo.data.path"
  })
  void anUnknownKeyOfASetGetsASuggestion(String key, String suggestion) {
    refusedSet(
        key + "=3",
        "Cannot use %s (--set): there is no such setting. Did you mean %s?"
            .formatted(key, suggestion));
  }

  @Test
  void aKeyLikeNoOtherGetsTheListOfAll() {
    refusedSet(
        "elbo.data.zzzzzzzz=3",
        "Cannot use elbo.data.zzzzzzzz (--set): there is no such setting. conf/reference.conf lists every setting.");
  }

  @Test
  void anUnknownKeyOfAFileIsNamedWithItsLine() {
    refused(
        () -> desk.minimal("elbo {\n  training {\n    epochs = 2\n    epoch = 3\n  }\n}\n"),
        "Cannot use elbo.training.epoch (x.conf: 5): there is no such setting. Did you mean elbo.training.epochs?");
    refused(
        () -> desk.minimal("training { epochs = 2 }"),
        "Cannot use training (x.conf: 2): there is no such setting. Did you mean elbo.training?");
  }

  @Test
  void unknownKeysOfTheEnvironmentAndOfSparkAreNamed() {
    desk.environment("ELBO__TRAINING__EPOCS", "3");
    refused(
        () -> desk.minimal(""),
        "Cannot use elbo.training.epocs (environment variable ELBO__TRAINING__EPOCS): there is no such setting. Did you mean elbo.training.epochs?");
    Desk other = new Desk(folder).spark("spark.elbo.training.epocs", "3");
    refused(
        () -> other.minimal(""),
        "Cannot use elbo.training.epocs (spark.elbo.training.epocs): there is no such setting. Did you mean elbo.training.epochs?");
  }

  @Test
  void aSetWithoutEqualsIsRefused() {
    refusedSet(
        "elbo.training.epochs",
        "Cannot use --set: [elbo.training.epochs] is not key=value. Write it as in --set elbo.training.epochs=3.");
    refusedSet(
        "=3",
        "Cannot use --set: [=3] is not key=value. Write it as in --set elbo.training.epochs=3.");
  }

  @Test
  void requiredSettingsAreAskedFor() {
    desk.write("x.conf", "elbo.data.format = csv");
    refused(
        () -> desk.read("x.conf"),
        "Cannot find elbo.data.path: it has no value (default). Set it in the settings file or on the command line, such as --set elbo.data.path=train.csv.");
    desk.write("x.conf", "elbo.data.path = rows.csv");
    refused(
        () -> desk.read("x.conf"),
        "Cannot find elbo.data.format: it has no value (default). Set it in the settings file or on the command line, such as --set elbo.data.format=csv.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training.epochs=ten | [ten] is not a number. Give one such as 10 or 1e-3.
          training.epochs=1.5 | [1.5] is not a whole number, or too large. Give one such as 10.
          training.epochs=3000000000 | [3000000000] is not a whole number, or too large. Give one such as 10.
          training.epochs=[1] | [[1]] is not a number. Give a number instead.
          training.epochs=null | [null] is not a number. Give a number instead.
          training.seed=1e30 | [1e30] is not a whole number, or too large. Give one such as 10.
          model.beta=much | [much] is not a number. Give one such as 10 or 1e-3.
          model.encoder=400 | [400] is not a list. Give one in brackets, such as [a, b].
          model.encoder=[400, b] | [b] is not a number. Give one such as 10 or 1e-3.
          data.columns=[[a]] | [["a"]] is not a text. Give a text instead.
          data.options.separator=ab | [ab] is not one character. Give one, such as "," or "\\t".
          output.overwrite=yes | [yes] is not one of [true, false]. Give one of them.
          training=3 | [3] stands in place of a section. Set its keys, such as elbo.training.averaging.early.epochs.
          training.epochs={a = 1} | [{"a":1}] is a section in place of a value. Give one value.
          data.range=[1] | [1.0] are not two numbers. Give two, such as [0, 255].
          """)
  void aWrongTypeIsNamed(String set, String complaint) {
    String key = "elbo." + set.substring(0, set.indexOf('='));
    refusedSet("elbo." + set, "Cannot use " + key + " (--set): " + complaint);
  }

  @Test
  void aWrongTypeInAFileIsNamedWithItsLine() {
    refused(
        () -> desk.minimal("elbo.training.epochs = ten"),
        "Cannot use elbo.training.epochs (x.conf: 2): [ten] is not a number. Give one such as 10 or 1e-3.");
    refused(
        () -> desk.minimal("elbo.training = 3"),
        "Cannot use elbo.training (x.conf: 2): [3] stands in place of a section. Set its keys, such as elbo.training.averaging.early.epochs.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data.format=cvs | [cvs] is not one of [csv, parquet, json, orc, avro, libsvm, jdbc, table, idx, image]. Did you mean csv?
          data.scale=unite | [unite] is not one of [none, unit, minmax, standard, robust, quantile]. Did you mean unit?
          data.missing=ignore | [ignore] is not one of [error, drop, mean, indicator]. Give one of them.
          model.activation=relux | [relux] is not one of [relu, tanh, elu, softplus, leaky-relu, gelu, identity]. Did you mean relu?
          model.activation=leaky_relu | [leaky_relu] is not one of [relu, tanh, elu, softplus, leaky-relu, gelu, identity]. Did you mean leaky-relu?
          model.initialization=glorot | [glorot] is not one of [glorot-uniform, glorot-normal, he-uniform, he-normal, fan-in-uniform]. Did you mean glorot-uniform?
          model.likelihood=gauss | [gauss] is not one of [bernoulli, continuous-bernoulli, gaussian, laplace, student-t, poisson, negative-binomial, categorical, mixed]. Did you mean gaussian?
          training.averaging.every=often | [often] is not a number. Give one such as 10 or 1e-3.
          training.averaging.every=0 | [0] is less than [1]. Give 1 or more.
          training.averaging.outer.name=nesterof | [nesterof] is not one of [auto, none, block-momentum, nesterov-block-momentum, slowmo, nesterov, adam, yogi, adagrad, elastic]. Did you mean nesterov?
          training.averaging.moments=keep | [keep] is not one of [auto, average, local, reset, block, pooled]. Give one of them.
          training.optimizer.name=adma | [adma] is not one of [sgd, nesterovs, adam, amsgrad, adamax, nadam, rmsprop, adagrad, adadelta, adamw]. Did you mean adam?
          training.optimizer.schedule.name=cosin | [cosin] is not one of [constant, step, exponential, cosine]. Did you mean cosine?
          training.gpu.amount=-1 | [-1] is less than [0]. Give 0 or more.
          training.gpu.amount=2 | [2] is more than [1], and a task trains on one GPU. Set it to 1, and elbo.training.shards to the number of GPUs.
          training.gpu.fallback=gpu | [gpu] is not one of [fail, cpu]. Did you mean cpu?
          training.gpu.engine=cublas | [cublas] is not one of [auto, nd4j, cuda]. Give one of them.
          training.gpu.precision=fp16 | [fp16] is not one of [fp32, tf32]. Did you mean fp32?
          training.resume=yes | [yes] is not one of [auto, never]. Give one of them.
          """)
  void anUnknownNameGetsTheAllowedOnes(String set, String complaint) {
    String key = "elbo." + set.substring(0, set.indexOf('='));
    refusedSet("elbo." + set, "Cannot use " + key + " (--set): " + complaint);
  }
}
