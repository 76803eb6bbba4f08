package dev.elbo.feature;

import java.util.List;

/**
 * The type of a column of a table, for those that read it and those that make new rows.
 *
 * @param name of the type, as Spark has it: {@code double}, {@code decimal(10,2)}, {@code string}
 * @param kind what its cells mean
 */
public record ColumnType(String name, Kind kind) {
  /** A column of numbers. */
  public static final ColumnType DOUBLE = new ColumnType("double", Kind.NUMBER);

  /** Numbers written as text: whether they are whole is known when all were read. */
  public static final ColumnType NUMERAL = new ColumnType("numeral", Kind.NUMBER);

  private static final List<String> WHOLE = List.of("tinyint", "smallint", "int", "bigint");
  private static final String CATEGORY = "category of ";

  /** What cells mean. */
  public enum Kind {
    /** A number. */
    NUMBER,
    /** One of some texts, numbers or truths that have no order. */
    CATEGORY,
    /** True, 1, or false, 0. */
    BOOLEAN,
    /** Days since 1970-01-01. */
    DATE,
    /** Seconds since 1970-01-01 00:00 UTC. */
    TIMESTAMP
  }

  /** The type that is what its name says. */
  public static ColumnType named(String name) {
    return new ColumnType(
        name,
        switch (name) {
          case "string" -> Kind.CATEGORY;
          case "boolean" -> Kind.BOOLEAN;
          case "date" -> Kind.DATE;
          case "timestamp", "timestamp_ntz" -> Kind.TIMESTAMP;
          default -> Kind.NUMBER;
        });
  }

  /** The type of a column whose values are categories. */
  public static ColumnType category(String name) {
    return new ColumnType(name, Kind.CATEGORY);
  }

  /** The type of {@link #text}. */
  public static ColumnType parse(String text) {
    return text.startsWith(CATEGORY) ? category(text.substring(CATEGORY.length())) : named(text);
  }

  /** Whether its numbers are whole. */
  public boolean isWhole() {
    return WHOLE.contains(name);
  }

  /** The type in words: {@code int}, {@code category of int}. */
  public String text() {
    return kind == Kind.CATEGORY ? CATEGORY + name : name;
  }
}
