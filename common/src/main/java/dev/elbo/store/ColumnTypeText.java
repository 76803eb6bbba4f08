package dev.elbo.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.elbo.feature.ColumnType;

/** How {@link ColumnType} stands in a file: in words. */
abstract class ColumnTypeText {
  @JsonValue
  abstract String text();

  @JsonCreator
  static ColumnType parse(String text) {
    return ColumnType.parse(text);
  }
}
