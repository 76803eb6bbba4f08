package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schedule for Airflow by Python alone, with a stand-in for what it uses of Airflow. */
class AirflowScheduleTest {
  private static final Path DAG = Clone.ROOT.resolve("conf/schedules/airflow_dag.py");

  /**
   * Modules of Airflow that keep what they are told; a failing spark-submit says so as its hook.
   */
  private static final String STAND_IN =
      """
      import sys, types, os

      def module(name, **members):
          made = types.ModuleType(name)
          made.__dict__.update(members)
          sys.modules[name] = made

      class AirflowException(Exception): pass
      class AirflowFailException(AirflowException): pass
      class AirflowSkipException(AirflowException): pass

      tasks = []

      class Operator:
          def __init__(self, **told):
              self.told = told
              tasks.append(self)

      class SparkSubmitOperator(Operator):
          def execute(self, context):
              code = os.environ["CODE"]
              if code != "0":
                  raise AirflowException("Cannot execute: spark-submit x. Error code is: %s." % code)

      class BashOperator(Operator): pass

      class DAG:
          def __init__(self, **told): self.told = told
          def __enter__(self): return self
          def __exit__(self, *failure): pass

      module("airflow", DAG=DAG)
      module("airflow.exceptions", AirflowException=AirflowException,
             AirflowFailException=AirflowFailException, AirflowSkipException=AirflowSkipException)
      module("airflow.providers")
      module("airflow.providers.apache")
      module("airflow.providers.apache.spark")
      module("airflow.providers.apache.spark.operators")
      module("airflow.providers.apache.spark.operators.spark_submit",
             SparkSubmitOperator=SparkSubmitOperator)
      module("airflow.providers.standard")
      module("airflow.providers.standard.operators")
      module("airflow.providers.standard.operators.bash", BashOperator=BashOperator)
      dag = {}
      exec(compile(open(os.environ["DAG"]).read(), "airflow_dag.py", "exec"), dag)
      bash, spark = tasks
      """;

  @TempDir private Path folder;

  @BeforeEach
  void python() {
    assumeTrue(isTherePython(), "there is no python3");
  }

  private static boolean isTherePython() {
    try {
      return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String python(Map<String, String> environment, String program) throws Exception {
    Path file = folder.resolve("test.py");
    Files.writeString(file, program);
    return run(environment, "python3", file.toString());
  }

  private static String run(Map<String, String> environment, String... words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + process.waitFor();
  }

  @Test
  void itCompiles() throws Exception {
    assertThat(
            python(Map.of(), "compile(open(%s).read(), 'x', 'exec')\n".formatted("'" + DAG + "'")))
        .isEqualTo("0");
  }

  @Test
  void bothWaysStartTheSameTrainingOneRunAtATime() throws Exception {
    String said =
        python(
            Map.of("DAG", DAG.toString()),
            STAND_IN
                + """
                print(bash.told["skip_on_exit_code"], spark.told["application_args"])
                for name in "by_command", "by_spark_submit":
                    told = dag[name].told
                    print(told["max_active_runs"], told["catchup"], told["schedule"])
                print(spark.told["java_class"])
                """);
    assertThat(said.lines())
        .containsExactly(
            "[75, 99] ['retrain', '/etc/elbo/readings.conf']",
            "1 False 0 3 * * *",
            "1 False 0 3 * * *",
            "dev.elbo.job.Main",
            "0");
  }

  @ParameterizedTest
  @CsvSource({
    "0, done",
    "10, done",
    "75, AirflowSkipException",
    "99, AirflowSkipException",
    "2, AirflowFailException",
    "3, AirflowFailException",
    "4, AirflowFailException",
    "5, AirflowException",
    "137, AirflowException"
  })
  void sparkSubmitIsSkippedAndFailsByItsExitCode(int code, String outcome) throws Exception {
    String said =
        python(
            Map.of("DAG", DAG.toString(), "CODE", Integer.toString(code)),
            STAND_IN
                + """
                try:
                    spark.execute({})
                    print("done")
                except Exception as failure:
                    print(type(failure).__name__)
                """);
    assertThat(said.lines()).containsExactly(outcome, "0");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 0", "75, 75", "99, 99", "2, 2", "5, 5"})
  void theCommandHandsOnWhatAirflowSkips(int code, int expected) throws Exception {
    String said =
        python(
            Map.of("DAG", DAG.toString()),
            STAND_IN + "print(bash.told['bash_command'], end='|')\n");
    assertThat(said).endsWith("|0");
    Path elbo = folder.resolve("elbo");
    Files.writeString(elbo, "#!/bin/bash\necho \"$@\"\nexit " + code + "\n");
    assertThat(elbo.toFile().setExecutable(true)).isTrue();
    String command =
        said.substring(0, said.length() - 2).replace("/opt/elbo/submit/bin/elbo", elbo.toString());
    assertThat(run(Map.of(), "bash", "-c", command).lines().toList())
        .isEqualTo(List.of("retrain /etc/elbo/readings.conf", Integer.toString(expected)));
  }
}
