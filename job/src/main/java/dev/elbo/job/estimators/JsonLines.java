package dev.elbo.job.estimators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.estimator.experiment.Findings;
import dev.elbo.estimator.experiment.Row;
import dev.elbo.estimator.graph.NetworkStep;
import dev.elbo.estimator.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * For programs: an object a line, its kind in {@code event}; a number that is not known is left
 * out.
 */
final class JsonLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLines() {}

  static List<String> of(Findings findings) {
    List<String> lines = new ArrayList<>();
    findings.rows().forEach(row -> lines.add(line(row(findings.experiment(), row))));
    Map<String, Object> end = event("end");
    end.put("experiment", findings.experiment());
    end.put("rows", findings.rows().size());
    end.put("checked", findings.checked());
    end.put("unchecked", findings.rows().size() - findings.checked());
    end.put("outside", findings.outside().size());
    end.put("tolerance", findings.tolerance());
    lines.add(line(end));
    return lines;
  }

  private static Map<String, Object> row(String experiment, Row row) {
    Map<String, Object> event = event("row");
    event.put("experiment", experiment);
    event.put("setting", row.setting());
    number(event, "at", row.at());
    event.put("quantity", row.quantity());
    event.put("estimator", row.estimator());
    event.put("samples", row.samples());
    number(event, "estimate", row.estimate());
    number(event, "standard_error", row.standardError());
    number(event, "expected", row.expected());
    number(event, "truth", row.truth());
    number(event, "bias", row.bias());
    number(event, "variance", row.variance());
    number(event, "variance_error", row.varianceError());
    number(event, "exact_variance", row.exactVariance());
    number(event, "ratio", row.ratio());
    number(event, "exact_ratio", row.exactRatio());
    event.put("evaluations", row.evaluations());
    event.put("check", row.check().name().toLowerCase(Locale.ROOT));
    event.put("note", row.note());
    return event;
  }

  static List<String> of(NetworkStep trick, NetworkStep cut) {
    List<String> lines = new ArrayList<>();
    for (Node node : trick.graph().nodes()) {
      Map<String, Object> event = event("node");
      event.put("name", node.name());
      event.put("kind", node.kind().name().toLowerCase(Locale.ROOT));
      event.put("operation", node.operation());
      event.put("inputs", node.inputs().stream().map(Node::name).toList());
      event.put("shape", node.shape());
      event.put("value", node.value());
      event.put("gradient", trick.gradients().of(node));
      cut.graph().nodes().stream()
          .filter(other -> other.name().equals(node.name()))
          .forEach(other -> event.put("gradient_without_trick", cut.gradients().of(other)));
      lines.add(line(event));
    }
    return lines;
  }

  /** An event about one thing. */
  static String line(String event, String key, String value) {
    Map<String, Object> object = event(event);
    object.put(key, value);
    return line(object);
  }

  private static Map<String, Object> event(String kind) {
    return new LinkedHashMap<>(Map.of("event", kind));
  }

  private static void number(Map<String, Object> event, String key, double value) {
    if (Double.isFinite(value)) {
      event.put(key, value);
    }
  }

  static String line(Map<String, Object> event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
