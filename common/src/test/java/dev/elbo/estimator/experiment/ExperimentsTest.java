package dev.elbo.estimator.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentsTest {
  private static final Run SMALL = new Run(OptionalLong.of(20_000), 1, what -> {});

  @ParameterizedTest
  @ValueSource(strings = {"toy-normal", "toy-bernoulli", "variance-table", "failures"})
  void everyRowIsWhereTheExactNumbersSay(String name) {
    Findings findings = Experiments.named(name).orElseThrow().run(SMALL);
    findings.rows().forEach(System.out::println);
    assertThat(findings.outside()).isEmpty();
  }
}
