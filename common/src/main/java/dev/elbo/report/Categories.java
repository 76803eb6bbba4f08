package dev.elbo.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The labels that get a colour of their own: the most frequent ones, in natural order. All others
 * share one.
 *
 * @param names at most {@link #MOST}
 * @param others whether labels are left that have no colour of their own
 */
record Categories(List<String> names, boolean others) {
  static final int MOST = 12;

  static Categories of(List<String> labels) {
    Map<String, Integer> counts = new TreeMap<>();
    labels.forEach(label -> counts.merge(label, 1, Integer::sum));
    List<String> names =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST)
            .map(Map.Entry::getKey)
            .toList();
    return new Categories(inOrder(names), counts.size() > MOST);
  }

  /** Numbers by value, anything else by letter. */
  private static List<String> inOrder(List<String> names) {
    Set<String> unread = new HashSet<>(names);
    unread.removeIf(name -> name.matches("[-+]?\\d{1,15}(\\.\\d*)?"));
    return unread.isEmpty()
        ? names.stream().sorted(Comparator.comparingDouble(Double::parseDouble)).toList()
        : names.stream().sorted().toList();
  }

  /** The place of a label among the names, or their number if it has none. */
  int indexOf(String label) {
    int at = names.indexOf(label);
    return at < 0 ? names.size() : at;
  }

  /** The class of the colour of an index; without any names all is of one colour. */
  String cssClass(int index) {
    return index < names.size() || names.isEmpty() ? "c" + index : "other";
  }
}
