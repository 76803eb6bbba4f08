package dev.elbo.job.models;

import dev.elbo.feature.Schema;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.registry.VersionRecord;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.WholeFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * {@code models diff}: what is not the same in two versions.
 *
 * @param version the second of them
 * @param other the first; the champion if there is none
 */
public record ModelDiff(Configuration hadoop, String version, Optional<String> other)
    implements RegistryTask {

  @Override
  public void run(ModelRegistry registry, Answer answer) {
    VersionRecord from = Versions.of(registry, other);
    VersionRecord to = registry.version(version);
    Model first = ModelDirectory.read(hadoop, registry.model(from.version()));
    Model second = ModelDirectory.read(hadoop, registry.model(to.version()));
    Map<String, List<Difference>> parts = new LinkedHashMap<>();
    parts.put("origin", Difference.between(Facts.of(from.origin()), Facts.of(to.origin())));
    parts.put("settings", Difference.between(settings(registry, from), settings(registry, to)));
    parts.put(
        "schema",
        Difference.between(schema(first.metadata().schema()), schema(second.metadata().schema())));
    parts.put(
        "architecture",
        Difference.between(
            Facts.of(first.metadata().architecture()), Facts.of(second.metadata().architecture())));
    List<TensorDistance> tensors = TensorDistance.between(first, second);
    if (answer.isForPrograms()) {
      tell(answer, parts, tensors);
    } else {
      answer.text("%s -> %s%n".formatted(from.version(), to.version()));
      parts.forEach((part, differences) -> answer.text(text(part, differences)));
      answer.text(text(tensors));
    }
  }

  private static Map<String, String> settings(ModelRegistry registry, VersionRecord version) {
    WholeFile file = registry.settings(version.version());
    return file.exists()
        ? Facts.ofSettings(new String(file.read(), StandardCharsets.UTF_8))
        : Map.of();
  }

  /** A column is a fact with its type, so that one that came or went shows. */
  private static Map<String, String> schema(Schema schema) {
    Map<String, String> facts = new LinkedHashMap<>();
    schema.label().ifPresent(label -> facts.put("label", label));
    schema.image().ifPresent(image -> facts.put("image", image.toString()));
    for (int i = 0; i < schema.features(); i++) {
      facts.put("column " + schema.columns().get(i), schema.type(i).toString());
    }
    return facts;
  }

  private static void tell(
      Answer answer, Map<String, List<Difference>> parts, List<TensorDistance> tensors) {
    parts.forEach(
        (part, differences) ->
            differences.forEach(
                difference -> {
                  Map<String, Object> facts = new LinkedHashMap<>();
                  facts.put("part", part);
                  facts.put("key", difference.key());
                  difference.from().ifPresent(value -> facts.put("from", value));
                  difference.to().ifPresent(value -> facts.put("to", value));
                  answer.event("difference", facts);
                }));
    tensors.forEach(tensor -> answer.event("tensor", Map.of("tensor", tensor)));
  }

  private static String text(String part, List<Difference> differences) {
    List<List<String>> rows = new ArrayList<>();
    for (Difference difference : differences) {
      rows.add(List.of("  " + difference.key(), difference.text() + " "));
    }
    return differences.isEmpty() ? part + ": the same\n" : part + "\n" + Columns.of(rows);
  }

  private static String text(List<TensorDistance> tensors) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("parameters", "", "distance", "relative", "largest"));
    for (TensorDistance tensor : tensors) {
      String shape = tensor.from().map(List::toString).orElse("none");
      String to = tensor.to().map(List::toString).orElse("none");
      rows.add(
          List.of(
              "  " + tensor.name(),
              shape.equals(to) ? shape : shape + " -> " + to,
              number(tensor.distance()),
              number(tensor.relative()),
              number(tensor.largest())));
    }
    return Columns.of(rows);
  }

  private static String number(Optional<Double> value) {
    return value.map(v -> String.format(Locale.ROOT, "%.4g", v)).orElse("");
  }
}
