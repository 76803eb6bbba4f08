package dev.elbo.job.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.slf4j.MDC;

/**
 * Which run a job is of and what it does, in the lists of Spark's UI and in its event log, and the
 * run in the logs of driver and executors. All of it is of the thread that starts the jobs, and
 * becomes again what it was.
 */
final class JobLabels implements AutoCloseable {
  /** The run id in the MDC of driver and executors. */
  static final String RUN = "mdc.elbo.run";

  private static final String GROUP = "spark.jobGroup.id";
  private static final String DESCRIPTION = "spark.job.description";

  private final SparkContext spark;
  private final Map<String, String> before = new HashMap<>();
  private final String logged = MDC.get(RUN);
  private String name = "elbo";

  private JobLabels(SparkContext spark) {
    this.spark = spark;
    List.of(GROUP, DESCRIPTION, RUN).forEach(key -> before.put(key, spark.getLocalProperty(key)));
  }

  /** Of the jobs that this thread starts. */
  static JobLabels of(SparkContext spark) {
    return new JobLabels(spark);
  }

  /** The run has a name. Where jobs are in a group already, they stay: somebody may cancel it. */
  void run(String id) {
    name = "elbo " + id;
    if (before.get(GROUP) == null) {
      spark.setLocalProperty(GROUP, name);
    }
    spark.setLocalProperty(RUN, id);
    MDC.put(RUN, id);
  }

  /** What the jobs from now on do. */
  void doing(String what) {
    spark.setLocalProperty(DESCRIPTION, name + ": " + what);
  }

  @Override
  public void close() {
    before.forEach(spark::setLocalProperty);
    if (logged == null) {
      MDC.remove(RUN);
    } else {
      MDC.put(RUN, logged);
    }
  }
}
