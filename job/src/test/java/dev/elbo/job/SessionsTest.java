package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verb stops the session that it started and no other. */
class SessionsTest {
  @TempDir private Path folder;

  @AfterEach
  void forgetProperties() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
  }

  /** What spark-submit would hand over, where no session is active. */
  private static void submit(String master) {
    Sparks.local(2).stop();
    System.setProperty("spark.master", master);
    System.setProperty("spark.ui.enabled", "false");
  }

  @Test
  void theCallersSessionStaysOpenAndAsItIs() {
    SparkSession callers = Sparks.local(2);
    String name = callers.conf().get("spark.app.name");
    SparkSession used = Sessions.with("test", spark -> spark);
    assertThat(used).isSameAs(callers);
    assertThat(callers.sparkContext().isStopped()).isFalse();
    assertThat(callers.conf().get("spark.app.name")).isEqualTo(name);
  }

  @Test
  void whereDriverAndExecutorAreOneJvmResultsGoThroughMemoryUnlessSomebodyChoseOtherwise() {
    String size = "spark.task.maxDirectResultSize";
    SparkConf local = new SparkConf(false).set("spark.master", "local[1]");
    assertThat(Sessions.ofOneJvm(local)).containsEntry(size, "64m").hasSize(3);
    assertThat(Sessions.ofOneJvm(local.clone().set(size, "2m"))).doesNotContainKey(size).hasSize(2);
    for (String master : new String[] {"local-cluster[2,1,1024]", "yarn", "spark://host:7077"}) {
      assertThat(Sessions.ofOneJvm(local.clone().set("spark.master", master))).isEmpty();
    }
  }

  @Test
  void aFailureLeavesTheCallersSessionOpenToo() {
    SparkSession callers = Sparks.local(2);
    assertThat(new Verb(folder).train().code()).isEqualTo(3);
    assertThat(callers.sparkContext().isStopped()).isFalse();
  }

  @Test
  void aSessionOfItsOwnIsStopped() {
    submit("local[1]");
    SparkSession[] started = new SparkSession[1];
    String name =
        Sessions.with(
            "test",
            spark -> {
              started[0] = spark;
              return spark.sparkContext().appName();
            });
    assertThat(name).isEqualTo("elbo test");
    assertThat(started[0].sparkContext().isStopped()).isTrue();
  }

  @Test
  void aMasterThatDoesNotExistIsAFailureOfTheEnvironment() {
    submit("nowhere");
    Verb.Outcome outcome = Verb.run("train", folder + "/x.conf");
    assertThat(outcome)
        .isEqualTo(
            new Verb.Outcome(
                5,
                "elbo: Cannot start Spark: [Could not parse Master URL: 'nowhere']. Check --master and the Spark properties."
                    + System.lineSeparator()));
  }
}
