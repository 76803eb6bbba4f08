package dev.elbo.settings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as texts: Hadoop's Path takes a colon in a relative path for a scheme. */
public final class Location {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");
  private static final Pattern ROOT = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:)?(//[^/]*)?");

  private Location() {}

  /** The path with the scheme of local files if it has none. */
  public static String local(String absolute) {
    return SCHEME.matcher(absolute).matches() ? absolute : "file:" + absolute;
  }

  /** The path seen from a folder; a URI or an absolute path stays what it is. */
  public static String resolve(String folder, String path) {
    if (path.startsWith("/") || SCHEME.matcher(path).matches()) {
      return path;
    }
    return normal(folder + "/" + path);
  }

  /** The folder that holds a file. */
  static String parent(String file) {
    return normal(file + "/..");
  }

  private static String normal(String uri) {
    Matcher root = ROOT.matcher(uri);
    int start = root.lookingAt() ? root.end() : 0;
    Deque<String> parts = new ArrayDeque<>();
    for (String part : uri.substring(start).split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return uri.substring(0, start) + "/" + String.join("/", parts);
  }
}
