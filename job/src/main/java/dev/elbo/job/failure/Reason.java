package dev.elbo.job.failure;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why a task or an executor ended, in the words of Spark or of the cluster.
 *
 * @param line the words for people: one line, without a stack trace
 * @param symptom what it is a sign of
 */
record Reason(String line, Symptom symptom) {
  private static final int LONGEST = 240;

  /** What Spark puts around the reason of an executor that was lost under a task. */
  private static final Pattern EXECUTOR_LOST =
      Pattern.compile("ExecutorLostFailure \\(.*?\\) Reason: (.*)", Pattern.DOTALL);

  /** The reason in a text of any number of lines. */
  static Reason of(String text) {
    Matcher lost = EXECUTOR_LOST.matcher(text);
    String words = lost.find() ? lost.group(1) : text;
    List<String> lines =
        words
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("at "))
            .toList();
    Symptom symptom = Symptom.in(String.join("\n", lines));
    return new Reason(telling(lines, symptom), symptom);
  }

  /** The first line that shows the symptom; else the first line of all. */
  private static String telling(List<String> lines, Symptom symptom) {
    String line =
        lines.stream()
            .filter(symptom::isIn)
            .findFirst()
            .orElseGet(() -> lines.stream().limit(1).collect(Collectors.joining()));
    String said = line.replaceFirst("^Caused by: ", "").replaceFirst("\\.$", "");
    return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "..";
  }
}
