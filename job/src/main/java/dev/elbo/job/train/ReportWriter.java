package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.feature.Preparation;
import dev.elbo.job.data.Shards;
import dev.elbo.report.ChecksTable;
import dev.elbo.report.Report;
import dev.elbo.report.ReportData;
import dev.elbo.settings.DataSettings;
import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs the model on some rows on the driver and hands what comes out to the report. */
final class ReportWriter {
  private static final int POINTS = 2000;
  private static final int PAIRS = 32;
  private static final int SAMPLES = 64;
  private static final int BATCH = 256;

  private final TrainingPlan plan;
  private final float[] parameters;
  private final Shards.Sample sample;

  /**
   * A report on a model.
   *
   * @param parameters of it
   * @param rows to show, held out if there are any
   */
  ReportWriter(TrainingPlan plan, float[] parameters, Shards rows) {
    this.plan = plan;
    this.parameters = parameters;
    this.sample = rows.sample(POINTS);
  }

  /** The page. */
  String html(
      List<EpochMetrics> epochs,
      int keptEpoch,
      ElboSums sums,
      Instant date,
      Map<String, String> versions) {
    try (Network network = new Network(plan.architecture(), BATCH)) {
      network.setParameters(parameters);
      List<double[]> means = means(network);
      return Report.html(
          new ReportData(
              new ReportData.Run(plan.settings().output().name(), plan.runId(), "finished", date),
              epochs,
              keptEpoch,
              plan.data().schema(),
              rows(network, means),
              latents(means, sums),
              data(),
              plan.resolved().entries().stream()
                  .map(e -> new ReportData.Setting(e.key(), e.value(), e.origin()))
                  .toList(),
              versions,
              plan.differences().map(ChecksTable::of).stream().toList()));
    }
  }

  private List<double[]> means(Network network) {
    int features = sample.features();
    int size = network.codeSize();
    List<double[]> means = new ArrayList<>();
    for (int first = 0; first < sample.rows(); first += BATCH) {
      int count = Math.min(BATCH, sample.rows() - first);
      float[] batch =
          Arrays.copyOfRange(sample.values(), first * features, (first + count) * features);
      double[] encoded = network.encode(batch, count);
      for (int i = 0; i < count; i++) {
        means.add(Arrays.copyOfRange(encoded, i * size, (i + 1) * size));
      }
    }
    return means;
  }

  private ReportData.Rows rows(Network network, List<double[]> means) {
    if (plan.data().schema().image().isEmpty()) {
      return new TablePage(plan, sample).rows(network, means);
    }
    int pairs = Math.min(PAIRS, sample.rows());
    double[] reconstructed = network.decode(flat(means.subList(0, pairs)), pairs);
    Noise noise = Noise.of(plan.settings().training().seed(), 0, 0, 0).split(Noise.Use.PRIOR);
    Noise[] keys = IntStream.range(0, SAMPLES).mapToObj(noise::at).toArray(Noise[]::new);
    double[] sampled = network.decode(network.prior(keys), SAMPLES);
    return new ReportData.Rows.Images(
        list(pairs, i -> grey(widen(sample.row(i)), 0)),
        list(pairs, i -> grey(reconstructed, i)),
        list(SAMPLES, i -> grey(sampled, i)));
  }

  private ReportData.Latents latents(List<double[]> means, ElboSums sums) {
    double[] kl = sums.klPerUnit();
    double[] variance = sums.centerVariancePerLatent();
    boolean labelled = plan.data().schema().label().isPresent();
    return new ReportData.Latents(
        means.stream().map(ReportWriter::narrow).toList(),
        labelled ? sample.labels().stream().map(String::valueOf).toList() : List.of(),
        list(
            variance.length,
            j ->
                new ReportData.Unit(
                    kl.length == variance.length ? kl[j] : Double.NaN, variance[j])));
  }

  private Map<String, String> data() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("path", plan.data().path());
    data.put("rows", Long.toString(plan.data().profile().rows()));
    data.put(
        "validation rows",
        plan.data().validationProfile().map(p -> Long.toString(p.rows())).orElse("none"));
    data.put("features", Integer.toString(plan.data().schema().features()));
    data.put("shards", Integer.toString(plan.shards()));
    data.put("scaling", plan.data().preparation().scaling().name());
    data.put("fingerprint", plan.data().fingerprint());
    return data;
  }

  /** Row i of [rows, features] in the units of the columns. */
  private double[] raw(double[] values, int i) {
    Preparation preparation = plan.data().preparation();
    double[] row = new double[sample.features()];
    for (int j = 0; j < row.length; j++) {
      row[j] = preparation.invert(j, values[i * row.length + j]);
    }
    return row;
  }

  /** Row i of [rows, features] as grey values from 0 to 1. */
  private float[] grey(double[] values, int i) {
    DataSettings settings = plan.settings().data();
    double[] raw = raw(values, i);
    float[] grey = new float[raw.length];
    for (int j = 0; j < raw.length; j++) {
      double value = (raw[j] - settings.rangeLow()) / (settings.rangeHigh() - settings.rangeLow());
      grey[j] = (float) Math.min(1, Math.max(0, value));
    }
    return grey;
  }

  private static <T> List<T> list(int n, IntFunction<T> element) {
    return IntStream.range(0, n).mapToObj(element).toList();
  }

  private static double[] flat(List<double[]> rows) {
    return rows.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] widen(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
