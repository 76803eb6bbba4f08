package dev.elbo.job.averaging;

import java.util.List;

/**
 * What is trained on.
 *
 * @param name unique
 * @param conf its settings file
 * @param sets what differs from that, {@code key=value}
 */
record DataSet(String name, String conf, List<String> sets) {
  /** The one that shows what averaging costs where epochs are long. */
  static final String TENFOLD = "tenfold";
}
