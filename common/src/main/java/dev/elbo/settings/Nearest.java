package dev.elbo.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant by a word that nobody knows. */
final class Nearest {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private Nearest() {}

  /** The likeliest of the candidates, if one is likely. */
  static Optional<String> to(String word, Collection<String> candidates) {
    String plain = plain(word);
    Optional<String> begun =
        candidates.stream()
            .filter(c -> plain.length() > 1 && plain(c).startsWith(plain))
            .findFirst();
    if (begun.isPresent()) {
      return begun;
    }
    return candidates.stream()
        .min(Comparator.comparingInt(c -> DISTANCE.apply(plain, plain(c))))
        .filter(c -> DISTANCE.apply(plain, plain(c)) <= tolerance(plain, plain(c)));
  }

  /** Two letters that changed places count as two edits; the first letter is seldom wrong. */
  private static int tolerance(String word, String candidate) {
    boolean sameStart = word.length() > 2 && word.charAt(0) == candidate.charAt(0);
    return Math.max(sameStart ? 2 : 1, word.length() / 3);
  }

  /** batchSize, batch_size and batch-size are one word. */
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
