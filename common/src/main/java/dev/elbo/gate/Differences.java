package dev.elbo.gate;

import dev.elbo.gate.Difference.Severity;
import java.util.List;
import java.util.Optional;

/**
 * All ways in which new rows are not like those before.
 *
 * @param all by check, then in the order of the columns
 */
public record Differences(List<Difference> all) {

  public Differences {
    all = List.copyOf(all);
  }

  /** Those of a severity. */
  public List<Difference> of(Severity severity) {
    return all.stream().filter(difference -> difference.severity() == severity).toList();
  }

  /** Why not to train on the rows, as the message of an error about data; none if that is fine. */
  public Optional<String> refusal() {
    List<Difference> stops = of(Severity.STOP);
    return stops.stream()
        .findFirst()
        .map(Difference::message)
        .map(
            first ->
                stops.size() == 1
                    ? first
                    : first + " [%d] more differences stop this run.".formatted(stops.size() - 1));
  }
}
