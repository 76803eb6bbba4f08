package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.elbo.submit.ClusterCommand.Ended;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.DynamicTest;

/**
 * What the command does and how it ends, the same wherever Spark runs. The model and the finished
 * run of the first case are what others are about.
 */
final class VerbsAndEnds {
  private static final long MOST_SECONDS_TO_END = 60;

  private final Cluster cluster;
  private final DeployMode mode;
  private final ClusterCommand command;

  /**
   * @param folder of this machine for what belongs to the user who types commands
   * @param mode of train; the other verbs have their driver here
   */
  VerbsAndEnds(Cluster cluster, java.nio.file.Path folder, DeployMode mode) throws Exception {
    this.cluster = cluster;
    this.mode = mode;
    this.command = new ClusterCommand(cluster, folder);
  }

  Stream<DynamicTest> all() {
    return Stream.of(
        dynamicTest("trains", this::trains),
        dynamicTest("a finished run is 2", this::refusesAFinishedRun),
        dynamicTest("bad data is 3", this::refusesBadData),
        dynamicTest("diverged is 4", this::diverges),
        dynamicTest("a stop ends the application, and the run goes on", this::isStoppedAndGoesOn),
        dynamicTest("Ctrl-C ends the application", this::endsWithControlC),
        dynamicTest("the model scores", this::scores),
        dynamicTest("the model generates", this::generates),
        dynamicTest("the model is evaluated", this::evaluates));
  }

  private Ended train(String... more) throws Exception {
    return command.train(mode, more);
  }

  void trains() throws Exception {
    Ended ended = train("--run-id", "run");
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertThat(ended.printed())
        .containsPattern("(?m)^(app|driver|application)[-_][\\w-]+ is RUNNING")
        .containsPattern("(?m)^epoch 2/2 ")
        .contains("Run run is done");
    assertIsLeft("out");
    assertThat(command.names("out/launches")).isEmpty();
  }

  /** What a run left is there for others to read: whole, and finished. */
  private void assertIsLeft(String out) throws Exception {
    RunFiles files = new RunFiles(cluster.hadoop(), command.shared(out));
    assertThat(files.isFinished()).isTrue();
    files.assertWhole();
    assertThat(files.leftovers()).isEmpty();
    assertThat(files.model()).containsKey("parameters.npz");
  }

  /** What a run left has these, folders and files. */
  void assertPermissions(String ofFolders, String ofFiles) throws Exception {
    Path run = new Path(command.shared("out/runs/run"));
    FileSystem files = run.getFileSystem(cluster.hadoop());
    for (Path folder : List.of(run.getParent(), run, new Path(run, "model"))) {
      assertThat(files.getFileStatus(folder).getPermission()).asString().isEqualTo(ofFolders);
    }
    for (String file :
        List.of("run.json", "settings.conf", "report.html", "model/parameters.npz")) {
      assertThat(files.getFileStatus(new Path(run, file)).getPermission())
          .as(file)
          .asString()
          .isEqualTo(ofFiles);
    }
  }

  void refusesAFinishedRun() throws Exception {
    Ended ended = train("--run-id", "run");
    assertThat(ended.code()).as(ended.printed()).isEqualTo(2);
    assertThat(ended.printed()).contains("elbo: Cannot start run [run]: it finished on");
  }

  /** This is found before there is a run.json. */
  void refusesBadData() throws Exception {
    Ended ended = train("--set", "elbo.data.path=" + command.shared("bad.csv"));
    assertThat(ended.code()).as(ended.printed()).isEqualTo(3);
    assertThat(ended.printed()).contains("elbo: Cannot ", "[five]");
    assertThat(command.names("out/launches")).isEmpty();
  }

  void diverges() throws Exception {
    Ended ended =
        train(
            "--set",
            "elbo.training.optimizer.name=sgd",
            "--set",
            "elbo.training.optimizer.learning-rate=1e30");
    assertThat(ended.code()).as(ended.printed()).isEqualTo(4);
  }

  void isStoppedAndGoesOn() throws Exception {
    String[] run = longRun("stopped", 60);
    Process elbo = started(run);
    elbo.destroy();
    assertEndedWith(143, elbo);
    Ended resumed = train(run);
    assertThat(resumed.code()).as(resumed.printed()).isZero();
    assertThat(resumed.printed()).contains("; resumed after epoch ", "epoch 60/60 ");
    assertIsLeft("stopped");
  }

  void endsWithControlC() throws Exception {
    Process elbo = started(longRun("interrupted", 1_000_000));
    ClusterCommand.pressControlC(elbo);
    assertEndedWith(130, elbo);
  }

  private String[] longRun(String out, int epochs) {
    return new String[] {
      "--run-id",
      "run",
      "--set",
      "elbo.output.dir=" + command.shared(out),
      "--set",
      "elbo.training.epochs=" + epochs
    };
  }

  /** In the middle of its epochs. */
  private Process started(String... run) throws Exception {
    Process elbo = command.startTraining(mode, run);
    command.await(elbo, printed -> printed.contains("\nepoch "));
    return elbo;
  }

  private void assertEndedWith(int code, Process elbo) throws Exception {
    Ended ended = command.end(elbo);
    assertThat(ended.code()).as(ended.printed()).isEqualTo(code);
    if (mode == DeployMode.CLUSTER) {
      assertThat(ended.printed()).containsPattern("elbo: Ended (driver|application)[-_][\\w-]+\\.");
    }
    assertNothingRuns();
  }

  private void assertNothingRuns() throws Exception {
    long started = System.nanoTime();
    while (cluster.running() > 0) {
      assertThat((System.nanoTime() - started) / 1e9)
          .as("seconds that an application went on")
          .isLessThan(MOST_SECONDS_TO_END);
      Thread.sleep(200);
    }
  }

  void scores() throws Exception {
    Ended ended =
        put("score", model(), command.shared("rows.csv"), "--out", command.shared("scored"));
    assertThat(ended.printed()).contains("scores  ");
    assertThat(command.rows("scored")).hasSize(ClusterCommand.ROWS);
  }

  void generates() throws Exception {
    Ended ended = put("generate", model(), "--rows", "10", "--out", command.shared("new"));
    assertThat(ended.printed()).contains("rows    ");
    assertThat(command.rows("new")).hasSize(10);
  }

  void evaluates() throws Exception {
    Ended ended = put("evaluate", model(), command.shared("rows.csv"), "--json");
    List<JsonNode> events =
        ended.printed().lines().flatMap(line -> Events.parse(line).stream()).toList();
    assertThat(events.get(0).path("event").asText()).isEqualTo("application");
    assertThat(events.get(events.size() - 1).path("rows").asInt()).isEqualTo(ClusterCommand.ROWS);
  }

  private String model() {
    return command.shared("out/runs/run");
  }

  private Ended put(String... words) throws Exception {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    if (!words[0].equals("evaluate")) {
      all.addAll(List.of("--out-format", "json"));
    }
    Ended ended = command.elbo(all);
    assertThat(ended.code()).as(ended.printed()).isZero();
    return ended;
  }

  /** The documented way without the command; the settings file is sent along. */
  void trainsWithPlainSparkSubmit() throws Exception {
    Ended ended =
        command.sparkSubmit(
            "--deploy-mode",
            mode.word(),
            "--class",
            "dev.elbo.job.Main",
            "--files",
            "tiny.conf",
            "--conf",
            "spark.elbo.output.dir=" + command.shared("plain"),
            Clone.ROOT + "/job/target/elbo-job.jar",
            "train",
            "tiny.conf",
            "--run-id",
            "run");
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertIsLeft("plain");
  }
}
