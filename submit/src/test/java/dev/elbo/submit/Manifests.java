package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Manifests as trees, and what is in them that the API does not know. */
final class Manifests {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What a spec of the operator's version v1beta2 may have; the parts that the manifest uses. */
  private static final Map<String, Set<String>> OPERATOR =
      Map.of(
          "",
          Set.of(
              "type",
              "mode",
              "sparkVersion",
              "image",
              "mainClass",
              "mainApplicationFile",
              "arguments",
              "restartPolicy",
              "timeToLiveSeconds",
              "sparkConf",
              "volumes",
              "driver",
              "executor"),
          "restartPolicy",
          Set.of("type"),
          "driver",
          Set.of(
              "cores",
              "memory",
              "memoryOverhead",
              "serviceAccount",
              "env",
              "volumeMounts",
              "labels"),
          "executor",
          Set.of("instances", "cores", "memory", "memoryOverhead", "gpu", "labels"));

  private Manifests() {}

  static List<JsonNode> documents(Path file) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (var all = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      all.forEachRemaining(documents::add);
    }
    return documents;
  }

  /** As a type of the API; names that it does not know are kept aside, types that differ fail. */
  static <T> T read(JsonNode document, Class<T> type) {
    return new KubernetesSerialization().convertValue(document, type);
  }

  /** What fabric8 puts into additionalProperties, in the whole tree. */
  static List<String> unknown(Object resource) {
    return unknown(resource, "", new HashSet<>());
  }

  private static List<String> unknown(Object node, String path, Set<Object> seen) {
    List<String> found = new ArrayList<>();
    if (node == null || !seen.add(System.identityHashCode(node))) {
      return found;
    }
    if (node instanceof Iterable<?> list) {
      list.forEach(item -> found.addAll(unknown(item, path + "[]", seen)));
      return found;
    }
    if (!node.getClass().getPackageName().startsWith("io.fabric8")) {
      return found;
    }
    for (var method : node.getClass().getMethods()) {
      String name = method.getName();
      if (!name.startsWith("get") || method.getParameterCount() > 0 || name.equals("getClass")) {
        continue;
      }
      try {
        Object value = method.invoke(node);
        if (name.equals("getAdditionalProperties") && value instanceof Map<?, ?> map) {
          map.keySet().forEach(key -> found.add(path + "." + key));
        } else {
          found.addAll(unknown(value, path + "." + name.substring(3), seen));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return found;
  }

  /** Names of a section. */
  static List<String> names(JsonNode section) {
    List<String> names = new ArrayList<>();
    section.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Checks that the operator knows every name of a SparkApplicationSpec. */
  static void requireOperator(JsonNode spec) {
    OPERATOR.forEach(
        (section, known) ->
            assertThat(known)
                .as(section)
                .containsAll(names(section.isEmpty() ? spec : spec.path(section))));
  }
}
