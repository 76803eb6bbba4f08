package dev.elbo.job.ml;

import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What transform can add to a row. */
enum ScoreColumn {
  LATENT("latentCol", SQLDataTypes.VectorType()),
  LATENT_VARIANCE("latentVarianceCol", SQLDataTypes.VectorType()),
  RECONSTRUCTION("reconstructionCol", SQLDataTypes.VectorType()),
  RECONSTRUCTION_LOG_PROBABILITY("reconstructionLogProbabilityCol", DataTypes.DoubleType),
  KL("klCol", DataTypes.DoubleType),
  ELBO("elboCol", DataTypes.DoubleType),
  ANOMALY_SCORE("anomalyScoreCol", DataTypes.DoubleType),
  ANOMALY("anomalyCol", DataTypes.BooleanType),
  CONTRIBUTION("contributionCol", SQLDataTypes.VectorType()),
  SAMPLE("sampleCol", SQLDataTypes.VectorType());

  private final String param;
  private final DataType type;

  ScoreColumn(String param, DataType type) {
    this.param = param;
    this.type = type;
  }

  /** The param that names it. */
  String param() {
    return param;
  }

  /** What its cells are. */
  DataType type() {
    return type;
  }

  /** The name that a stage gives it; none if it is not asked for. */
  Optional<String> nameIn(ScoreParams stage) {
    Param<String> named = stage.table().text(param);
    return stage.isDefined(named)
        ? Optional.of(stage.getOrDefault(named)).filter(name -> !name.isBlank())
        : Optional.empty();
  }
}
