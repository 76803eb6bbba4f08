package dev.elbo.job.train;

import dev.elbo.Versions;
import dev.elbo.store.RunRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Where and with what a run trains; its model must not depend on it.
 *
 * @param versions of what is at work, by name
 * @param place of the driver
 */
record Circumstances(SortedMap<String, String> versions, RunRecord.Place place) {

  static Circumstances of(SparkSession spark) {
    SortedMap<String, String> versions = Versions.all();
    versions.put("spark", spark.version());
    return new Circumstances(
        versions,
        new RunRecord.Place(
            host(), spark.sparkContext().master(), spark.sparkContext().applicationId()));
  }

  /** The record of a run that begins. */
  RunRecord begun(TrainingPlan plan) {
    RunRecord.Counts counts =
        new RunRecord.Counts(
            plan.data().profile().rows(),
            plan.data().validationProfile().map(p -> p.rows()).orElse(0L),
            plan.architecture().features(),
            plan.shards());
    SortedMap<String, String> auto = new TreeMap<>(plan.averaging().auto());
    if (plan.settings().training().shards().isEmpty()) {
      auto.put("elbo.training.shards", Integer.toString(plan.shards()));
    }
    return RunRecord.started(
        plan.runId(),
        versions,
        plan.resolved().digest(),
        plan.data().fingerprint(),
        counts,
        auto,
        Instant.now(),
        place);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
