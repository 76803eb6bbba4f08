package dev.elbo.job;

import dev.elbo.job.train.PlanPage;
import dev.elbo.job.train.TrainingPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan}: what train would do. */
@Command(
    name = "plan",
    description =
        "Prints the resolved settings with their origins, the data profile, the memory plan and the GPUs;"
            + " trains nothing and writes nothing.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    return Sessions.with(
        "plan",
        spark -> {
          TrainingPlan plan = TrainingPlan.of(spark, options.resolve(spark), options.runId());
          System.out.print(PlanPage.of(plan, spark));
          System.out.print(PlanPage.gpus(plan, spark));
          PlanPage.requireMemory(plan, spark);
          return 0;
        });
  }
}
