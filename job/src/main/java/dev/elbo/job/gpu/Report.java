package dev.elbo.job.gpu;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a JVM proved of a GPU. A class, since Kryo, where somebody sets it, cannot read records. */
final class Report implements Serializable {
  private static final long serialVersionUID = 1;

  private final String where;
  private final Proof proof;

  Report(String where, Proof proof) {
    this.where = where;
    this.proof = proof;
  }

  Proof proof() {
    return proof;
  }

  void require() {
    proof.require(where);
  }

  /** For people: GPUs of a kind are one line. */
  static List<String> summary(List<Report> reports) {
    Map<String, Report> distinct = new TreeMap<>();
    reports.forEach(report -> distinct.put(report.where + " " + report.proof.device(), report));
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    distinct.values().stream()
        .sorted(Comparator.comparing(report -> report.proof.text()))
        .forEach(
            report ->
                kinds
                    .computeIfAbsent(report.proof.text(), kind -> new ArrayList<>())
                    .add(report.where));
    return kinds.entrySet().stream()
        .map(
            kind ->
                "Training on GPUs: %d x %s, on %s."
                    .formatted(
                        kind.getValue().size(),
                        kind.getKey(),
                        String.join(", ", kind.getValue().stream().distinct().toList())))
        .toList();
  }
}
