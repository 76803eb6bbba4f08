package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.ElboException;
import dev.elbo.job.SparkPages;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** What Spark's users see of a run while it goes, and what is left in their session. */
class WatchingTest {
  private static final String RUN = "mdc.elbo.run";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private SparkSession spark;
  private SparkContext context;
  private SparkPages pages;

  @BeforeEach
  void serve() {
    spark = Sparks.local(2, SparkPages.ON);
    context = spark.sparkContext();
    pages = SparkPages.of(spark);
  }

  /** Does something at the end of every epoch, which training waits for. */
  private record AtEpochs(Runnable work) implements Progress {
    @Override
    public void note(String message) {}

    @Override
    public void onEpoch(EpochEnd end) {
      work.run();
    }

    @Override
    public void onEnd(RunResult result) {}
  }

  private Progress.RunResult train(Progress progress, String... more) throws Exception {
    return train("mine", progress, more);
  }

  private Progress.RunResult train(String name, Progress progress, String... more)
      throws Exception {
    List<String> settings = new ArrayList<>(List.of(more));
    settings.add(0, SmallTable.settings(folder));
    return Trainings.train(
        spark,
        folder.resolve("out"),
        new Trainings.Named(name),
        progress,
        settings.toArray(String[]::new));
  }

  @Test
  void prometheusReadsTheLineOfTheEpochThatHasJustEnded() throws Exception {
    List<Map<String, Double>> scrapes = new ArrayList<>();
    Progress.RunResult result = train(new AtEpochs(() -> scrapes.add(pages.metrics())));
    List<String> lines = Files.readAllLines(Path.of(result.directory(), "metrics.jsonl"));
    assertThat(scrapes).hasSize(5);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = JSON.readTree(lines.get(i));
      Map<String, Double> scrape = scrapes.get(i);
      assertThat(scrape.get("epoch")).isEqualTo(i + 1);
      assertThat(scrape.get("epochs")).isEqualTo(5);
      for (String name : List.of("examples_per_second", "learning_rate", "active_units")) {
        assertThat(scrape.get(name)).as(name).isEqualTo(line.path(name).asDouble());
      }
      for (String part : List.of("elbo", "objective", "reconstruction", "kl")) {
        assertThat(scrape.get(part)).as(part).isEqualTo(line.path("train").path(part).asDouble());
        assertThat(scrape.get("validation_" + part))
            .as(part)
            .isEqualTo(line.path("validation").path(part).asDouble());
      }
      assertThat(scrape.get("round")).isEqualTo(line.path("rounds").asInt());
      assertThat(scrape.get("round_seconds")).isPositive();
      assertThat(scrape.get("executor_physical_bytes")).isBetween(5e7, 5e10);
      assertThat(scrape.get("physical_bytes")).isBetween(5e7, 5e10);
      assertThat(scrape.get("executor_gpu_bytes")).isNaN();
    }
    assertThat(pages.metrics()).as("after the run").isEmpty();
  }

  @Test
  void withoutRowsHeldOutThereIsNoValidation() throws Exception {
    List<Double> scraped = new ArrayList<>();
    train(
        new AtEpochs(() -> scraped.add(pages.metrics().get("validation_elbo"))),
        "elbo.data.validation.fraction = 0",
        "elbo.training.epochs = 1");
    assertThat(scraped).containsExactly(Double.NaN);
  }

  @Test
  void aRunThatFailsLeavesNoMetrics() throws Exception {
    Progress fails =
        new AtEpochs(
            () -> {
              assertThat(pages.metrics()).isNotEmpty();
              throw new IllegalStateException("mine");
            });
    assertThatThrownBy(() -> train(fails)).hasMessage("mine");
    assertThat(pages.metrics()).isEmpty();
  }

  @Test
  void theTabShowsARunWhileItGoesAndWhatCameOfItAfterwards() throws Exception {
    List<String> shown = new ArrayList<>();
    Progress.RunResult result = train("tabbed", new AtEpochs(() -> shown.add(pages.get("/elbo/"))));
    List<String> lines = Files.readAllLines(Path.of(result.directory(), "metrics.jsonl"));
    for (int i = 0; i < lines.size(); i++) {
      String elbo = nats(JSON.readTree(lines.get(i)).path("validation").path("elbo").asDouble());
      assertThat(shown.get(i))
          .contains(">tabbed <span class=\"state running\">running</span>")
          .contains("<dt>validation ELBO, nats</dt><dd>" + elbo + "</dd>")
          .contains("<dt>epochs</dt><dd>" + (i + 1) + " of 5</dd>")
          .contains("class=\"value validation\"", ">" + elbo + "</text>")
          .contains("<code>elbo.training.epochs</code> <code>5</code>")
          .doesNotContain("<code>elbo.training.seed</code>");
    }
    assertThat(pages.get("/elbo/"))
        .contains(">tabbed <span class=\"state finished\">finished</span>")
        .contains("model of epoch 5");
  }

  private static String nats(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replace('-', '\u2212');
  }

  @Test
  void theTabIsThereOnceHoweverManyRunsASessionTrains() throws Exception {
    train("one", new Progress.Silent(), "elbo.training.epochs = 1");
    train("two", new Progress.Silent(), "elbo.training.epochs = 1");
    assertThat(pages.get("/jobs/").split("href=\"/elbo/\"", -1)).hasSize(2);
    assertThat(pages.get("/elbo/")).containsSubsequence(">two <span", ">one <span");
  }

  @Test
  void noValueIsTakenForMarkup() throws Exception {
    String evil = "<img src=x onerror=alert(1)>'&";
    Path data = Files.writeString(folder.resolve("rows.csv"), "x,y\n1,2\n3,4\n5,6\n7,8\n");
    Path hostile = Files.createDirectory(folder.resolve(evil)).resolve("rows.csv");
    Files.copy(data, hostile);
    assertThatThrownBy(
            () ->
                train(
                    "hostile",
                    new AtEpochs(
                        () -> {
                          throw new IllegalStateException(evil);
                        }),
                    "elbo.data.path = \"\"\"" + hostile + "\"\"\"",
                    "elbo.training.shards = 1"))
        .hasMessage(evil);
    String escaped = "&lt;img src=x onerror=alert(1)&gt;&#39;&amp;";
    assertThat(pages.get("/elbo/"))
        .contains(">hostile <span class=\"state failed\">failed</span>")
        .contains("java.lang.IllegalStateException: " + escaped)
        .contains("/" + escaped + "/rows.csv")
        .doesNotContain("<img src=x");
  }

  @Test
  void jobsSayWhichRunTheyAreOfAndWhatTheyDo() throws Exception {
    train(
        "named",
        new Progress.Silent(),
        "elbo.training.epochs = 2",
        "elbo.training.averaging { every = 3, scale = none }");
    context.listenerBus().waitUntilEmpty();
    Set<String> descriptions = new LinkedHashSet<>();
    Set<String> groups = new LinkedHashSet<>();
    JsonNode jobs =
        JSON.readTree(pages.get("/api/v1/applications/" + context.applicationId() + "/jobs"));
    List<JsonNode> ours = new ArrayList<>();
    jobs.forEach(job -> ours.add(0, job));
    ours.stream()
        .filter(job -> job.path("description").asText().startsWith("elbo named"))
        .forEach(
            job -> {
              descriptions.add(job.path("description").asText());
              groups.add(job.path("jobGroup").asText());
            });
    // 135 rows a shard are five steps.
    assertThat(descriptions)
        .containsExactly(
            "elbo named: packing",
            "elbo named: epoch 1 of 2, round 1 of 2",
            "elbo named: epoch 1 of 2, round 2 of 2",
            "elbo named: validation of epoch 1",
            "elbo named: epoch 2 of 2, round 1 of 2",
            "elbo named: epoch 2 of 2, round 2 of 2",
            "elbo named: validation of epoch 2",
            "elbo named: model and report");
    assertThat(groups).containsExactly("elbo named");
  }

  @Test
  void aTaskAndTheDriverLogTheRun() throws Exception {
    List<String> driver = new ArrayList<>();
    List<String> tasks = new ArrayList<>();
    train(
        new AtEpochs(
            () -> {
              driver.add(MDC.get(RUN));
              tasks.addAll(logged());
            }),
        "elbo.training.epochs = 1");
    assertThat(driver).containsExactly("mine");
    assertThat(tasks).containsExactly("mine", "mine");
    assertThat(MDC.get(RUN)).isNull();
    assertThat(logged()).containsExactly("null", "null");
  }

  /** The run in the MDC of two tasks of a job that this thread starts. */
  private List<String> logged() {
    return new org.apache.spark.api.java.JavaSparkContext(context)
        .parallelize(List.of(1, 2), 2)
        .map(number -> String.valueOf(MDC.get(RUN)))
        .collect();
  }

  @Test
  void aJobGroupOfTheCallersStaysSinceTheyMayCancelIt() throws Exception {
    context.setJobGroup("cell 7", "what I do", true);
    MDC.put(RUN, "theirs");
    List<String> during = new ArrayList<>();
    try {
      train(
          new AtEpochs(() -> during.add(context.getLocalProperty("spark.jobGroup.id"))),
          "elbo.training.epochs = 1");
      assertThat(during).containsExactly("cell 7");
      assertThat(context.getLocalProperty("spark.jobGroup.id")).isEqualTo("cell 7");
      assertThat(context.getLocalProperty("spark.job.description")).isEqualTo("what I do");
      assertThat(context.getLocalProperty("spark.job.interruptOnCancel")).isEqualTo("true");
      assertThat(context.getLocalProperty(RUN)).isNull();
      assertThat(MDC.get(RUN)).isEqualTo("theirs");
    } finally {
      context.clearJobGroup();
      MDC.remove(RUN);
    }
  }

  @Test
  void aRunThatIsRefusedLeavesTheSessionAsItWas() throws Exception {
    assertThatThrownBy(() -> train(new Progress.Silent(), "elbo.data.columns = [z]"))
        .isInstanceOf(ElboException.class);
    assertThat(context.getLocalProperty("spark.job.description")).isNull();
    assertThat(context.getLocalProperty("spark.jobGroup.id")).isNull();
  }
}
