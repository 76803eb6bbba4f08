package dev.elbo.job.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.job.gpu.GpuPlan.Way;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuPlanTest {
  private static GpuPlan fixed(String master, int executorGpus, double taskGpus) {
    return GpuPlan.of(new GpuOffer(master, false, executorGpus, taskGpus));
  }

  private static GpuPlan dynamic(String master, int executorGpus, double taskGpus) {
    return GpuPlan.of(new GpuOffer(master, true, executorGpus, taskGpus));
  }

  private static void refused(Runnable plan, String message) {
    assertThatThrownBy(plan::run)
        .isInstanceOfSatisfying(
            GpuRefusal.class,
            refusal -> {
              assertThat(refusal.error()).hasMessage(message);
              assertThat(refusal.error().kind()).isEqualTo(ElboException.Kind.ENVIRONMENT);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark://host:7077", "local-cluster[2,2,1024]", "yarn", "k8s://https://host:443"})
  void whereExecutorsHaveGpusStagesThatTrainAskForOneATask(String master) {
    assertThat(fixed(master, 1, 0)).isEqualTo(new GpuPlan(Way.STAGES, 1, Optional.empty()));
    assertThat(fixed(master, 4, 0)).isEqualTo(new GpuPlan(Way.STAGES, 4, Optional.empty()));
  }

  @Test
  void aGpuOfEveryTaskIsNotNeededThereAndCostsCores() {
    GpuPlan plan = fixed("yarn", 1, 0.25);
    assertThat(plan.way()).isEqualTo(Way.STAGES);
    assertThat(plan.note())
        .contains(
            "Reading and packing wait for GPUs, too, for spark.task.resource.gpu.amount is [0.25]: without it they use every core.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://host:7077", "yarn", "k8s://https://host:443"})
  void withDynamicAllocationTrainingGetsExecutorsOfItsOwn(String master) {
    GpuPlan plan = dynamic(master, 0, 0);
    assertThat(plan.way()).isEqualTo(Way.EXECUTORS);
    assertThat(plan.perExecutor()).isEqualTo(1);
    assertThat(plan.note())
        .contains(
            "Training gets executors of its own with a GPU each, reading and packing those of spark.executor.*.");
  }

  @Test
  void withDynamicAllocationAndGpusOfAllExecutorsEveryTaskHasToAsk() {
    GpuPlan plan = dynamic("yarn", 1, 1);
    assertThat(plan.way()).isEqualTo(Way.EVERY_TASK);
    assertThat(plan.note())
        .contains(
            "Reading and packing take a GPU a task, too, for with dynamic allocation [spark.dynamicAllocation.enabled] stages would get other executors than those that hold spark.executor.resource.gpu.amount [1].");
    refused(
        () -> dynamic("yarn", 1, 0),
        "Cannot train on GPUs: with dynamic allocation [spark.dynamicAllocation.enabled] stages would get other executors than those that hold spark.executor.resource.gpu.amount [1], and spark.task.resource.gpu.amount is [not set]. Set spark.executor.resource.gpu.amount to 0, so that Elbo asks for executors with a GPU when it trains, or spark.task.resource.gpu.amount to 1, or set elbo.training.gpu.fallback to [cpu].");
  }

  @Test
  void whereSparkSchedulesNoStagesByGpusEveryTaskHasToAsk() {
    assertThat(fixed("mesos://host:5050", 2, 1))
        .isEqualTo(
            new GpuPlan(
                Way.EVERY_TASK,
                2,
                Optional.of(
                    "Reading and packing take a GPU a task, too, for Spark schedules no stages by GPUs with the master [mesos://host:5050].")));
    refused(
        () -> fixed("mesos://host:5050", 2, 0.5),
        "Cannot train on GPUs: Spark schedules no stages by GPUs with the master [mesos://host:5050], and spark.task.resource.gpu.amount is [0.5]. Set spark.task.resource.gpu.amount to 1, or set elbo.training.gpu.fallback to [cpu].");
  }

  @Test
  void executorsWithoutGpusAreRefused() {
    refused(
        () -> fixed("yarn", 0, 0),
        "Cannot train on GPUs: the executors have no GPUs: spark.executor.resource.gpu.amount is not set. Set it to 1, with spark.executor.resource.gpu.discoveryScript where the cluster needs it (submit/README.md, GPUs), or set elbo.training.gpu.fallback to [cpu].");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[*]", "local[4]"})
  void inOneJvmTasksTakeTurns(String master) {
    GpuPlan plan = fixed(master, 0, 0);
    assertThat(plan.way()).isEqualTo(Way.LOCAL);
    assertThat(plan.note())
        .contains(
            "Spark hands out no GPUs with the master [%s]: each training task takes one of this machine that is free."
                .formatted(master));
  }

  @Test
  void anOfferIsReadFromTheProperties() {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.master", "yarn")
            .set("spark.executor.resource.gpu.amount", "2")
            .set("spark.task.resource.gpu.amount", "0.5");
    assertThat(GpuOffer.of(conf)).isEqualTo(new GpuOffer("yarn", false, 2, 0.5));
    conf.set("spark.dynamicAllocation.enabled", "true");
    assertThat(GpuOffer.of(conf).isDynamic()).isTrue();
  }
}
