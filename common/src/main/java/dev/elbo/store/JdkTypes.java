package dev.elbo.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Optional and Instant for Jackson, whose modules for them are not on Spark's class path. */
final class JdkTypes extends SimpleModule {
  private static final long serialVersionUID = 1;

  JdkTypes() {
    super("elbo-jdk-types");
    addSerializer(Optional.class, new OptionalSerializer());
    addDeserializer(Optional.class, new OptionalDeserializer(null));
    addSerializer(Instant.class, ToStringSerializer.instance);
    addDeserializer(Instant.class, new InstantDeserializer());
  }

  @SuppressWarnings("rawtypes") // A class literal knows no parameters.
  private static final class OptionalSerializer extends StdSerializer<Optional> {
    private static final long serialVersionUID = 1;

    OptionalSerializer() {
      super(Optional.class);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Optional value) {
      return value.isEmpty();
    }

    @Override
    public void serialize(Optional value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(value.isPresent() ? value.get() : null, out);
    }
  }

  @SuppressWarnings("rawtypes") // A class literal knows no parameters.
  private static final class OptionalDeserializer extends StdDeserializer<Optional>
      implements ContextualDeserializer {
    private static final long serialVersionUID = 1;

    private final JavaType content;

    OptionalDeserializer(JavaType content) {
      super(Optional.class);
      this.content = content;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty p) {
      return new OptionalDeserializer(context.getContextualType().containedTypeOrUnknown(0));
    }

    @Override
    public Optional deserialize(JsonParser in, DeserializationContext context) throws IOException {
      Object value = context.readValue(in, content);
      return Optional.ofNullable(value);
    }

    @Override
    public Optional getNullValue(DeserializationContext context) {
      return Optional.empty();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return Optional.empty();
    }
  }

  private static final class InstantDeserializer extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    InstantDeserializer() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getText();
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "no ISO-8601 time");
      }
    }
  }
}
