package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoriesTest {
  @Test
  void numbersAreInOrderOfValueAndNamesOfLetter() {
    assertThat(Categories.of(List.of("10", "9", "-1", "9", "2.5")).names())
        .containsExactly("-1", "2.5", "9", "10");
    assertThat(Categories.of(List.of("pear", "10", "apple")).names())
        .containsExactly("10", "apple", "pear");
  }

  @Test
  void onlyTheTwelveMostFrequentHaveAColourOfTheirOwn() {
    List<String> labels = new ArrayList<>();
    for (int label = 0; label < 15; label++) {
      // Label 0 once, label 14 fifteen times.
      for (int i = 0; i <= label; i++) {
        labels.add(Integer.toString(label));
      }
    }
    Categories categories = Categories.of(labels);
    assertThat(categories.names())
        .containsExactly("3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14");
    assertThat(categories.others()).isTrue();
    assertThat(categories.cssClass(categories.indexOf("3"))).isEqualTo("c0");
    assertThat(categories.cssClass(categories.indexOf("14"))).isEqualTo("c11");
    assertThat(categories.cssClass(categories.indexOf("0"))).isEqualTo("other");
  }

  @Test
  void withoutLabelsThereIsOneColour() {
    Categories categories = Categories.of(List.of());
    assertThat(categories.names()).isEmpty();
    assertThat(categories.others()).isFalse();
    assertThat(categories.cssClass(0)).isEqualTo("c0");
  }
}
