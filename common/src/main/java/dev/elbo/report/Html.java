package dev.elbo.report;

import java.util.List;

/** Text and tables as HTML that is also XML. */
final class Html {
  private Html() {}

  /** Any text as element content or a quoted attribute; what XML cannot hold becomes U+FFFD. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
    }
  }

  /** The Char production of XML 1.0. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  /** A titled part of the page. */
  static String section(String title, String body) {
    return "<section>\n<h2>" + escape(title) + "</h2>\n" + body + "</section>\n";
  }

  /** A paragraph of explanation. */
  static String note(String text) {
    return "<p class=\"note\">" + escape(text) + "</p>\n";
  }

  /** What a figure shows. */
  static String caption(String text) {
    return "<figcaption>" + escape(text) + "</figcaption>\n";
  }

  /** A table that scrolls sideways by itself; the first cell of a line is its heading. */
  static String table(String cssClass, List<String> heads, List<List<String>> lines) {
    StringBuilder out = new StringBuilder();
    out.append("<div class=\"scroll\"><table class=\"").append(cssClass).append("\">\n<thead><tr>");
    heads.forEach(h -> out.append("<th scope=\"col\">").append(escape(h)).append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> line : lines) {
      out.append("<tr><th scope=\"row\">").append(escape(line.get(0))).append("</th>");
      line.stream().skip(1).forEach(c -> out.append("<td>").append(escape(c)).append("</td>"));
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>\n").toString();
  }
}
