package dev.elbo.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;

/**
 * What the cluster calls the application of a driver that runs beside its user. In cluster mode the
 * command reads it off spark-submit; in local mode there is no cluster.
 *
 * @param page of Spark's UI, where there is one
 */
record Application(String id, Optional<String> page) {

  /** Of a session's driver. */
  static Optional<Application> of(SparkContext context) {
    boolean isSentAway =
        context.deployMode().equals("cluster")
            || context.getConf().getBoolean("spark.kubernetes.submitInDriver", false);
    return context.isLocal() || isSentAway
        ? Optional.empty()
        : Optional.of(
            new Application(
                context.applicationId(),
                context.uiWebUrl().isEmpty()
                    ? Optional.empty()
                    : Optional.of(context.uiWebUrl().get())));
  }

  /** For people. */
  String text() {
    return id + " is RUNNING" + page.map(address -> " (" + address + ")").orElse("");
  }

  /** For programs: the event that the command prints in cluster mode. */
  String event() {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("event", "application");
    event.put("id", id);
    event.put("state", "RUNNING");
    page.ifPresent(address -> event.put("page", address));
    try {
      return new ObjectMapper().writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
