package dev.elbo.job.averaging;

import dev.elbo.job.train.PlainProgress;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs the trials that have no outcome yet, and says how far it is, a line a trial. */
final class Sweep {
  private final Laboratory laboratory;
  private final Outcomes outcomes;
  private final PrintStream out;
  private final Map<String, double[]> walls = new HashMap<>();

  Sweep(Laboratory laboratory, Outcomes outcomes, PrintStream out) {
    this.laboratory = laboratory;
    this.outcomes = outcomes;
    this.out = out;
  }

  /** All settings are checked before the first trial starts. */
  void run(List<Trial> trials) {
    trials.forEach(laboratory::settings);
    List<Trial> open =
        trials.stream()
            .filter(t -> outcomes.of(t).filter(o -> laboratory.isSame(t, o)).isEmpty())
            .toList();
    out.printf("%d trials, %d of them done before%n", trials.size(), trials.size() - open.size());
    if (!open.isEmpty()) {
      // The first one of a process is slower than all others.
      laboratory.run(open.get(0).ofOneEpoch());
    }
    for (int i = 0; i < open.size(); i++) {
      Trial trial = open.get(i);
      Outcome outcome = laboratory.run(trial);
      outcomes.put(trial, outcome);
      double[] wall = walls.computeIfAbsent(trial.data().name(), k -> new double[2]);
      wall[0] += outcome.wall();
      wall[1]++;
      double left = open.subList(i + 1, open.size()).stream().mapToDouble(this::expected).sum();
      out.printf(
          "%d/%d  %s  eta %s%n",
          i + 1, open.size(), line(trial, outcome), PlainProgress.clock(left));
    }
  }

  private double expected(Trial trial) {
    double[] all = new double[2];
    double[] same = walls.get(trial.data().name());
    for (double[] wall : same == null ? walls.values() : List.of(same)) {
      all[0] += wall[0];
      all[1] += wall[1];
    }
    return all[0] / all[1];
  }

  private static String line(Trial trial, Outcome outcome) {
    String result =
        outcome.isFinished()
            ? String.format(Locale.ROOT, "elbo %.2f", outcome.finalElbo())
            : "diverged";
    return String.format(
        Locale.ROOT,
        "%s  %s  %d rounds  %.1f s of training, %.1f s in all, others took %.0f%%",
        trial.name(),
        result,
        outcome.rounds(),
        outcome.seconds(),
        outcome.wall(),
        100 * outcome.others());
  }
}
