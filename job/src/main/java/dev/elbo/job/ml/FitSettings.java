package dev.elbo.job.ml;

import dev.elbo.ElboException;
import dev.elbo.settings.Assignment;
import dev.elbo.settings.ProgramSources;
import dev.elbo.settings.ResolvedSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The params of a stage as the settings of a run, by the readers of settings files. */
final class FitSettings {
  private static final String COLUMNS = "elbo.data.columns";

  /** What messages call the rows. */
  static final String ROWS = "DataFrame";

  private FitSettings() {}

  /**
   * Resolves and checks all of them.
   *
   * @param folder for the run if no other is set
   */
  static ResolvedSettings resolve(VaeParams stage, Configuration hadoop, String folder) {
    List<Assignment> given = new ArrayList<>(stage.table().assignments());
    given.add(Assignment.of("elbo.data.format", "parquet", ROWS));
    given.add(Assignment.of("elbo.data.path", "/" + ROWS, ROWS));
    given.add(new Assignment("elbo.data.validation.path", "null", ROWS));
    List<Assignment> otherwise = new ArrayList<>();
    boolean isList = stage.isSet(stage.inputCols());
    requireOneOf(stage);
    if (isList) {
      List<String> columns = List.of(stage.getInputCols());
      given.add(Assignment.of(COLUMNS, columns, "param inputCols"));
    } else {
      Assignment packed =
          Assignment.of(COLUMNS, List.of(stage.getFeaturesCol()), "param featuresCol");
      (stage.isSet(stage.featuresCol()) ? given : otherwise).add(packed);
    }
    otherwise.add(Assignment.of("elbo.output.dir", folder, "temporary folder"));
    Optional<String> text =
        stage.isSet(stage.settings()) ? Optional.of(stage.getSettings()) : Optional.empty();
    ResolvedSettings resolved =
        ResolvedSettings.read(
            new ProgramSources(
                given, text, otherwise, System.getenv(), Path.of("").toAbsolutePath().toString()),
            hadoop);
    resolved.settings().data().reading().filter().ifPresent(FitSettings::refuseFilter);
    return resolved;
  }

  /** A filter that is not applied would train on other rows than the settings say. */
  private static void refuseFilter(String filter) {
    throw ElboException.settings(
        "Cannot use elbo.data.filter [%s]: the rows are those of a DataFrame. Remove it, and filter the rows."
            .formatted(filter));
  }

  /**
   * Checks all settings, and that the features are there.
   *
   * @return their columns; none stands for all that hold numbers
   */
  static List<String> columns(VaeParams stage, StructType schema) {
    Configuration hadoop = SparkSession.active().sparkContext().hadoopConfiguration();
    ResolvedSettings resolved = resolve(stage, hadoop, "/");
    List<String> columns = resolved.settings().data().columns();
    columns.forEach(column -> require(schema, column, featuresParam(stage)));
    resolved.settings().data().label().ifPresent(label -> require(schema, label, "labelCol"));
    return columns;
  }

  /** Refuses features that are said twice. */
  static void requireOneOf(ColumnParams stage) {
    if (stage.isSet(stage.inputCols()) && stage.isSet(stage.featuresCol())) {
      throw ElboException.settings(
          "Cannot use featuresCol [%s]: inputCols %s are set too. Clear one of the two."
              .formatted(stage.getFeaturesCol(), Arrays.toString(stage.getInputCols())));
    }
  }

  private static String featuresParam(VaeParams stage) {
    return stage.isSet(stage.inputCols()) ? "inputCols" : "featuresCol";
  }

  private static void require(StructType schema, String column, String param) {
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains(column)) {
      throw ElboException.data(
          "Cannot find column [%s] (param %s): the columns are %s. Set %s."
              .formatted(column, param, ScoreNames.shown(names), remedy(param)));
    }
  }

  private static String remedy(String param) {
    return param.equals("labelCol") ? "labelCol to one of them" : "featuresCol or inputCols";
  }
}
