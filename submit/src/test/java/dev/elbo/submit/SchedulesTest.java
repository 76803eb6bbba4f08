package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schedules of conf/schedules on machines and on Kubernetes, without their schedulers. */
class SchedulesTest {
  private static final Path FOLDER = Clone.ROOT.resolve("conf/schedules");
  private static final String SUBMIT = "/opt/spark/bin/spark-submit";
  private static final String LOG = "/var/log/elbo/readings.log";

  @TempDir private Path folder;

  private static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  private static JsonNode manifest(String file) throws IOException {
    return Manifests.documents(FOLDER.resolve(file)).get(0);
  }

  /** A program that ends with a code. */
  private Path program(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Process bash(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
    return builder.start();
  }

  private static String out(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theReadmeNamesEveryFileAndExitCode() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allSatisfy(name -> assertThat(text("README.md") + "README.md").contains(name))
          .hasSize(7);
    }
    assertThat(text("README.md")).contains("| 0 |", "| 10 |", "| 75 |", "| 99 |", "| 5 |");
  }

  @Test
  void theCronJobHasTheNamesOfTheApiAndForbidsTwoAtOnce() throws IOException {
    JsonNode document = manifest("cronjob.yaml");
    CronJob job = Manifests.read(document, CronJob.class);
    assertThat(job.getKind()).isEqualTo("CronJob");
    assertThat(Manifests.unknown(job)).isEmpty();
    assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    assertThat(job.getSpec().getSchedule()).isEqualTo("0 3 * * *");
    ((ObjectNode) document.path("spec")).put("concurencyPolicy", "Forbid");
    assertThat(Manifests.unknown(Manifests.read(document, CronJob.class)))
        .containsExactly(".Spec.concurencyPolicy");
  }

  /** What was learned about the one holds for the other. */
  @Test
  void theCronJobIsTheJobButForItsCommand() throws IOException {
    JsonNode job =
        Manifests.documents(Clone.ROOT.resolve("conf/kubernetes/job.yaml")).get(0).path("spec");
    JsonNode nightly = manifest("cronjob.yaml").at("/spec/jobTemplate/spec");
    String expected =
        job.toString()
            .replace("elbo-train", "elbo-retrain")
            .replace("\"train\"", "\"retrain\"")
            .replace("train.conf", "retrain.conf")
            .replace("elbo-settings", "elbo-readings")
            .replace("[\"" + SUBMIT + "\"]", command(nightly).toString())
            .replace("\"ttlSecondsAfterFinished\":86400,", "");
    assertThat(nightly).hasToString(expected);
  }

  private static JsonNode command(JsonNode jobSpec) {
    return jobSpec.at("/template/spec/containers/0/command");
  }

  private Process driver(String body) throws IOException {
    JsonNode command = command(manifest("cronjob.yaml").at("/spec/jobTemplate/spec"));
    assertThat(command).hasSize(4);
    assertThat(command.get(0).asText()).isEqualTo("/bin/bash");
    assertThat(command.get(1).asText()).isEqualTo("-c");
    String script = command.get(2).asText();
    assertThat(script).contains(SUBMIT);
    String submit = program("submit", body).toString();
    return bash(script.replace(SUBMIT, submit), command.get(3).asText(), "retrain", "a b.conf");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 0", "75, 0", "99, 0", "2, 2", "3, 3", "4, 4", "5, 5", "137, 137"})
  void thePodEndsWellWhereNothingIsToBeDone(int code, int expected) throws Exception {
    Process pod = driver("printf '[%s]' \"$@\"; exit " + code);
    assertThat(out(pod)).isEqualTo("[retrain][a b.conf]elbo retrain ended with " + code + "\n");
    assertThat(pod.waitFor()).isEqualTo(expected);
  }

  @Test
  void aTerminationOfThePodReachesTheDriverAndWaitsForIt() throws Exception {
    Path started = folder.resolve("started");
    Process pod =
        driver(
            "trap 'sleep 0.3; echo ended; exit 5' TERM; touch "
                + started
                + "; while :; do sleep 0.05; done");
    while (!Files.exists(started)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    // Process.destroy would close the stream, too.
    pod.toHandle().destroy();
    assertThat(out(pod)).isEqualTo("ended\nelbo retrain ended with 5\n");
    assertThat(pod.waitFor()).isEqualTo(5);
  }

  @Test
  void theScheduledApplicationIsTheApplicationEveryNight() throws IOException {
    JsonNode scheduled = manifest("scheduled-spark-application.yaml");
    assertThat(scheduled.path("apiVersion").asText()).isEqualTo("sparkoperator.k8s.io/v1beta2");
    assertThat(scheduled.path("kind").asText()).isEqualTo("ScheduledSparkApplication");
    JsonNode spec = scheduled.path("spec");
    assertThat(Manifests.names(spec))
        .containsExactly(
            "schedule",
            "concurrencyPolicy",
            "successfulRunHistoryLimit",
            "failedRunHistoryLimit",
            "template");
    assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
    Manifests.requireOperator(spec.path("template"));
    String application =
        Manifests.documents(Clone.ROOT.resolve("conf/kubernetes/spark-application.yaml"))
            .get(0)
            .path("spec")
            .toString();
    assertThat(spec.path("template"))
        .hasToString(
            application
                .replace("\"train\"", "\"retrain\"")
                .replace("train.conf", "retrain.conf")
                .replace("elbo-settings", "elbo-readings")
                .replace("\"timeToLiveSeconds\":86400,", ""));
  }

  private static List<String> cronWords() throws IOException {
    List<String> lines = text("crontab").lines().filter(line -> line.matches("[0-9*].*")).toList();
    assertThat(lines).hasSize(1);
    return List.of(lines.get(0).split(" ", 7));
  }

  @Test
  void theLineOfCronIsOneThatCronReads() throws IOException {
    List<String> words = cronWords();
    List<Integer> greatest = List.of(59, 23, 31, 12, 7);
    for (int i = 0; i < greatest.size(); i++) {
      assertThat(words.get(i)).matches("\\*|\\d+");
      if (!words.get(i).equals("*")) {
        assertThat(Integer.parseInt(words.get(i))).isBetween(0, greatest.get(i));
      }
    }
    assertThat(words.get(5)).as("the user").isEqualTo("elbo");
    assertThat(words.get(6)).startsWith("elbo retrain ").doesNotContain("%");
    List<String> others =
        text("crontab").lines().filter(line -> !line.matches("[0-9*].*|#.*|")).toList();
    assertThat(others).allMatch(line -> line.matches("[A-Z_]+=\\S+"));
    assertThat(others).contains("SHELL=/bin/bash");
  }

  /** Cron mails what is printed. */
  @ParameterizedTest
  @CsvSource({"0, false", "10, false", "75, false", "99, false", "2, true", "3, true", "5, true"})
  void cronMailsTheLogWhereSomebodyIsNeeded(int code, boolean isMailed) throws Exception {
    program("elbo", "echo \"$@\"; echo trouble >&2; exit " + code);
    String command = cronWords().get(6);
    assertThat(command).contains(LOG);
    Process cron = bash(command.replace(LOG, folder.resolve("log").toString()));
    String said = "retrain --quiet /etc/elbo/readings.conf\ntrouble\n";
    assertThat(out(cron)).isEqualTo(isMailed ? said : "");
    assertThat(folder.resolve("log")).hasContent(said);
  }

  private static List<String> directives(String file, String name) throws IOException {
    return text(file)
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }

  @Test
  void systemdTellsWhatIsDoneFromWhatIsWrong() throws IOException {
    String service = "elbo-retrain@.service";
    assertThat(directives(service, "Type")).containsExactly("oneshot");
    assertThat(directives(service, "ExecStart"))
        .containsExactly("/opt/elbo/submit/bin/elbo retrain /etc/elbo/%i.conf");
    assertThat(directives(service, "SuccessExitStatus")).containsExactly("10 75 99");
    assertThat(directives(service, "RestartPreventExitStatus")).containsExactly("2 3 4");
    assertThat(directives("elbo-retrain@.timer", "OnCalendar")).containsExactly("*-*-* 03:00:00");
    for (String file : List.of(service, "elbo-retrain@.timer")) {
      assertThat(text(file).lines().filter(line -> !line.startsWith("#")))
          .allMatch(line -> line.matches("|\\[(Unit|Service|Timer|Install)]|[A-Z][A-Za-z]+=.+"));
    }
  }

  @Test
  void systemdFindsNothingToComplainAbout() throws Exception {
    Path tool = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(tool), "there is no systemd-analyze");
    // The paths and the user of a machine that has Elbo are not those of this one.
    Files.writeString(
        folder.resolve("elbo-retrain@.service"),
        text("elbo-retrain@.service")
            .replace("/opt/elbo/submit/bin/elbo", "/bin/sh")
            .replace("User=elbo", "User=root"));
    Files.writeString(folder.resolve("elbo-retrain@.timer"), text("elbo-retrain@.timer"));
    Files.copy(
        folder.resolve("elbo-retrain@.service"), folder.resolve("elbo-retrain@readings.service"));
    Files.copy(
        folder.resolve("elbo-retrain@.timer"), folder.resolve("elbo-retrain@readings.timer"));
    Process verify =
        new ProcessBuilder(
                tool.toString(),
                "verify",
                "--man=no",
                folder.resolve("elbo-retrain@readings.service").toString(),
                folder.resolve("elbo-retrain@readings.timer").toString())
            .redirectErrorStream(true)
            .start();
    String said = out(verify);
    assertThat(said.lines().filter(line -> line.contains("elbo-retrain"))).isEmpty();
    assertThat(verify.waitFor()).as(said).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"retrain /etc/elbo/x.conf", "retrain --quiet /etc/elbo/readings.conf"})
  void everyScheduleStartsAVerbThatExists(String line) throws IOException {
    var parsed = Elbo.of(new FakeSpark(folder).around()).parseArgs(line.split(" ", -1));
    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("retrain");
  }
}
