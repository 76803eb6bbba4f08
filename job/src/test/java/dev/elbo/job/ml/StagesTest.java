package dev.elbo.job.ml;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.elbo.job.Sparks;
import dev.elbo.settings.Reference;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Spark expects of every stage, checked on all that the jar holds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StagesTest {
  /** Texts that may be whole numbers. */
  private static final List<String> WHOLES = List.of("shards", "averagingEvery");

  @TempDir private Path folder;
  private VariationalAutoencoderModel model;

  @BeforeAll
  void train() {
    model = Rows.quick().setEpochs(1).fit(Rows.vectors(Sparks.local(2)));
  }

  Stream<SettingParams> stages() {
    return Stream.of(
        new VariationalAutoencoder(), model.copy(ParamMap.empty()), new ElboEvaluator());
  }

  @Test
  void allStagesOfTheJarAreHere() {
    List<String> found =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.elbo")
                .stream()
                .filter(type -> type.isAssignableTo(Params.class) && !type.isInterface())
                .map(JavaClass::getName)
                .toList();
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            stages().map(stage -> stage.getClass().getName()).toList());
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyParamIsDocumented(SettingParams stage) {
    assertThat(stage.params()).isNotEmpty();
    assertThat(stage.params())
        .allSatisfy(
            param -> {
              assertThat(param.doc())
                  .as(param.name())
                  .matches("(?s)[A-Z].*\\.( \\([a-z0-9.-]+\\))?( As HOCON\\.)?");
              assertThat(param.parent()).isEqualTo(stage.uid());
            });
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyParamHasAGetterAndOnWhatIsNotTrainedYetASetter(SettingParams stage) throws Exception {
    List<String> methods =
        Arrays.stream(stage.getClass().getMethods()).map(Method::getName).toList();
    for (Param<?> param : stage.params()) {
      String name = Character.toUpperCase(param.name().charAt(0)) + param.name().substring(1);
      assertThat(methods).contains("get" + name);
      boolean isScore = param.name().endsWith("Col") && !param.name().equals("labelCol");
      if (isScore || !(stage instanceof Model<?>)) {
        assertThat(methods).contains("set" + name);
      }
      if (stage.isDefined(param)) {
        assertThat(stage.getClass().getMethod("get" + name).invoke(stage))
            .isEqualTo(stage.getOrDefault(param));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void whatIsSetIsCopiedAndPersisted(SettingParams stage) throws Exception {
    for (Param<?> param : stage.params()) {
      Object value = other(stage, param);
      set(stage, param, value);
      assertThat(stage.isSet(param)).isTrue();
      assertThat(stage.getOrDefault(param)).isEqualTo(value);
    }
    assertSame(stage, stage.copy(ParamMap.empty()));
    Path path = folder.resolve(stage.getClass().getSimpleName());
    ((MLWritable) stage).save(path.toString());
    MLReader<?> reader = (MLReader<?>) stage.getClass().getMethod("read").invoke(null);
    assertSame(stage, (Params) reader.load(path.toString()));
  }

  private static void assertSame(Params stage, Params other) {
    assertThat(other).hasSameClassAs(stage).isNotSameAs(stage);
    assertThat(other.uid()).isEqualTo(stage.uid());
    for (Param<?> param : stage.params()) {
      Param<?> twin = other.getParam(param.name());
      assertThat(other.isSet(twin)).as(param.name()).isTrue();
      assertThat(other.getOrDefault(twin)).as(param.name()).isEqualTo(stage.getOrDefault(param));
    }
  }

  @SuppressWarnings("unchecked")
  private static void set(Params stage, Param<?> param, Object value) {
    stage.set((Param<Object>) param, value);
  }

  /** A value that the param may have and does not have by default. */
  private static Object other(SettingParams stage, Param<?> param) {
    if (param instanceof IntParam) {
      return (Integer) stage.getOrDefault(param) + 1;
    }
    if (param instanceof LongParam) {
      return (Long) stage.getOrDefault(param) + 1;
    }
    if (param instanceof DoubleParam) {
      return (Double) stage.getOrDefault(param) == 0.5 ? 0.25 : 0.5;
    }
    if (param instanceof IntArrayParam) {
      return new int[] {3, 5};
    }
    if (param instanceof DoubleArrayParam) {
      return new double[] {0.25, 0.5};
    }
    if (param instanceof StringArrayParam) {
      return new String[] {"x", "y z"};
    }
    String key = stage.table().keys().get(param.name());
    List<String> choices = key == null ? List.of() : new ArrayList<>(Reference.choices(key));
    return choices.stream()
        .filter(choice -> !choice.equals(stage.getOrDefault(param)))
        .findFirst()
        .orElse(WHOLES.contains(param.name()) ? "3" : "0.5");
  }
}
