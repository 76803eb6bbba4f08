package dev.elbo.settings;

import com.typesafe.config.ConfigOrigin;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where values came from: what to call the place, and what a relative path there is relative to.
 */
final class Origins {
  /** The name of what nobody set. */
  static final String DEFAULT = "default";

  private static final Pattern LINES = Pattern.compile("^(.*?): (\\d+)(-\\d+)?$");
  private static final String MERGE = "merge of ";

  private final String workingDirectory;
  private final Map<String, String> folders = new HashMap<>();

  Origins(String workingDirectory) {
    this.workingDirectory = Location.local(workingDirectory);
  }

  /** Makes a file known. */
  void file(String name, String location) {
    folders.put(name, Location.parent(location));
  }

  /** The place for people: a file with its line, or what overrode it. */
  String place(ConfigOrigin origin) {
    Matcher lines = LINES.matcher(first(origin));
    if (!lines.matches() || folders.containsKey(lines.group(1))) {
      return first(origin);
    }
    return lines.group(1);
  }

  /** The folder that a relative path is relative to. */
  String folder(ConfigOrigin origin) {
    return folders.getOrDefault(source(first(origin)), workingDirectory);
  }

  static boolean isDefault(ConfigOrigin origin) {
    return source(origin.description()).equals(DEFAULT);
  }

  /** Of a text that was put together, the place of its beginning. */
  private static String first(ConfigOrigin origin) {
    String description = origin.description();
    return description.startsWith(MERGE)
        ? description.substring(MERGE.length()).split(",", 2)[0]
        : description;
  }

  private static String source(String place) {
    Matcher lines = LINES.matcher(place);
    return lines.matches() ? lines.group(1) : place;
  }
}
