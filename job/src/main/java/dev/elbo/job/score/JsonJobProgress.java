package dev.elbo.job.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object a line, for programs: events {@code note}, {@code tasks}, {@code end}. */
public final class JsonJobProgress implements JobProgress {
  private final PrintStream out;
  private final ObjectMapper json = new ObjectMapper();

  /** Prints to a stream. */
  public JsonJobProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void note(String message) {
    print("note", Map.of("message", message));
  }

  @Override
  public void onTasks(int done, int all, long rows, double seconds) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("done", done);
    facts.put("all", all);
    facts.put("rows", rows);
    facts.put("seconds", seconds);
    print("tasks", facts);
  }

  @Override
  public void onEnd(Map<String, Object> facts, String text) {
    Map<String, Object> all = new LinkedHashMap<>(facts);
    all.put("text", text);
    print("end", all);
  }

  private synchronized void print(String event, Map<String, Object> facts) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("event", event);
    all.putAll(facts);
    try {
      out.println(json.writeValueAsString(all));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
