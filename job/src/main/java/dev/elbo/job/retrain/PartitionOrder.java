package dev.elbo.job.retrain;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The order of partitions by their texts: of numbers that of numbers, else that of texts. */
final class PartitionOrder {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

  private PartitionOrder() {}

  static int compare(String a, String b) {
    return NUMBER.matcher(a).matches() && NUMBER.matcher(b).matches()
        ? new BigDecimal(a).compareTo(new BigDecimal(b))
        : a.compareTo(b);
  }
}
