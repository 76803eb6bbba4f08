package dev.elbo.job.train.dl4j;

import dev.elbo.ElboException;
import java.util.Collection;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What DL4J lets one ask of a master, and a loop without DL4J's workers cannot do: errors. */
abstract class NoWorker implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {

  @Override
  public void addHook(TrainingHook hook) {
    throw cannot("call a training hook", "Use a TrainingListener, which is told of every epoch");
  }

  @Override
  public void removeHook(TrainingHook hook) {
    // There is none.
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw cannot("give a worker", "Call fit");
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw cannot("give a worker", "Call fit");
  }

  @Override
  public void executeTrainingPaths(
      SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<String> paths,
      DataSetLoader loader,
      MultiDataSetLoader multiLoader) {
    throw cannot("train on paths", "Read them into an RDD<DataSet>, or use elbo train on files");
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> data) {
    throw cannot("train on an RDD<MultiDataSet>", "Give an RDD<DataSet>: the layer has one input");
  }

  @Override
  public void setCollectTrainingStats(boolean collect) {
    if (collect) {
      throw cannot("collect DL4J's timings", "See Spark's own pages, or a TrainingListener");
    }
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return false;
  }

  @Override
  public SparkTrainingStats getTrainingStats() {
    return null;
  }

  @Override
  public void setListeners(StatsStorageRouter router, Collection<TrainingListener> listeners) {
    if (router != null) {
      throw cannot(
          "route statistics of workers", "Set listeners alone: they are called on the driver");
    }
    setListeners(listeners);
  }

  private static ElboException cannot(String what, String remedy) {
    return ElboException.settings(
        "Cannot %s: Elbo's loop runs without DL4J's workers. %s.".formatted(what, remedy));
  }
}
