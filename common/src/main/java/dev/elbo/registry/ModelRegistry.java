package dev.elbo.registry;

import dev.elbo.ElboException;
import dev.elbo.store.Model;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.WholeFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * {@code <output.dir>/models/<name>/}: the versions of a model, and which of them is the champion.
 * A version never changes; publishing one is the creation of one small file, which is pointer and
 * history at once. So whoever reads the champion reads a whole model, at every moment.
 */
public final class ModelRegistry {
  private static final int TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Configuration conf;
  private final Path path;
  private final VersionStore versions;
  private final ChangeLog changes;

  private ModelRegistry(Configuration conf, Path path) {
    this.conf = conf;
    this.path = path;
    this.versions = new VersionStore(conf, new Path(path, "versions"));
    this.changes = new ChangeLog(conf, new Path(path, "champion"));
  }

  /**
   * The registry of a name; touches nothing.
   *
   * @param outputDir {@code output.dir}: a path or a URI
   * @param name {@code output.name}
   */
  public static ModelRegistry open(Configuration conf, String outputDir, String name) {
    return at(conf, new Path(new Path(outputDir, "models"), name));
  }

  /** The registry of a directory; touches nothing. */
  public static ModelRegistry at(Configuration conf, Path directory) {
    return new ModelRegistry(conf, directory);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** True if there is a version or a champion. */
  public boolean exists() {
    return !versions.names().isEmpty() || champion().isPresent();
  }

  /** The versions that are whole, oldest first. */
  public List<VersionRecord> versions() {
    return versions.names().stream().flatMap(name -> versions.whole(name).stream()).toList();
  }

  /** The names of versions of which something is missing or damaged, or is not there yet. */
  public List<String> unwhole() {
    return versions.names().stream().filter(name -> versions.whole(name).isEmpty()).toList();
  }

  /**
   * A version.
   *
   * @param word its name, {@code v00000003}, or {@code v3} or {@code 3}
   * @throws ElboException (settings) if it is not there, or not whole
   */
  public VersionRecord version(String word) {
    String name = VersionName.meant(word);
    return versions.whole(name).orElseThrow(() -> absent(name));
  }

  private ElboException absent(String name) {
    List<String> there = versions().stream().map(VersionRecord::version).toList();
    return ElboException.settings(
        "Cannot find version [%s] in [%s]: whole versions there are %s. Use one of them."
            .formatted(name, path, there));
  }

  /** The directory of a version's model. */
  public Path model(String version) {
    return versions.model(version);
  }

  /** The settings that a version is trained with, if its run kept them. */
  public WholeFile settings(String version) {
    return versions.settings(version);
  }

  /** The change that made the champion; empty if there is none. */
  public Optional<Change> champion() {
    return changes.last();
  }

  /** Every change of the champion, oldest first. */
  public List<Change> history() {
    return changes.all();
  }

  /**
   * Reads the champion, a whole model whatever is published, rolled back and pruned meanwhile.
   *
   * @throws ElboException (settings) if there is none, (data) if it is damaged
   */
  public Model readChampion() {
    for (int left = TRIES; ; left--) {
      Change now = champion().orElseThrow(this::none);
      try {
        return versions.read(now.version());
      } catch (ElboException e) {
        if (left == 1 || isStill(now)) {
          throw e;
        }
        Waiting.pause(PAUSE);
      }
    }
  }

  /** Two changes later it may be pruned; while two are at it, it may be hidden for a moment. */
  private boolean isStill(Change change) {
    return champion().filter(change::equals).isPresent()
        && versions.whole(change.version()).isPresent();
  }

  private ElboException none() {
    return ElboException.settings(
        "Cannot read the champion of [%s]: no version was promoted. Promote one, or name a version: there are %s."
            .formatted(path, versions().stream().map(VersionRecord::version).toList()));
  }

  /**
   * Copies the model of a run, whole or not at all, as the next version. If it is a version
   * already, with the same run and bytes, nothing is added. While nobody holds the lease: its
   * holder may {@link #sweep} the copy away.
   *
   * @throws ElboException (settings) if the place cannot be written
   */
  public VersionRecord add(RunDirectory run, Origin origin) {
    return add(run, origin, () -> {});
  }

  /**
   * The same by the holder of the lease, if it is still that when the copy is whole.
   *
   * @throws ElboException (busy) if it is not, and as {@link #add(RunDirectory, Origin)}
   */
  public VersionRecord add(RunDirectory run, Origin origin, Lease lease) {
    return add(run, origin, lease::require);
  }

  private VersionRecord add(RunDirectory run, Origin origin, Runnable fence) {
    // Folders can be deleted by hand; a name that was champion lately must not mean another model.
    long named =
        champion().stream()
            .flatMap(last -> Stream.concat(Stream.of(last.version()), last.former().stream()))
            .flatMap(version -> VersionName.number(version).stream())
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    return versions.add(run, origin, named, fence);
  }

  /**
   * Makes a version the champion, whatever is champion now; if it is, nothing is changed.
   *
   * @return the change that made it champion
   * @throws ElboException (settings) if there is no such version, (data) if a byte of it is not
   *     what it was or it does not load
   */
  public Change promote(String word, Reason reason) {
    String name = loadable(word);
    while (true) {
      Optional<Change> last = champion();
      if (last.isPresent() && last.get().version().equals(name)) {
        return last.get();
      }
      Change next = next(last, Change.Action.PROMOTE, name, reason);
      if (changes.append(next)) {
        return kept(next);
      }
    }
  }

  /**
   * Makes a version the champion if nobody changed the champion since somebody compared the two,
   * and the lease is still held.
   *
   * @param since the champion that the version was compared with, or that there was none
   * @return the change; empty if the champion was changed meanwhile, and is left as it is
   * @throws ElboException (busy) if the lease is lost, and as {@link #promote(String, Reason)}
   */
  public Optional<Change> promote(String word, Reason reason, Optional<Change> since, Lease lease) {
    Change next = next(since, Change.Action.PROMOTE, loadable(word), reason);
    lease.require();
    boolean isSame = champion().map(Change::number).equals(since.map(Change::number));
    return isSame && changes.append(next) ? Optional.of(kept(next)) : Optional.empty();
  }

  /**
   * Makes the champion before the present one champion again. What was rolled back is not come back
   * to: after another rollback it is the one before that.
   *
   * @throws ElboException (settings) if there is none that was not pruned, (data) if it does not
   *     load, (busy) if the champion was changed at the same moment
   */
  public Change rollback(Reason reason) {
    List<Change> all = history();
    Optional<String> former = former(all);
    if (former.isEmpty()) {
      throw ElboException.settings(
          "Cannot roll back [%s]: no champion before the present one is left. Promote one of %s."
              .formatted(path, versions().stream().map(VersionRecord::version).toList()));
    }
    Optional<Change> last = Optional.of(all.get(all.size() - 1));
    Change next = next(last, Change.Action.ROLLBACK, loadable(former.get()), reason);
    if (!changes.append(next)) {
      throw ElboException.busy(
          "Cannot roll back [%s]: its champion was changed to [%s] at the same moment. Look at the champion, and start again if it is still the wrong one."
              .formatted(path, champion().map(Change::version).orElse("")));
    }
    return kept(next);
  }

  private Optional<String> former(List<Change> all) {
    String now = all.isEmpty() ? "" : all.get(all.size() - 1).version();
    return ChangeLog.former(all).stream()
        .filter(version -> !version.equals(now))
        .filter(version -> versions.whole(version).isPresent())
        .findFirst();
  }

  private String loadable(String word) {
    String name = VersionName.meant(word);
    if (!versions.names().contains(name)) {
      throw absent(name);
    }
    versions.verify(name);
    return name;
  }

  private static Change next(
      Optional<Change> last, Change.Action action, String version, Reason reason) {
    return Change.of(
        last.map(Change::number).orElse(0L) + 1,
        action,
        version,
        last.map(Change::version),
        reason);
  }

  /**
   * Of one who publishes a version and one who prunes it at the same moment, each looks after it
   * acted, so at least one of them sees the other: the one brings the version back, or this one
   * brings back the champion.
   */
  private Change kept(Change change) {
    for (int i = 0; i < TRIES; i++) {
      if (versions.whole(change.version()).isPresent()) {
        return change;
      }
      Waiting.pause(PAUSE);
    }
    Optional<String> former = change.former().filter(name -> versions.whole(name).isPresent());
    former.ifPresent(
        name ->
            changes.append(
                next(
                    Optional.of(change),
                    Change.Action.ROLLBACK,
                    name,
                    Reason.here("[" + change.version() + "] was pruned at the same moment"))));
    throw ElboException.data(
        "Cannot promote [%s] of [%s]: it was pruned at the same moment. The champion is [%s]; promote another version."
            .formatted(change.version(), path, former.orElse("none")));
  }

  /**
   * Deletes old versions.
   *
   * @param keep so many of the newest stay; the champion and the one that a rollback leads to stay
   *     besides
   * @return the names of those that are gone
   */
  public List<String> prune(int keep) {
    if (keep < 1) {
      throw ElboException.settings(
          "Cannot prune [%s]: [%d] versions to keep are less than [1]. Give 1 or more."
              .formatted(path, keep));
    }
    List<String> all = versions().stream().map(VersionRecord::version).toList();
    List<String> gone = new ArrayList<>();
    for (String version : all.subList(0, Math.max(0, all.size() - keep))) {
      if (!needed().contains(version) && pruned(version)) {
        gone.add(version);
      }
    }
    versions.sweep();
    return gone;
  }

  /**
   * Removes what killed runs left half-copied. Who holds the lease need not wait a day for that, as
   * {@link #prune} does: others that copy under a lease do not hold it any more.
   *
   * @throws ElboException (busy) if the lease is lost
   */
  public void sweep(Lease lease) {
    lease.require();
    versions.sweepCopies();
  }

  private boolean pruned(String version) {
    Path hidden = versions.hide(version);
    if (needed().contains(version)) {
      versions.show(version, hidden);
      return false;
    }
    versions.delete(hidden);
    return true;
  }

  private List<String> needed() {
    List<Change> all = history();
    return Stream.concat(
            all.stream().skip(Math.max(0, all.size() - 1)).map(Change::version),
            former(all).stream())
        .toList();
  }

  /** The lease of those that publish here. */
  public Leases leases(Duration length) {
    return new Leases(conf, new Path(path, "lease"), length);
  }

  /** Where the rows lie that no run trains on. */
  public Path holdout() {
    return new Path(path, "holdout");
  }

  /** What a run decided about its model. */
  public WholeFile decision(String runId) {
    return new WholeFile(conf, new Path(new Path(path, "decisions"), runId + ".json"));
  }
}
