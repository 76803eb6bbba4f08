package dev.elbo.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/** The lines that programs read: a JSON object each, with its kind in {@code event}. */
final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Events() {}

  /** The event of a line; empty for any other line. */
  static Optional<JsonNode> parse(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(line)).filter(event -> event.path("event").isTextual());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** For people, how far the event {@code application} says that one is. */
  static String application(JsonNode event) {
    String page = event.path("page").asText();
    return event.path("id").asText()
        + " is "
        + event.path("state").asText()
        + (page.isEmpty() ? "" : " (" + page + ")");
  }

  /** The line of an event. */
  static String line(Map<String, ?> event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
