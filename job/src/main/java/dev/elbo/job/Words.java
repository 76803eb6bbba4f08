package dev.elbo.job;

import java.util.List;

/** Options as words of a command line. */
final class Words {
  private Words() {}

  /** Adds an option if it has a value. */
  static void add(List<String> words, String option, Object value) {
    if (value != null) {
      words.addAll(List.of(option, value.toString()));
    }
  }
}
