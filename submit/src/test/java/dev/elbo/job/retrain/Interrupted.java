package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.job.train.PlainProgress;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** {@code retrain} in a driver of its own that dies, or waits for somebody, after a step. */
public final class Interrupted {
  private static final String DIE = "die";

  private Interrupted() {}

  /**
   * Retrains.
   *
   * @param words the settings file; the step; {@code die}, for which kill -9 is asked, or a file
   *     that is waited for; settings that override those of the file
   */
  public static void main(String[] words) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    Step last = Step.valueOf(words[1]);
    int code;
    try {
      Outcome outcome =
          RetrainRun.run(
              spark,
              settings(spark, words[0], List.of(words).subList(3, words.length)),
              Range.ALL,
              new PlainProgress(System.out),
              step -> {
                if (step == last) {
                  interrupt(step, words[2]);
                }
              },
              Clock.systemUTC());
      System.out.println(outcome.text());
      code = outcome.exitCode();
    } catch (ElboException e) {
      System.out.println(e.getMessage());
      code = e.kind().exitCode();
    }
    spark.stop();
    System.exit(code);
  }

  private static ResolvedSettings settings(SparkSession spark, String conf, List<String> sets) {
    return ResolvedSettings.read(
        new Sources(sets, Map.of(), Map.of(), conf, Path.of("").toAbsolutePath().toString()),
        spark.sparkContext().hadoopConfiguration());
  }

  private static void interrupt(Step step, String how) {
    System.out.println("Interrupted after " + step);
    try {
      if (how.equals(DIE)) {
        String self = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-9", self).start().waitFor();
      }
      while (!Files.exists(Path.of(how))) {
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
