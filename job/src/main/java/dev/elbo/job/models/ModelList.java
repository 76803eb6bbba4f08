package dev.elbo.job.models;

import dev.elbo.registry.Change;
import dev.elbo.registry.Holder;
import dev.elbo.registry.Leases;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.registry.Origin;
import dev.elbo.registry.VersionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code models list}: the versions, the champion among them, and how it came to be. */
public final class ModelList implements RegistryTask {
  private static final Duration ANY = Duration.ofMinutes(1);
  private static final List<String> HEADER =
      List.of("", "version", "added", "run", "rows", "validation", "holdout");

  @Override
  public void run(ModelRegistry registry, Answer answer) {
    Optional<Change> champion = registry.champion();
    List<VersionRecord> versions = registry.versions();
    List<Change> history = registry.history();
    if (answer.isForPrograms()) {
      versions.forEach(v -> answer.event("version", VersionFacts.of(v, champion)));
      registry.unwhole().forEach(name -> answer.event("not_whole", Map.of("version", name)));
      history.forEach(change -> answer.event("change", VersionFacts.of(change)));
      tellLease(registry, answer);
      return;
    }
    List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    versions.forEach(v -> rows.add(row(v, VersionFacts.isChampion(v, champion))));
    StringBuilder text = new StringBuilder(Columns.of(rows));
    registry
        .unwhole()
        .forEach(
            name -> text.append("not whole: %s; promote says what is wrong%n".formatted(name)));
    text.append(history.isEmpty() ? "\nno champion\n" : "\n");
    history.forEach(change -> text.append(line(change)));
    answer.text(text.toString());
    tellLease(registry, answer);
  }

  /** Dead or alive: whether a run is late or gone, who looks at the list can tell. */
  private static void tellLease(ModelRegistry registry, Answer answer) {
    Leases leases = registry.leases(ANY);
    Optional<Instant> heard = leases.heard();
    leases
        .holder()
        .ifPresent(
            holder -> {
              answer.event("lease", facts(holder, heard));
              answer.text(
                  "%nlease held by %s%s%n"
                      .formatted(
                          holder,
                          heard.map(t -> "; last sign of life " + Times.text(t)).orElse("")));
            });
  }

  private static Map<String, Object> facts(Holder holder, Optional<Instant> heard) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("owner", holder.owner());
    facts.put("host", holder.host());
    facts.put("pid", holder.pid());
    facts.put("taken", holder.taken());
    facts.put("lease_seconds", holder.leaseSeconds());
    heard.ifPresent(time -> facts.put("heard", time));
    return facts;
  }

  private static List<String> row(VersionRecord version, boolean isChampion) {
    Origin origin = version.origin();
    return List.of(
        isChampion ? "*" : "",
        version.version(),
        Times.text(version.added()),
        origin.runId(),
        String.format(Locale.ROOT, "%,d", origin.rows()),
        elbo(origin, "validation"),
        elbo(origin, "holdout"));
  }

  private static String elbo(Origin origin, String of) {
    Double elbo = origin.elbo().get(of);
    return elbo == null ? "" : String.format(Locale.ROOT, "%.3f", elbo);
  }

  static String line(Change change) {
    return "%s  %-8s  %s%s by %s: %s%n"
        .formatted(
            Times.text(change.when()),
            change.action().name().toLowerCase(Locale.ROOT),
            change.former().map(former -> former + " -> ").orElse(""),
            change.version(),
            change.by(),
            change.why());
  }
}
