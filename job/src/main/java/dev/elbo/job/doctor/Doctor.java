package dev.elbo.job.doctor;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Examines the driver and every executor that answers. */
public final class Doctor {
  private static final int TASKS_A_SLOT = 4;

  private Doctor() {}

  /** The findings, for people. */
  public static String examine(SparkSession spark) {
    StringBuilder page = new StringBuilder();
    page.append(
        "Spark    %s, master %s, %d slots%n"
            .formatted(
                spark.version(),
                spark.sparkContext().master(),
                spark.sparkContext().defaultParallelism()));
    Examination driver = Examination.here("driver");
    page.append(driver.page());
    if (!spark.sparkContext().isLocal()) {
      executors(spark).values().forEach(page::append);
    }
    List<String> advice = driver.advice();
    page.append(advice.isEmpty() ? "Nothing to change.%n".formatted() : "To change:%n".formatted());
    advice.forEach(line -> page.append("  - ").append(line).append(System.lineSeparator()));
    return page.toString();
  }

  /** The page of each executor by its name: more tasks than slots, so that each gets one. */
  private static SortedMap<String, String> executors(SparkSession spark) {
    int tasks = TASKS_A_SLOT * spark.sparkContext().defaultParallelism();
    List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
    return new TreeMap<>(
        new JavaSparkContext(spark.sparkContext())
            .parallelize(numbers, tasks)
            .mapToPair(
                number -> {
                  String name = "executor " + SparkEnv.get().executorId();
                  return new Tuple2<>(name, Examination.here(name).page());
                })
            .collectAsMap());
  }
}
