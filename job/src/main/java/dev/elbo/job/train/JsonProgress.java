package dev.elbo.job.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.vae.ElboParts;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One JSON object a line, for programs: events {@code note}, {@code start}, {@code epoch}, {@code
 * end}.
 */
public final class JsonProgress implements Progress {
  private final PrintStream out;
  private final ObjectMapper json = new ObjectMapper();

  /** Prints to a stream. */
  public JsonProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void note(String message) {
    print(Map.of("event", "note", "message", message));
  }

  @Override
  public void onStart(int completed, int epochs) {
    Map<String, Object> event = event("start");
    event.put("completed", completed);
    event.put("epochs", epochs);
    print(event);
  }

  @Override
  public void onRollback(Rollback rollback) {
    note(rollback.sentence());
  }

  @Override
  public void onRound(RoundEnd end) {
    Map<String, Object> event = event("round");
    event.put("epochs_done", end.epochs());
    event.put("round", end.round());
    event.put("rounds", end.rounds());
    print(event);
  }

  @Override
  public void onEpoch(EpochEnd end) {
    Map<String, Object> event = event("epoch");
    event.put("epoch", end.metrics().epoch());
    event.put("epochs", end.epochs());
    event.put("train", parts(end.metrics().train()));
    end.metrics().validation().ifPresent(held -> event.put("validation", parts(held)));
    event.put("examples", end.metrics().examples());
    event.put("seconds", end.metrics().seconds());
    event.put("examples_per_second", end.metrics().examplesPerSecond());
    event.put("active_units", end.metrics().activeUnits());
    event.put("line", PlainProgress.line(end.metrics(), end.epochs()));
    print(event);
  }

  @Override
  public void onEnd(RunResult result) {
    Map<String, Object> event = event("end");
    event.put("run_id", result.runId());
    event.put("directory", result.directory());
    event.put("model", result.model());
    event.put("report", result.report());
    event.put("elbo", result.elbo());
    event.put("epoch", result.epoch());
    print(event);
  }

  private static Map<String, Object> event(String name) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", name);
    return event;
  }

  private static Map<String, Object> parts(ElboParts parts) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("elbo", parts.elbo());
    map.put("objective", parts.objective());
    map.put("reconstruction", parts.reconstruction());
    map.put("kl", parts.kl());
    return map;
  }

  private void print(Map<String, Object> event) {
    try {
      out.println(json.writeValueAsString(event));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
