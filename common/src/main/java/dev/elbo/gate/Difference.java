package dev.elbo.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * One way in which new rows are not like those that the champion was trained on.
 *
 * @param check schema, missing, range, drift or rows, as in {@code elbo.retrain.checks}
 * @param column none if it is about all
 * @param value how far
 * @param limit what is allowed
 * @param severity what is to be done
 * @param message the same in words
 */
public record Difference(
    String check,
    Optional<String> column,
    double value,
    double limit,
    Severity severity,
    String message) {

  /** What is to be done. */
  public enum Severity {
    /** Write it down. */
    @JsonProperty("warn")
    WARN,
    /** Train on nothing. */
    @JsonProperty("stop")
    STOP
  }
}
