package dev.elbo.job.estimators;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is asked of the experiments.
 *
 * @param experiment its name; without one they are listed
 * @param samples of each estimator in each setting; else the default of the experiment
 * @param seed equal seeds give equal numbers
 * @param network the widths of the one that graph draws; else 4-3-2
 * @param html where a page goes
 * @param format of what is printed
 * @param existing what to do about a file that is no page of ours
 */
public record EstimatorsRequest(
    Optional<String> experiment,
    OptionalLong samples,
    long seed,
    Optional<String> network,
    Optional<Path> html,
    Format format,
    Existing existing) {

  /** For whom it is printed. */
  public enum Format {
    /** Tables for people. */
    TEXT,
    /** One JSON object a line. */
    JSON
  }

  /** What to do about a file in the place of the page. */
  public enum Existing {
    /** Refuse, unless it is an older page. */
    KEEP,
    /** Write over it. */
    REPLACE
  }
}
