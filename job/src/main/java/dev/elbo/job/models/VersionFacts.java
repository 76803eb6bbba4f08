package dev.elbo.job.models;

import dev.elbo.registry.Change;
import dev.elbo.registry.VersionRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What programs are told of a version. */
final class VersionFacts {
  private VersionFacts() {}

  static Map<String, Object> of(VersionRecord version, Optional<Change> champion) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", version.version());
    facts.put("champion", isChampion(version, champion));
    facts.put("added", version.added());
    facts.put("origin", version.origin());
    return facts;
  }

  static boolean isChampion(VersionRecord version, Optional<Change> champion) {
    return champion.filter(change -> change.version().equals(version.version())).isPresent();
  }

  /** A change without the things of its file. */
  static Map<String, Object> of(Change change) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("number", change.number());
    facts.put("action", change.action());
    facts.put("version", change.version());
    change.former().ifPresent(former -> facts.put("former", former));
    facts.put("who", change.who());
    facts.put("host", change.host());
    facts.put("when", change.when());
    facts.put("why", change.why());
    change.runId().ifPresent(id -> facts.put("run_id", id));
    return facts;
  }
}
