package dev.elbo.job.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records as keys and texts, such as {@code latent.dimension} and {@code 20}. */
final class Facts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Facts() {}

  /** Of a record, as its file has them; a list is one text. */
  static Map<String, String> of(Object value) {
    Map<String, String> facts = new LinkedHashMap<>();
    add(facts, "", tree(value));
    return facts;
  }

  private static JsonNode tree(Object value) {
    try {
      return JSON.readTree(Json.toLine(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // It was written a moment ago.
    }
  }

  private static void add(Map<String, String> facts, String key, JsonNode node) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field ->
                  add(
                      facts,
                      key.isEmpty() ? field.getKey() : key + "." + field.getKey(),
                      field.getValue()));
    } else {
      facts.put(key, node.isTextual() ? node.asText() : node.toString());
    }
  }

  /** Of settings.conf: a key a line, its origin behind. */
  static Map<String, String> ofSettings(String text) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf(" = ");
      int origin = line.lastIndexOf(" # ");
      if (equals > 0) {
        facts.put(
            line.substring(0, equals),
            line.substring(equals + 3, origin > equals ? origin : line.length()));
      }
    }
    return facts;
  }
}
