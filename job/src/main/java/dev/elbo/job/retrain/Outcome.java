package dev.elbo.job.retrain;

import dev.elbo.store.DecisionRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * How a run ended that did not fail.
 *
 * @param exitCode of the command
 * @param word promoted, refused or nothing
 * @param text for people
 * @param decision the run's, if it made one
 * @param file that the decision lies in
 */
public record Outcome(
    int exitCode,
    String word,
    String text,
    Optional<DecisionRecord> decision,
    Optional<Path> file) {
  /** A new champion. */
  public static final int PROMOTED = 0;

  /** Trained, and the champion stays. */
  public static final int REFUSED = 10;

  /** Nothing to train on that was not there before. */
  public static final int NOTHING = 99;

  static Outcome nothing() {
    return nothing("Nothing new to train on.");
  }

  static Outcome nothing(String text) {
    return new Outcome(NOTHING, "nothing", text, Optional.empty(), Optional.empty());
  }

  static Outcome of(DecisionRecord record, String text, Path file) {
    return new Outcome(
        record.exitCode(),
        record.exitCode() == PROMOTED ? "promoted" : "refused",
        text,
        Optional.of(record),
        Optional.of(file));
  }

  /** For programs. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("outcome", word);
    facts.put("exit_code", exitCode);
    decision.ifPresent(
        record -> {
          facts.put("run_id", record.runId());
          record.version().ifPresent(version -> facts.put("version", version));
          record
              .decision()
              .flatMap(d -> d.comparison())
              .ifPresent(
                  comparison -> {
                    facts.put("champion_elbo", comparison.championElbo());
                    facts.put("margin", comparison.margin());
                    facts.put("gain", comparison.bootstrap().gain());
                  });
          record.context().flatMap(c -> c.elbo()).ifPresent(elbo -> facts.put("elbo", elbo));
        });
    file.ifPresent(path -> facts.put("decision", path.toString()));
    facts.put("text", text);
    return facts;
  }
}
