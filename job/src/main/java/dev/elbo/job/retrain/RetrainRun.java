package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.feature.TableProfile;
import dev.elbo.gate.Decision;
import dev.elbo.gate.Difference.Severity;
import dev.elbo.gate.Differences;
import dev.elbo.job.failure.ClusterWatch;
import dev.elbo.job.train.Progress;
import dev.elbo.job.train.TrainingPlan;
import dev.elbo.job.train.WarmStart;
import dev.elbo.registry.Change;
import dev.elbo.registry.Lease;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.RetrainSettings;
import dev.elbo.settings.RetrainSettings.By;
import dev.elbo.settings.Settings;
import dev.elbo.store.DecisionRecord;
import dev.elbo.store.DecisionRecord.Context;
import dev.elbo.store.DecisionRecord.Snapshot;
import dev.elbo.store.Model;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The scheduled run: take the lease, finish what a killed run left, find what is new, check it,
 * hold out the frozen rows, train, compare with the champion, decide, publish. The session is the
 * caller's and stays open.
 */
public final class RetrainRun {
  private final SparkSession spark;
  private final ResolvedSettings resolved;
  private final Settings settings;
  private final RetrainSettings retrain;
  private final Range asked;
  private final Progress progress;
  private final Step.Listener steps;
  private final Clock clock;
  private final ModelRegistry registry;
  private final Decisions decisions;
  private final Listings listings;

  private RetrainRun(
      SparkSession spark,
      ResolvedSettings resolved,
      Range asked,
      Progress progress,
      Step.Listener steps,
      Clock clock) {
    this.spark = spark;
    this.resolved = resolved;
    this.settings = resolved.settings();
    this.retrain = settings.retrain();
    this.asked = asked;
    this.progress = progress;
    this.steps = steps;
    this.clock = clock;
    var hadoop = spark.sparkContext().hadoopConfiguration();
    this.registry = ModelRegistry.open(hadoop, settings.output().dir(), settings.output().name());
    this.decisions = new Decisions(hadoop, registry);
    this.listings = new Listings(hadoop, registry);
  }

  /**
   * Retrains, and tells whom the settings name.
   *
   * @param asked the part of the data to train on
   * @throws ElboException (busy) if another run holds the lease, (data) if the rows are not to be
   *     relied on, or as training does; what was done so far is gone on with by the next run
   */
  public static Outcome run(
      SparkSession spark, ResolvedSettings resolved, Range asked, Progress progress) {
    return run(spark, resolved, asked, progress, step -> {}, Clock.systemUTC());
  }

  /** The same at another time, with somebody who may throw after a step, as if killed there. */
  static Outcome run(
      SparkSession spark,
      ResolvedSettings resolved,
      Range asked,
      Progress progress,
      Step.Listener steps,
      Clock clock) {
    Notices notices = new Notices(resolved, progress::note);
    try {
      Outcome outcome =
          new RetrainRun(spark, resolved, asked, progress, steps, clock).underTheLease();
      notices.send(outcome);
      return outcome;
    } catch (ElboException e) {
      notices.send(e);
      throw e;
    }
  }

  private Outcome underTheLease() {
    Duration length = Duration.ofSeconds(retrain.lease());
    try (Lease lease = registry.leases(length).take("retraining of " + settings.output().name())) {
      steps.done(Step.LEASE);
      Publication publication =
          new Publication(registry, decisions, settings.output().dir(), lease, steps);
      Leftovers.remove(decisions.hadoop(), registry, lease);
      Optional<Outcome> recovered = recover(publication);
      steps.done(Step.RECOVERY);
      Optional<Outcome> outcome = retrain(lease, publication);
      registry.prune(Math.max(1, retrain.keep()));
      listings.prune(Decisions.last(decisions.all()));
      steps.done(Step.PRUNING);
      return outcome
          .filter(o -> o.exitCode() != Outcome.NOTHING)
          .or(() -> recovered)
          .or(() -> outcome)
          .orElseGet(Outcome::nothing);
    }
  }

  /** A decision without a version is one whose run was killed. */
  private Optional<Outcome> recover(Publication publication) {
    Optional<Outcome> recovered = Optional.empty();
    for (DecisionRecord record : decisions.all()) {
      if (record.version().isEmpty()) {
        progress.note(
            "Finishing run %s, which decided and was interrupted.".formatted(record.runId()));
        recovered = Optional.of(publication.finish(record));
      }
    }
    return recovered;
  }

  /** Empty if there is nothing new. */
  private Optional<Outcome> retrain(Lease lease, Publication publication) {
    List<DecisionRecord> before = decisions.all();
    Optional<Snapshot> last = Decisions.last(before);
    News news = watched("find what is new", () -> look(last));
    steps.done(Step.NEWS);
    if (!news.isNew()) {
      return news.waits();
    }
    // A run over a part that somebody chose leaves the watermark where it is.
    Optional<Snapshot> seen = asked.isChosen() ? last : Optional.of(news.snapshot());
    Optional<Champion> champion = Champion.of(registry, decisions);
    Dataset<Row> rows = features(news.rows().get());
    RowChecks.Checked checked = watched("check the rows", () -> check(news, rows, champion, lease));
    steps.done(Step.CHECKS);
    Optional<Champion> rival = rival(champion, RowColumns.of(checked.table()));
    RunHoldout held =
        watched(
            "open the holdout",
            () -> new RunHoldout(spark, registry.holdout(), settings, rows, checked.table()));
    Challenger challenger = challenger(held.others(), checked, rival, lease);
    TrainingPlan plan = watched("read the rows", challenger::plan);
    Optional<DecisionRecord> decided = decisions.of(plan.runId());
    Optional<Change> change = champion.map(Champion::change);
    if (decided.filter(record -> Publication.stands(record, change)).isPresent()) {
      plan.data().release();
      return Optional.of(again(decided.get(), lease, seen, publication));
    }
    FrozenHoldout holdout = holdout(held, rival, before, lease);
    steps.done(Step.HOLDOUT);
    Model model = challenger.train(plan);
    steps.done(Step.TRAINING);
    long trained = plan.data().profile().rows();
    Contest contest = new Contest(retrain.gate(), holdout, before, registry.history(), steps);
    Contest.Result result =
        watched("compare the models", () -> contest.run(challenger, model, rival, trained));
    steps.done(Step.SCORES);
    Context context =
        new Context(
            lease.generation(),
            Instant.now(),
            seen,
            holdout.generation(),
            result.elbo(),
            result.seeds().isEmpty() ? contest.seeds(plan.runId()) : result.seeds(),
            change.map(Change::number).orElse(0L),
            trained);
    lease.require();
    decisions.writeProfile(plan.runId(), checked.table());
    steps.done(Step.PROFILE);
    return Optional.of(publication.publish(record(plan, result, checked).with(context)));
  }

  private static DecisionRecord record(
      TrainingPlan plan, Contest.Result result, RowChecks.Checked checked) {
    boolean isPromoted = result.decision().outcome() == Decision.Outcome.PROMOTED;
    return DecisionRecord.of(
        plan.runId(),
        isPromoted ? Outcome.PROMOTED : Outcome.REFUSED,
        Optional.of(result.decision()),
        checked.differences().orElseGet(() -> new Differences(List.of())),
        Optional.empty());
  }

  private News look(Optional<Snapshot> last) {
    News news =
        Arrivals.of(spark, settings.data(), retrain.watermark(), clock, listings::of)
            .look(last, asked);
    news.waiting().forEach(progress::note);
    progress.note(news.sentence());
    if (!asked.isChosen()) {
      news.listing().ifPresent(listings::write);
    }
    return news;
  }

  /** The same rows and settings again give the same answer, while the champion is the same. */
  private Outcome again(
      DecisionRecord known, Lease lease, Optional<Snapshot> seen, Publication publication) {
    progress.note("Run %s has been decided before.".formatted(known.runId()));
    DecisionRecord record =
        known.with(known.context().orElseThrow().seen(lease.generation(), seen));
    lease.require();
    decisions.write(record);
    return publication.outcome(record);
  }

  private RowChecks.Checked check(
      News news, Dataset<Row> rows, Optional<Champion> champion, Lease lease) {
    Optional<TableProfile> known = champion.flatMap(Champion::profile);
    if (champion.isPresent() && known.isEmpty()) {
      progress.note("Nothing is known of the rows of the champion: they are not compared.");
    }
    RowChecks.Checked checked =
        new RowChecks(retrain.checks(), settings.data())
            .check(
                rows,
                news.fresh().map(newer -> features(newer.get())),
                known,
                differences -> {
                  lease.require();
                  return decisions.writeChecks(lease.generation(), news.snapshot(), differences);
                });
    checked.differences().stream()
        .flatMap(differences -> differences.of(Severity.WARN).stream())
        .forEach(difference -> progress.note("Warning: " + difference.message()));
    return checked;
  }

  /** Partitions say when rows came; nothing is to be learned of that unless somebody says so. */
  private Dataset<Row> features(Dataset<Row> rows) {
    DataSettings data = settings.data();
    boolean isAsked =
        !data.columns().isEmpty()
            || data.kinds().categorical().stream().anyMatch(this::isWatermark)
            || data.label().filter(this::isWatermark).isPresent();
    return retrain.watermark().by() == By.PARTITION && !isAsked
        ? rows.drop(retrain.watermark().column().orElseThrow())
        : rows;
  }

  private boolean isWatermark(String column) {
    return retrain.watermark().column().filter(column::equals).isPresent();
  }

  private Challenger challenger(
      Dataset<Row> rows, RowChecks.Checked checked, Optional<Champion> rival, Lease lease) {
    return new Challenger(
        spark, resolved, rows, checked.differences(), start(rival), lease::require, progress);
  }

  private FrozenHoldout holdout(
      RunHoldout held, Optional<Champion> rival, List<DecisionRecord> before, Lease lease) {
    Optional<FrozenHoldout> known = watched("look at the holdout", () -> held.known(rival));
    if (known.isPresent()) {
      return known.get();
    }
    FrozenHoldout frozen =
        watched(
            "freeze the holdout",
            () -> held.freeze(rival, Decisions.holdouts(before), lease::require));
    progress.note("Frozen for good: " + frozen.summary());
    return frozen;
  }

  private Optional<Champion> rival(Optional<Champion> champion, RowColumns columns) {
    Optional<Champion> rival =
        champion.filter(c -> RowColumns.of(c.model().metadata().schema()).equals(columns));
    if (champion.isPresent() && rival.isEmpty()) {
      progress.note(
          "The champion has other columns than the rows: they cannot be compared, and the gate decides as on a first model.");
    }
    return rival;
  }

  private Optional<WarmStart> start(Optional<Champion> rival) {
    return retrain.from() == RetrainSettings.From.CHAMPION
        ? rival.map(champion -> new WarmStart(champion.model(), champion.runId()))
        : Optional.empty();
  }

  private <T> T watched(String doing, Supplier<T> job) {
    try (ClusterWatch watch = ClusterWatch.of(spark.sparkContext(), progress::note)) {
      watch.doing(doing);
      return watch.explaining(job);
    }
  }
}
