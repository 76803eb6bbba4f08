package dev.elbo.submit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what spark-submit logs of a driver that it sent away, as conf/spark/submission-log4j2 has
 * it: tells states as they change, and passes warnings and errors on.
 */
final class Following implements Watcher {
  /** How progress is told. */
  enum Told {
    TEXT,
    EVENTS,
    NOTHING
  }

  private final ClusterManager manager;
  private final Watcher view;
  private final Told told;
  private final Map<Fact, String> facts = new EnumMap<>(Fact.class);

  /** Whether a line that has no level belongs to one that is shown. */
  private boolean shown = true;

  private String toldState = "";
  private String toldLog = "";

  Following(ClusterManager manager, Watcher view, Told told) {
    this.manager = manager;
    this.view = view;
    this.told = told;
  }

  @Override
  public synchronized void out(String line) {
    err(line);
  }

  @Override
  public synchronized void err(String line) {
    facts.putAll(manager.read(line));
    String state = facts.getOrDefault(Fact.STATE, "");
    if (!state.equals(toldState) && facts.containsKey(Fact.ID)) {
      toldState = state;
      tell(state);
    }
    if (!toldState.isEmpty()) {
      tellLog();
    }
    if (line.startsWith("INFO ")) {
      shown = false;
    } else if (line.startsWith("WARN ")
        || line.startsWith("ERROR ")
        || line.startsWith("Exception in thread")) {
      shown = true;
    }
    if (shown) {
      view.err(line);
    }
  }

  private void tell(String state) {
    if (told == Told.NOTHING) {
      return;
    }
    if (told == Told.EVENTS) {
      Map<String, String> event = new LinkedHashMap<>();
      event.put("event", "application");
      event.put("id", id().orElse(""));
      event.put("state", state);
      event.put("log", log());
      Optional.ofNullable(facts.get(Fact.PAGE)).ifPresent(page -> event.put("page", page));
      view.out(Events.line(event));
      return;
    }
    List<String> words = new ArrayList<>(List.of(id().orElse("The application"), "is", state));
    Optional.ofNullable(facts.get(Fact.PAGE)).ifPresent(page -> words.add("(" + page + ")"));
    view.out(String.join(" ", words));
  }

  private void tellLog() {
    if (told == Told.TEXT && !log().equals(toldLog)) {
      toldLog = log();
      view.out("Its log: " + toldLog);
    }
  }

  /** How the manager calls it, once it does. */
  synchronized Optional<String> id() {
    return Optional.ofNullable(facts.get(Fact.ID));
  }

  /** Where the log of the driver lies. */
  synchronized String log() {
    return manager.log(facts);
  }

  /** How it ended, or how far it is, in the words of the manager; empty before there is any. */
  synchronized Optional<String> outcome() {
    return Optional.ofNullable(facts.getOrDefault(Fact.OUTCOME, facts.get(Fact.STATE)));
  }
}
