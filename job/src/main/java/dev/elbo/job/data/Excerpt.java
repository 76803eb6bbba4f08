package dev.elbo.job.data;

/** The beginning of what a file holds, for a message: a cell or a line may be a megabyte long. */
final class Excerpt {
  private static final int LONGEST = 200;

  private Excerpt() {}

  static String of(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "..";
  }
}
