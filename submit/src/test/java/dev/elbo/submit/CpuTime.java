package dev.elbo.submit;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much a process has worked, with the children that prepare its start. On a busy machine a
 * process is as far after the same work, not after the same time.
 */
final class CpuTime {
  private final ProcessHandle process;
  private Duration own = Duration.ZERO;
  private Duration ofChildren = Duration.ZERO;

  CpuTime(ProcessHandle process) {
    this.process = process;
  }

  /** Looks; what was seen last counts on when somebody has ended. */
  Duration look() {
    own = most(own, Stream.of(process));
    ofChildren = most(ofChildren, process.children());
    return own.plus(ofChildren);
  }

  private static Duration most(Duration before, Stream<ProcessHandle> of) {
    List<Duration> seen =
        of.map(p -> p.info().totalCpuDuration()).flatMap(Optional::stream).toList();
    Duration now = seen.isEmpty() ? Duration.ZERO : Collections.max(seen);
    return now.compareTo(before) > 0 ? now : before;
  }
}
