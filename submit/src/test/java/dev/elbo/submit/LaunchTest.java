package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchTest {
  private static Launch launch() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("spark.ui.enabled", "false");
    properties.put("spark.driver.extraJavaOptions", "-Da=1 -Db=2");
    return new Launch(
        Map.of("OMP_NUM_THREADS", "1"),
        Path.of("/opt/spark/bin/spark-submit"),
        new Master("local[*]"),
        "elbo train digits",
        Optional.empty(),
        properties,
        "/opt/elbo/elbo-job.jar",
        List.of("train", "my digits.conf", "--set", "elbo.output.name=it's"));
  }

  @Test
  void theLineStartsTheDriverOfTheJar() {
    assertThat(launch().words())
        .containsExactly(
            "/opt/spark/bin/spark-submit",
            "--class",
            "dev.elbo.job.Main",
            "--master",
            "local[*]",
            "--name",
            "elbo train digits",
            "--conf",
            "spark.ui.enabled=false",
            "--conf",
            "spark.driver.extraJavaOptions=-Da=1 -Db=2",
            "/opt/elbo/elbo-job.jar",
            "train",
            "my digits.conf",
            "--set",
            "elbo.output.name=it's");
  }

  @Test
  void theShellFormCanBeCopied() {
    assertThat(launch().shell())
        .isEqualTo(
            """
            OMP_NUM_THREADS=1 /opt/spark/bin/spark-submit \\
                --class dev.elbo.job.Main \\
                --master 'local[*]' \\
                --name 'elbo train digits' \\
                --conf spark.ui.enabled=false \\
                --conf 'spark.driver.extraJavaOptions=-Da=1 -Db=2' \\
                /opt/elbo/elbo-job.jar train 'my digits.conf' --set 'elbo.output.name=it'\\''s'""");
  }
}
