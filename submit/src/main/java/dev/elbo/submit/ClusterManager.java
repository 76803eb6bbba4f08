package dev.elbo.submit;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs drivers on a cluster: how to read of them, where they log, how to end them. */
interface ClusterManager {

  /** For people. */
  String name();

  /** What a line of spark-submit says; empty for most lines. */
  Map<Fact, String> read(String line);

  /** Where the log of a driver lies. */
  String log(Map<Fact, String> facts);

  /** Ends an application. */
  void end(String id) throws Exception;

  /** What the groups of the first pattern that is found are, in order. */
  static Optional<Matcher> find(Pattern pattern, String line) {
    return Optional.of(pattern.matcher(line)).filter(Matcher::find);
  }
}
