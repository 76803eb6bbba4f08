package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests against the types of the Kubernetes API, without a cluster. */
class KubernetesManifestsTest {
  private static final Path FOLDER = Path.of("../conf/kubernetes");

  @TempDir private Path folder;

  private static List<JsonNode> documents(String file) throws IOException {
    return Manifests.documents(FOLDER.resolve(file));
  }

  /** Names that the model does not know are kept aside and written back, types that differ fail. */
  @ParameterizedTest
  @ValueSource(strings = {"rbac.yaml", "settings.yaml", "job.yaml"})
  void everyNameIsOneOfTheApi(String file) throws IOException {
    for (JsonNode document : documents(file)) {
      HasMetadata resource = Manifests.read(document, HasMetadata.class);
      assertThat(resource.getKind()).isEqualTo(document.path("kind").asText());
      assertThat(resource.getClass().getPackageName())
          .startsWith("io.fabric8.kubernetes.api.model");
      assertThat(Manifests.unknown(resource)).as(file).isEmpty();
      assertThat(resource.getMetadata().getName()).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    }
  }

  @Test
  void aNameThatTheApiLacksIsFound() throws IOException {
    JsonNode job = documents("job.yaml").get(0);
    ((ObjectNode) job.at("/spec/template/spec")).put("restartPolici", "Never");
    assertThat(Manifests.unknown(Manifests.read(job, HasMetadata.class)))
        .containsExactly(".Spec.Template.Spec.restartPolici");
  }

  @Test
  void theJobStartsTheClassOfTheJarWithPropertiesThatSparkKnows() throws IOException {
    Job job = Manifests.read(documents("job.yaml").get(0), Job.class);
    var pod = job.getSpec().getTemplate().getSpec();
    var driver = pod.getContainers().get(0);
    List<String> words = driver.getArgs();
    assertThat(words).containsSubsequence("--class", "dev.elbo.job.Main");
    assertThat(words).endsWith("local:///opt/elbo/elbo-job.jar", "train", "/etc/elbo/train.conf");
    Set<String> variables =
        driver.getEnv().stream().map(EnvVar::getName).collect(Collectors.toSet());
    for (String word : words) {
      if (word.contains("$(")) {
        assertThat(variables).contains(word.substring(word.indexOf("$(") + 2, word.indexOf(')')));
      }
    }
    List<String> line = new ArrayList<>(driver.getCommand());
    line.addAll(words);
    new TypedLine(line).assertSparkSubmitTakes();
    assertThat(properties(words))
        .containsEntry("spark.kubernetes.container.image", driver.getImage());
  }

  private static Map<String, String> properties(List<String> words) {
    Map<String, String> properties = new java.util.LinkedHashMap<>();
    for (Iterator<String> it = words.iterator(); it.hasNext(); ) {
      if (it.next().equals("--conf")) {
        String[] assignment = it.next().split("=", 2);
        properties.put(assignment[0], assignment[1]);
      }
    }
    return properties;
  }

  /** Settings (2), data (3) and divergence (4): as ElboException.Kind has them. */
  @Test
  void theJobDoesNotRepeatWhatStaysWrong() throws IOException {
    Job job = Manifests.read(documents("job.yaml").get(0), Job.class);
    assertThat(job.getSpec().getPodFailurePolicy().getRules().get(0).getOnExitCodes().getValues())
        .containsExactly(2, 3, 4);
    assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
  }

  @Test
  void theJobAndTheApplicationMountTheSettingsAndTheAccountThatTheOtherFilesMake()
      throws IOException {
    ConfigMap settings = Manifests.read(documents("settings.yaml").get(0), ConfigMap.class);
    Job job = Manifests.read(documents("job.yaml").get(0), Job.class);
    var pod = job.getSpec().getTemplate().getSpec();
    assertThat(pod.getVolumes().get(0).getConfigMap().getName())
        .isEqualTo(settings.getMetadata().getName());
    JsonNode application = documents("spark-application.yaml").get(0).path("spec");
    assertThat(application.at("/volumes/0/configMap/name").asText())
        .isEqualTo(settings.getMetadata().getName());
    String account = documents("rbac.yaml").get(0).at("/metadata/name").asText();
    assertThat(pod.getServiceAccountName()).isEqualTo(account);
    assertThat(application.at("/driver/serviceAccount").asText()).isEqualTo(account);
  }

  @Test
  void theSettingsOfTheConfigMapAreSettings() throws IOException {
    ConfigMap map = Manifests.read(documents("settings.yaml").get(0), ConfigMap.class);
    Path file = folder.resolve("train.conf");
    Files.writeString(file, map.getData().get("train.conf"));
    ResolvedSettings resolved =
        ResolvedSettings.read(
            new Sources(List.of(), Map.of(), Map.of(), file.toString(), "/"), new Configuration());
    assertThat(resolved.settings().output().name()).isEqualTo("readings");
  }

  @Test
  void theApplicationHasTheNamesOfTheOperatorAndPropertiesThatSparkKnows() throws IOException {
    JsonNode application = documents("spark-application.yaml").get(0);
    assertThat(application.path("apiVersion").asText()).isEqualTo("sparkoperator.k8s.io/v1beta2");
    assertThat(application.path("kind").asText()).isEqualTo("SparkApplication");
    Manifests.requireOperator(application.path("spec"));
    assertThat(Manifests.names(application.at("/spec/sparkConf")))
        .allMatch(SparkProperties::isKnown);
    assertThat(application.at("/spec/mainClass").asText()).isEqualTo("dev.elbo.job.Main");
    List<String> words = new ArrayList<>();
    application.at("/spec/arguments").forEach(word -> words.add(word.asText()));
    TypedLine.assertDriverTakes(words);
  }

  @Test
  void theImageHoldsWhatTheManifestsStart() throws IOException {
    String recipe = Files.readString(FOLDER.resolve("Containerfile"));
    assertThat(recipe).contains("COPY job/target/elbo-job.jar /opt/elbo/elbo-job.jar");
    for (String copied : List.of("conf/log4j2.properties", "conf/gpu/discover-gpus.sh")) {
      assertThat(recipe).contains("COPY " + copied);
      assertThat(Path.of("..").resolve(copied)).exists();
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "Containerfile", "job.yaml", "rbac.yaml", "settings.yaml", "spark-application.yaml");
    }
  }
}
