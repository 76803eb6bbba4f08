package dev.elbo.job.models;

import dev.elbo.registry.Change;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.registry.VersionRecord;
import dev.elbo.store.ModelMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * {@code models show}: a version with its metadata, and what became of it.
 *
 * @param version its name; the champion if there is none
 */
public record ModelShow(Configuration hadoop, Optional<String> version) implements RegistryTask {
  private static final int COLUMNS_SHOWN = 8;

  @Override
  public void run(ModelRegistry registry, Answer answer) {
    VersionRecord shown = Versions.of(registry, version);
    ModelMetadata metadata = Versions.metadata(hadoop, registry, shown);
    List<Change> changes =
        registry.history().stream()
            .filter(change -> change.version().equals(shown.version()))
            .toList();
    if (answer.isForPrograms()) {
      Map<String, Object> facts = VersionFacts.of(shown, registry.champion());
      facts.put("files", shown.files());
      facts.put("schema", metadata.schema());
      facts.put("architecture", metadata.architecture());
      facts.put("provenance", metadata.provenance());
      metadata.anomaly().ifPresent(anomaly -> facts.put("anomaly", anomaly));
      answer.event("version", facts);
      changes.forEach(change -> answer.event("change", VersionFacts.of(change)));
      return;
    }
    answer.text(text(shown, metadata, registry));
    changes.forEach(change -> answer.text(ModelList.line(change)));
  }

  private static String text(VersionRecord shown, ModelMetadata metadata, ModelRegistry registry) {
    Map<String, String> facts = new LinkedHashMap<>();
    boolean isChampion = VersionFacts.isChampion(shown, registry.champion());
    facts.put("version", shown.version() + (isChampion ? ", the champion" : ""));
    facts.put("model", registry.model(shown.version()).toString());
    facts.put("added", Times.text(shown.added()));
    facts.putAll(Facts.of(shown.origin()));
    facts.put("columns", columns(metadata.schema().columns()));
    metadata.schema().label().ifPresent(label -> facts.put("label", label));
    facts.putAll(Facts.of(metadata.architecture()));
    metadata.anomaly().ifPresent(a -> Facts.of(a).forEach((k, v) -> facts.put("anomaly." + k, v)));
    Facts.of(metadata.provenance()).forEach(facts::putIfAbsent);
    long bytes = shown.files().stream().mapToLong(VersionRecord.StoredFile::bytes).sum();
    facts.put("files", String.format(Locale.ROOT, "%d, %,d bytes", shown.files().size(), bytes));
    List<List<String>> rows = new ArrayList<>();
    facts.forEach((key, value) -> rows.add(List.of(key.replace('_', ' '), value + " ")));
    return Columns.of(rows) + "\n";
  }

  private static String columns(List<String> columns) {
    String first = String.join(", ", columns.subList(0, Math.min(COLUMNS_SHOWN, columns.size())));
    return columns.size() + ": " + first + (columns.size() > COLUMNS_SHOWN ? ", .." : "");
  }
}
