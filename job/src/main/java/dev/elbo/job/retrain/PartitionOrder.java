package dev.elbo.job.retrain;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DecimalType;

/**
 * The order of partitions by their texts: first the one of rows without a value, which so is never
 * a watermark that hides what comes after it, then numbers in their order, then other texts.
 */
final class PartitionOrder {
  /** What Hive and Spark call the folder of the rows without a value. */
  static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

  /** Of as many digits as Spark's widest decimal has. */
  private static final String NUMBER = "-?\\d{1,29}(\\.\\d{1,9})?";

  private static final DecimalType DECIMAL = new DecimalType(38, 9);
  private static final Pattern NUMBERS = Pattern.compile(NUMBER);

  private PartitionOrder() {}

  static int compare(String a, String b) {
    if (a.equals(NO_VALUE) || b.equals(NO_VALUE)) {
      return Boolean.compare(b.equals(NO_VALUE), a.equals(NO_VALUE));
    }
    Optional<BigDecimal> left = number(a);
    Optional<BigDecimal> right = number(b);
    if (left.isPresent() && right.isPresent()) {
      return left.get().compareTo(right.get());
    }
    return left.isEmpty() && right.isEmpty()
        ? a.compareTo(b)
        : Boolean.compare(left.isEmpty(), right.isEmpty());
  }

  private static Optional<BigDecimal> number(String text) {
    return NUMBERS.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /** The same order of a column of texts: a value to compare and to sort by. */
  static Column of(Column texts) {
    Column isNumber = texts.rlike("^" + NUMBER + "$");
    return functions.when(
        texts.isNotNull(),
        functions.struct(
            isNumber.unary_$bang().as("is_text"),
            functions.when(isNumber, texts.cast(DECIMAL)).as("number"),
            functions.when(isNumber.unary_$bang(), texts).as("text")));
  }
}
