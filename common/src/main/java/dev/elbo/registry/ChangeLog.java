package dev.elbo.registry;

import dev.elbo.ElboException;
import dev.elbo.store.NumberedFiles;
import dev.elbo.store.WholeFile;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** champion/: every change of the champion, a file each; the last one is the pointer. */
final class ChangeLog {
  private static final int TRIES = 4;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final NumberedFiles files;

  /** Those before the last one, which nobody can be putting any more. */
  private final Map<Long, Change> settled = new ConcurrentHashMap<>();

  ChangeLog(Configuration conf, Path directory) {
    this.files = new NumberedFiles(conf, directory);
  }

  Optional<Change> last() {
    OptionalLong highest = files.highest();
    return highest.isPresent() ? Optional.of(read(highest.getAsLong())) : Optional.empty();
  }

  List<Change> all() {
    List<Long> numbers = files.all();
    List<Change> changes = new ArrayList<>();
    for (long number : numbers.subList(0, Math.max(0, numbers.size() - 1))) {
      changes.add(settled.computeIfAbsent(number, this::read));
    }
    numbers.stream().skip(changes.size()).map(this::read).forEach(changes::add);
    return List.copyOf(changes);
  }

  /** Disks without hard links show a file before it is whole. */
  private Change read(long number) {
    WholeFile file = files.file(number);
    for (int left = TRIES; ; left--) {
      try {
        return Change.read(file);
      } catch (ElboException e) {
        if (left == 1 || e.kind() != ElboException.Kind.DATA) {
          throw e;
        }
        Waiting.pause(PAUSE);
      }
    }
  }

  /**
   * Makes the change, if nobody made the one of its number before.
   *
   * @return false if somebody did
   */
  boolean append(Change change) {
    return files.create(change.number(), change.bytes());
  }

  /**
   * The champions that rollbacks would lead to, nearest first: those that were replaced by a better
   * one, without those that were undone.
   *
   * @param changes all of them, in order
   */
  static List<String> former(List<Change> changes) {
    Deque<String> champions = new ArrayDeque<>();
    for (Change change : changes) {
      if (change.action() == Change.Action.ROLLBACK && champions.contains(change.version())) {
        while (!champions.peek().equals(change.version())) {
          champions.pop();
        }
      } else {
        champions.push(change.version());
      }
    }
    return champions.stream().skip(1).toList();
  }
}
