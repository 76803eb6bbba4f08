package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.job.data.SourceTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A column whose values are partitions: their order, and the texts that stand for them. Texts of
 * numbers are in the order of numbers; timestamps are written in UTC, so that neither the zone of
 * the session nor that of the JVM matters.
 */
final class PartitionColumn {
  /** To the microsecond, as Spark has them. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

  private final Dataset<Row> table;
  private final String name;
  private final DataType type;

  /** A column of a table. */
  PartitionColumn(Dataset<Row> table, String name) {
    this.table = table;
    this.name = name;
    this.type = table.schema().apply(name).dataType();
  }

  private Column value() {
    return SourceTable.column(table, name);
  }

  private Column order(Column value) {
    return type instanceof StringType ? PartitionOrder.of(value) : value;
  }

  private Column order(String text) {
    return order(functions.lit(text).cast(type));
  }

  /** Whether a row is before a value. */
  Column isBefore(String text) {
    return order(value()).lt(order(text));
  }

  /** Whether a row is after a value. */
  Column isAfter(String text) {
    return order(value()).gt(order(text));
  }

  /** Whether a row is after a value or has it. */
  Column isFrom(String text) {
    return order(value()).geq(order(text));
  }

  /** Whether a row is before a value or has it. */
  Column isUpTo(String text) {
    return order(value()).leq(order(text));
  }

  /** The greatest value of some of the rows; none if no row has one. */
  Optional<String> greatest(Column which) {
    Column greatest =
        type instanceof StringType
            ? functions.max_by(value(), order(value()))
            : functions.max(value());
    Row row = table.where(which).agg(greatest.as("greatest")).first();
    return row.isNullAt(0) ? Optional.empty() : Optional.of(text(row.get(0)));
  }

  /** The name of the batch that a row is in: its value, of timestamps their day. */
  Column batch() {
    boolean isTime = type instanceof TimestampType || type instanceof TimestampNTZType;
    return isTime ? functions.to_date(value()) : value();
  }

  /** Refuses what is no value of the column. */
  void require(String option, String text) {
    boolean isValue;
    try {
      isValue =
          !table.sparkSession().range(1).select(functions.lit(text).cast(type)).first().isNullAt(0);
    } catch (RuntimeException e) { // So ANSI mode says it.
      isValue = false;
    }
    if (!isValue) {
      throw ElboException.settings(
          "Cannot use %s [%s]: the values of [%s] are of type [%s]. Give one of them."
              .formatted(option, text, name, type.simpleString()));
    }
  }

  /** Of numbers that are whole without a fraction, whatever the type. */
  private static String text(Object value) {
    if (value instanceof Timestamp time) {
      return TIME.format(time.toInstant().atOffset(ZoneOffset.UTC)) + "Z";
    }
    if (value instanceof Instant time) {
      return TIME.format(time.atOffset(ZoneOffset.UTC)) + "Z";
    }
    if (value instanceof LocalDateTime time) {
      return TIME.format(time);
    }
    return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString(number.longValue())
        : String.valueOf(value);
  }
}
