package dev.elbo.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.elbo.feature.ColumnType;
import dev.elbo.vae.ElboParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Records as JSON: keys in snake_case in the order of the record, doubles in their shortest form,
 * an empty Optional as no key. Reading ignores keys it does not know.
 */
public final class Json {
  private static final JsonMapper MAPPER = mapper();
  private static final ObjectWriter PRETTY = MAPPER.writer(printer());
  private static final String VERSION = "format_version";

  private Json() {}

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(ElboParts.class, PartsOrder.class)
            .addMixIn(ColumnType.class, ColumnTypeText.class)
            .addModule(new JdkTypes())
            .build();
    mapper
        .configOverride(Optional.class)
        .setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, null));
    return mapper;
  }

  /** Indented by two blanks and, unlike Jackson's own, the same on every platform. */
  private static DefaultPrettyPrinter printer() {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return printer;
  }

  /** A document for people too: indented, ending in a newline. */
  public static byte[] toDocument(Object value) {
    try {
      return (PRETTY.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line without its end. */
  public static String toLine(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one line of a file, which is named in the error. */
  static <T> T fromLine(String line, Class<T> type, Path file, int number) {
    try {
      return MAPPER.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw Failures.damaged(
          file, "line [" + number + "] is not what it should be [" + reason(e) + "]", e);
    }
  }

  /** Reads a document that carries a format version, at most {@code newest}. */
  public static <T> T fromDocument(byte[] bytes, Class<T> type, Path file, int newest) {
    try {
      JsonNode root = MAPPER.readTree(bytes);
      int version = root.path(VERSION).asInt();
      if (version > newest) {
        throw Failures.newer(file, version, newest);
      }
      if (version < 1) {
        throw Failures.damaged(file, "it has no [" + VERSION + "]");
      }
      return MAPPER.treeToValue(root, type);
    } catch (JsonProcessingException e) {
      throw Failures.damaged(file, "it is not what it should be [" + reason(e) + "]", e);
    } catch (IOException e) {
      throw Failures.cannotRead(file, e);
    }
  }

  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
