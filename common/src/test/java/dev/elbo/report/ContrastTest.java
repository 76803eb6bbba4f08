package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Text colours against the page by the contrast ratio of WCAG 2.1: 4.5 and more is readable. */
class ContrastTest {
  @Test
  void allTextIsReadableInBothSchemes() {
    String[] schemes = Report.html(Examples.small()).split("prefers-color-scheme: dark", 2);
    for (String scheme : schemes) {
      Map<String, Double> luminances = luminances(scheme);
      double page = luminances.get("page");
      for (String text : List.of("ink", "muted", "accent", "train")) {
        assertThat(contrast(luminances.get(text), page)).as(text).isGreaterThan(4.5);
      }
    }
  }

  @Test
  void activeAndIdleBarsDifferInLightnessToo() {
    for (String scheme : Report.html(Examples.small()).split("prefers-color-scheme: dark", 2)) {
      Map<String, Double> luminances = luminances(scheme);
      assertThat(contrast(luminances.get("accent"), luminances.get("idle"))).isGreaterThan(2.5);
    }
  }

  @Test
  void theColoursOfEstimatorsStandOutInBothSchemes() {
    String[] schemes = style().split("prefers-color-scheme: dark", 2);
    double[] pages = {luminance(0xffffff), luminance(0x14171c)};
    for (int i = 0; i < 2; i++) {
      Map<String, Double> luminances = luminances(schemes[i]);
      assertThat(contrast(luminances.get("lost"), luminances.get("soft"))).isGreaterThan(4.5);
      for (String curve : List.of("s0", "s1", "s2", "s3", "s4", "s5")) {
        assertThat(contrast(luminances.get(curve), pages[i])).as(curve).isGreaterThan(3);
      }
    }
  }

  private static String style() {
    try (InputStream in = ContrastTest.class.getResourceAsStream("estimators.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Double> luminances(String css) {
    Map<String, Double> found = new HashMap<>();
    Pattern.compile("--([a-z0-9]+): #([0-9a-f]{6});")
        .matcher(css)
        .results()
        .forEach(m -> found.put(m.group(1), luminance(Integer.parseInt(m.group(2), 16))));
    return found;
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int shifted) {
    double c = (shifted & 255) / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static double contrast(double a, double b) {
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }
}
