package dev.elbo.job.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wrapper for PySpark. There is no PySpark here: what the wrapper says of Java is compared with
 * Java, and Python runs it with stand-ins for PySpark's classes.
 */
class PythonTest {
  private static final Pattern CLASS = Pattern.compile("(?m)^class ([A-Z]\\w*)");
  private static final Pattern CALL = Pattern.compile("_call_java\\(\"(\\w+)\"\\)");

  @TempDir private Path folder;

  @Test
  void itsClassesAndCallsAreThoseOfJava() throws Exception {
    String text = resource("/elbo_ml.py");
    List<String> methods = new ArrayList<>();
    List<String> names = CLASS.matcher(text).results().map(r -> r.group(1)).toList();
    assertThat(names).contains("VariationalAutoencoder", "ElboEvaluator").hasSize(4);
    for (String name : names) {
      for (Method method : Class.forName("dev.elbo.job.ml." + name).getMethods()) {
        methods.add(method.getName());
      }
    }
    List<String> calls = CALL.matcher(text).results().map((MatchResult r) -> r.group(1)).toList();
    assertThat(calls).isNotEmpty();
    assertThat(methods).containsAll(calls);
  }

  @Test
  void itHasEveryParamWithSetterAndGetter() throws Exception {
    assumeTrue(isTherePython(), "there is no python3");
    Files.writeString(folder.resolve("elbo_ml.py"), resource("/elbo_ml.py"));
    Path check = folder.resolve("check.py");
    Files.writeString(check, resource("/python/check_elbo_ml.py"));
    List<String> lines = new ArrayList<>();
    for (SettingParams stage : List.of(new VariationalAutoencoder(), new ElboEvaluator())) {
      for (Param<?> param : stage.params()) {
        lines.add(
            String.join(
                "\t", stage.getClass().getName(), param.getClass().getSimpleName(), param.name()));
      }
    }
    Path params = Files.write(folder.resolve("params.txt"), lines);
    assertThat(python(check.toString(), params.toString())).isEmpty();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PythonTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private boolean isTherePython() throws InterruptedException {
    try {
      return python("-c", "import sys; sys.version_info >= (3, 8) or sys.exit('old')").isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** What it says; nothing if all is well. */
  private String python(String... arguments) throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    List<String> command = new ArrayList<>(List.of("python3", "-B"));
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(said.toFile()))
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue() == 0
        ? Files.readString(said)
        : "exit code " + process.exitValue() + ": " + Files.readString(said);
  }
}
