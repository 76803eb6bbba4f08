package dev.elbo.job.ml;

/** All params, of the Estimator and of the Model, by theme. */
interface VaeParams
    extends ColumnParams,
        DataParams,
        NetworkParams,
        LatentParams,
        LikelihoodParams,
        ObjectiveParams,
        TrainingParams,
        OptimizerParams,
        AveragingParams,
        AnomalyParams,
        ScoreParams,
        OutputParams {

  /** The table of a stage that has its uid. */
  static ParamTable tableOf(VaeParams stage) {
    ParamTable table = new ParamTable(stage);
    ColumnParams.declare(table);
    DataParams.declare(table);
    NetworkParams.declare(table);
    LatentParams.declare(table);
    LikelihoodParams.declare(table);
    ObjectiveParams.declare(table);
    TrainingParams.declare(table);
    OptimizerParams.declare(table);
    AveragingParams.declare(table);
    AnomalyParams.declare(table);
    ScoreParams.declare(table);
    OutputParams.declare(table);
    return table;
  }
}
