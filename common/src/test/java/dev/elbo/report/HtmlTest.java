package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void markupBecomesText() {
    assertThat(Html.escape("<script>alert(\"x\" & 'y')</script>"))
        .isEqualTo("&lt;script&gt;alert(&quot;x&quot; &amp; &#39;y&#39;)&lt;/script&gt;");
  }

  @Test
  void whatXmlCannotHoldIsReplaced() {
    assertThat(Html.escape("a\0b\u001bc\uFFFEd\uD800e")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
  }

  @Test
  void otherScriptsAndPairedSurrogatesStay() {
    assertThat(Html.escape("Größe 温度 \uD83D\uDE00\n")).isEqualTo("Größe 温度 \uD83D\uDE00\n");
  }

  @Test
  void aTableEscapesHeadsHeadingsAndCells() {
    assertThat(Html.table("t", List.of("<a>", "b"), List.of(List.of("<c>", "<d>"))))
        .contains("<th scope=\"col\">&lt;a&gt;</th>")
        .contains("<th scope=\"row\">&lt;c&gt;</th><td>&lt;d&gt;</td>");
  }
}
