package dev.elbo.job.ml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.ElboException;
import dev.elbo.settings.Assignment;
import dev.elbo.settings.ProgramSources;
import dev.elbo.settings.Reference;
import dev.elbo.settings.ResolvedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Params and settings say the same. */
class ParamTableTest {
  /** What is about files, which a DataFrame replaces; its columns are featuresCol or inputCols. */
  private static final List<String> ABOUT_FILES =
      List.of(
          "elbo.data.columns",
          "elbo.data.filter",
          "elbo.data.format",
          "elbo.data.options.header",
          "elbo.data.options.quote",
          "elbo.data.options.separator",
          "elbo.data.path",
          "elbo.data.validation.path",
          "elbo.output.overwrite");

  /** What makes that a param is used, where its default is not. */
  private static final Map<String, String> USERS =
      Map.ofEntries(
          Map.entry("latentCategories", "elbo.model.latent.family = categorical"),
          Map.entry("latentComponents", "elbo.model.latent.family = mixture"),
          Map.entry("latentRank", "elbo.model.latent.family = low-rank-normal"),
          Map.entry("latentFlowSteps", "elbo.model.latent.family = planar-flow"),
          Map.entry("temperatureInitial", "elbo.model.latent.family = categorical"),
          Map.entry(
              "temperatureLeast",
              "elbo.model.latent { family = categorical, temperature.initial = 10 }"),
          Map.entry("minDelta", "elbo.training.early-stopping.patience = 1"),
          Map.entry("temperatureRate", "elbo.model.latent.family = categorical"),
          Map.entry("temperatureEvery", "elbo.model.latent.family = categorical"),
          Map.entry("likelihoodVariance", "elbo.model.likelihood = gaussian"),
          Map.entry("likelihoodDegreesOfFreedom", "elbo.model.likelihood = student-t"),
          Map.entry("momentum", "elbo.training.optimizer.name = nesterovs"),
          Map.entry("rho", "elbo.training.optimizer.name = rmsprop"),
          Map.entry("weightDecay", "elbo.training.optimizer.name = adamw"),
          Map.entry("scheduleEvery", "elbo.training.optimizer.schedule.name = step"),
          Map.entry("scheduleDecay", "elbo.training.optimizer.schedule.name = step"),
          Map.entry("scheduleEnd", "elbo.training.optimizer.schedule.name = cosine"),
          Map.entry("outerMomentum", "elbo.training.averaging.outer.name = slowmo"),
          Map.entry("outerRate", "elbo.training.averaging.outer.name = adam"),
          Map.entry("outerBeta1", "elbo.training.averaging.outer.name = adam"),
          Map.entry("outerBeta2", "elbo.training.averaging.outer.name = adam"),
          Map.entry("outerTau", "elbo.training.averaging.outer.name = adam"));

  private final VariationalAutoencoder vae = new VariationalAutoencoder();

  /** Retraining is about runs, one after the other. */
  @Test
  void everySettingButThoseAboutFilesAndRetrainingHasOneParam() {
    List<String> covered = new ArrayList<>(vae.table().keys().values());
    covered.addAll(ABOUT_FILES);
    assertThat(covered)
        .containsExactlyInAnyOrderElementsOf(
            Reference.keys().stream().filter(key -> !key.startsWith("elbo.retrain.")).toList());
  }

  @Test
  void theTableOfTheReadmeNamesEveryParam() throws IOException {
    List<String> named =
        Files.readAllLines(Path.of("README.md")).stream()
            .dropWhile(line -> !line.equals("| Params | Of |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split("\\|", -1)[1])
            .flatMap(cell -> Pattern.compile("`(\\w+)`").matcher(cell).results())
            .map(name -> name.group(1))
            .toList();
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(vae.params()).map(param -> param.name()).toList());
  }

  @Test
  void defaultsAreThoseOfTheReference() {
    vae.table()
        .keys()
        .forEach(
            (name, key) -> {
              Param<?> param = vae.getParam(name);
              if (!vae.hasDefault(param)) {
                assertThat(Reference.defaults().isNull(key) || name.equals("outputDir")).isTrue();
                return;
              }
              VariationalAutoencoder told = new VariationalAutoencoder();
              told.assign(told.getParam(name), vae.getOrDefault(param));
              assertThat(told.table().assignments()).hasSize(1);
              assertThat(plain(told.table().assignments().get(0).value()))
                  .as(name)
                  .isEqualTo(plain(Reference.defaults().hocon(key)));
            });
  }

  static Stream<String> numbers() {
    VariationalAutoencoder vae = new VariationalAutoencoder();
    return Stream.of(vae.params())
        .filter(
            param ->
                param instanceof IntParam
                    || param instanceof DoubleParam
                    || List.of("shards", "averagingEvery", "iterateAverage", "epsilon")
                        .contains(param.name())
                    || param.name().matches("outer(Rate|Momentum)|likelihood.+[^s]"))
        .map(Param::name);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aParamTakesTheNumbersThatItsSettingTakes(String name) {
    Param<?> param = vae.getParam(name);
    for (double number : new double[] {-1, 0, 0.5, 1, 2}) {
      boolean isWhole = number == Math.rint(number);
      boolean isForWholes =
          param instanceof IntParam || List.of("shards", "averagingEvery").contains(name);
      if (isForWholes && !isWhole) {
        continue;
      }
      Object value =
          param instanceof IntParam
              ? (Object) (int) number
              : param instanceof DoubleParam
                  ? (Object) number
                  : isWhole ? Integer.toString((int) number) : Double.toString(number);
      assertThat(isSettable(name, value))
          .as("%s of %s", number, name)
          .isEqualTo(isResolved(name, value));
    }
  }

  private boolean isSettable(String name, Object value) {
    try {
      vae.assign(vae.getParam(name), value);
      return true;
    } catch (ElboException e) {
      assertThat(e).hasMessageStartingWith("Cannot use " + name + ": [");
      return false;
    }
  }

  private boolean isResolved(String name, Object value) {
    List<Assignment> given =
        List.of(
            Assignment.of("elbo.data.format", "csv", "test"),
            Assignment.of("elbo.data.path", "/rows.csv", "test"),
            Assignment.of(vae.table().keys().get(name), value, "test"));
    try {
      ResolvedSettings.read(
          new ProgramSources(
              given, Optional.of(USERS.getOrDefault(name, "")), List.of(), Map.of(), "/"),
          new Configuration(false));
      return true;
    } catch (ElboException e) {
      return false;
    }
  }

  /** 1e-3 and 0.001 are the same, and so are text and "text". */
  private static Object plain(String hocon) {
    String text = hocon.replace("\"", "").replaceAll("\\.0(?=[,\\]])", "");
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
