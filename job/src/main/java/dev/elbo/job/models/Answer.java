package dev.elbo.job.models;

import dev.elbo.store.Json;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a verb says, to people or to programs. */
public final class Answer {

  /** To whom. */
  public enum Form {
    /** People. */
    TEXT,
    /** Programs: a JSON object a line, its kind in {@code event}. */
    JSON,
    /** People who want to hear of nothing but errors and what they asked for. */
    QUIET
  }

  private final PrintStream out;
  private final Form form;

  /** To be told on a stream. */
  public Answer(PrintStream out, Form form) {
    this.out = out;
    this.form = form;
  }

  /** Whether programs read it. */
  boolean isForPrograms() {
    return form == Form.JSON;
  }

  /** A text that was asked for; for people. */
  void text(String text) {
    if (form != Form.JSON) {
      out.print(text);
      out.flush();
    }
  }

  /** An object that was asked for; for programs. */
  void event(String event, Map<String, ?> facts) {
    if (form == Form.JSON) {
      Map<String, Object> all = new LinkedHashMap<>(Map.of("event", event));
      all.putAll(facts);
      out.println(Json.toLine(all));
    }
  }

  /** What was done. */
  void done(String event, Map<String, ?> facts, String line) {
    event(event, facts);
    if (form == Form.TEXT) {
      out.println(line);
    }
  }
}
