package dev.elbo.job.train;

import dev.elbo.Versions;
import dev.elbo.store.RunRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.SortedMap;
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

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
