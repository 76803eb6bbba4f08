package dev.elbo.job.live;

import dev.elbo.report.RunView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The runs of a session, of which the oldest that have ended are forgotten in the end. */
final class Runs {
  private final int most;
  private final Deque<LiveRun> newestFirst = new ArrayDeque<>();

  /**
   * None so far.
   *
   * @param most to remember, beside those that go
   */
  Runs(int most) {
    this.most = most;
  }

  synchronized void add(LiveRun run) {
    newestFirst.addFirst(run);
    Iterator<LiveRun> oldest = newestFirst.descendingIterator();
    while (newestFirst.size() > most && oldest.hasNext()) {
      if (oldest.next().view().state() != RunView.State.RUNNING) {
        oldest.remove();
      }
    }
  }

  synchronized List<RunView> views() {
    return newestFirst.stream().map(LiveRun::view).toList();
  }
}
