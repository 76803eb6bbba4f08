package dev.elbo.job.ml;

import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What transform can add to a row. */
enum ScoreColumn {
  LATENT("latentCol", Kind.VECTOR),
  LATENT_VARIANCE("latentVarianceCol", Kind.VECTOR),
  RECONSTRUCTION("reconstructionCol", Kind.VECTOR),
  RECONSTRUCTION_LOG_PROBABILITY("reconstructionLogProbabilityCol", Kind.NUMBER),
  KL("klCol", Kind.NUMBER),
  ELBO("elboCol", Kind.NUMBER),
  ANOMALY_SCORE("anomalyScoreCol", Kind.NUMBER),
  ANOMALY("anomalyCol", Kind.TRUTH),
  CONTRIBUTION("contributionCol", Kind.VECTOR),
  SAMPLE("sampleCol", Kind.VECTOR);

  private enum Kind {
    VECTOR,
    NUMBER,
    TRUTH
  }

  private final String param;
  private final Kind kind;

  ScoreColumn(String param, Kind kind) {
    this.param = param;
    this.kind = kind;
  }

  /** The param that names it. */
  String param() {
    return param;
  }

  /** What its cells are. */
  DataType type() {
    return switch (kind) {
      case VECTOR -> SQLDataTypes.VectorType();
      case NUMBER -> DataTypes.DoubleType;
      case TRUTH -> DataTypes.BooleanType;
    };
  }

  /** The name that a stage gives it; none if it is not asked for. */
  Optional<String> nameIn(ScoreParams stage) {
    Param<String> named = stage.table().text(param);
    return stage.isDefined(named)
        ? Optional.of(stage.getOrDefault(named)).filter(name -> !name.isBlank())
        : Optional.empty();
  }
}
