package dev.elbo.report;

import dev.elbo.feature.Schema;
import dev.elbo.report.ReportData.Latents;
import dev.elbo.report.ReportData.Rows;
import dev.elbo.report.ReportData.Run;
import dev.elbo.report.ReportData.Setting;
import dev.elbo.report.ReportData.Unit;
import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.ElboParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up runs that look like real ones. The main writes them into target/ to be looked at. */
final class Examples {
  private static final int SIDE = 28;

  /** Segments a to g of a seven-segment digit as x1, y1, x2, y2, and which of them each lights. */
  private static final double[][] SEGMENTS = {
    {9, 6, 18, 6},
    {18, 6, 18, 14},
    {18, 14, 18, 22},
    {9, 22, 18, 22},
    {9, 14, 9, 22},
    {9, 6, 9, 14},
    {9, 14, 18, 14}
  };

  private static final String[] LIT = {
    "012345", "12", "01643", "01623", "1562", "05623", "056234", "012", "0123456", "012356"
  };

  private Examples() {}

  public static void main(String[] folder) throws IOException {
    Path target = Path.of(folder.length > 0 ? folder[0] : "target");
    Files.writeString(target.resolve("report-example.html"), Report.html(digits()));
    Files.writeString(target.resolve("report-example-table.html"), Report.html(table()));
    Files.writeString(target.resolve("report-example-small.html"), Report.html(small()));
  }

  /** Twenty epochs on digits, 20 latents. */
  static ReportData digits() {
    Random random = new Random(1);
    List<float[]> originals = new ArrayList<>();
    List<float[]> reconstructions = new ArrayList<>();
    List<float[]> samples = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      double slant = 0.25 * random.nextGaussian();
      double shift = random.nextGaussian();
      int digit = (i * 7) % 10;
      originals.add(digit(digit, slant, shift, 1.1));
      reconstructions.add(digit(digit, 0.9 * slant, 0.9 * shift, 1.7));
    }
    for (int i = 0; i < 64; i++) {
      double slant = 0.25 * random.nextGaussian();
      samples.add(digit(random.nextInt(10), slant, random.nextGaussian(), 2));
    }
    List<String> pixels = IntStream.range(0, SIDE * SIDE).mapToObj(i -> "p" + i).toList();
    return new ReportData(
        new Run("digits", "3f9c1a77d0b2", "finished", Instant.parse("2026-03-04T05:06:07Z")),
        epochs(20, true),
        17,
        new Schema(pixels, Optional.of("digit"), Optional.of(new Schema.ImageShape(SIDE, SIDE))),
        new Rows.Images(originals, reconstructions, samples),
        latents(2500, 20, 10, random),
        data("hdfs://namenode/data/digits/train.idx.gz", 60_000, 784),
        settings(),
        versions());
  }

  /** A table of six columns, two latents, no labels, no validation rows. */
  static ReportData table() {
    Random random = new Random(2);
    List<String> columns =
        List.of("temperature", "pressure", "flow rate", "vibration", "rpm", "power <kW>");
    List<List<String>> originals = new ArrayList<>();
    List<List<String>> reconstructions = new ArrayList<>();
    List<List<String>> samples = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      originals.add(texts(row(random, 1)));
      reconstructions.add(texts(row(random, 0.5)));
      samples.add(texts(row(random, 0.7)));
    }
    Latents latents = latents(800, 2, 0, random);
    return new ReportData(
        new Run("turbine sensors", "nightly-2026-03-04", "stopped early", Instant.EPOCH),
        epochs(120, false),
        104,
        new Schema(columns, Optional.empty(), Optional.empty()),
        new Rows.Table(originals, reconstructions, samples, comparison(columns)),
        latents,
        data("s3a://plant/sensors/*.parquet", 12_345_678, 6),
        settings(),
        versions());
  }

  private static List<String> texts(double[] row) {
    return Arrays.stream(row).mapToObj(CellText::number).toList();
  }

  /** A column of numbers, one of categories, correlations, two strange rows. */
  private static TableComparison comparison(List<String> columns) {
    Random random = new Random(4);
    double[] real = IntStream.range(0, 2000).mapToDouble(i -> random.nextGaussian()).toArray();
    double[] made = IntStream.range(0, 2000).mapToDouble(i -> random.nextGaussian()).toArray();
    double[][] correlations = new double[6][6];
    for (int i = 0; i < 36; i++) {
      correlations[i / 6][i % 6] = i / 6 == i % 6 ? 1 : Math.sin(i / 6 + i % 6);
    }
    return new TableComparison(
        List.of(
            new TableComparison.Numbers("temperature", real, made),
            new TableComparison.Shares(
                "state",
                List.of("running", "stopped", "under maintenance"),
                new double[] {0.7, 0.2, 0.1},
                new double[] {0.65, 0.3, 0.05})),
        new TableComparison.Correlations(columns, correlations, correlations),
        List.of(
            new TableComparison.Anomaly(
                31.25, List.of(new TableComparison.Cell("rpm", "12,000", 27.5))),
            new TableComparison.Anomaly(
                18.5, List.of(new TableComparison.Cell("power <kW>", "0", 12)))));
  }

  /** Nothing to compare. */
  static TableComparison nothing() {
    return new TableComparison(
        List.of(),
        new TableComparison.Correlations(List.of(), new double[0][0], new double[0][0]),
        List.of());
  }

  /** One epoch, one latent. */
  static ReportData small() {
    Random random = new Random(3);
    ReportData table = table();
    return new ReportData(
        new Run("smoke", "smoke", "finished", Instant.EPOCH),
        epochs(1, true),
        1,
        table.schema(),
        table.rows(),
        latents(200, 1, 3, random),
        Map.of(),
        List.of(),
        Map.of());
  }

  static List<EpochMetrics> epochs(int count, boolean validated) {
    Random random = new Random(count);
    List<EpochMetrics> epochs = new ArrayList<>();
    for (int e = 1; e <= count; e++) {
      double gap = 95 + 70 * Math.pow(e, -1.1);
      double kl = 25.5 - 9 * Math.exp(-e / 3.0);
      double noise = 0.3 * random.nextGaussian();
      ElboParts train = new ElboParts(-gap + kl + noise, kl, -gap);
      ElboParts valid = new ElboParts(-gap - 2 + 0.12 * e + kl, kl + 0.4, -gap);
      double seconds = 2.1 + 0.1 * random.nextDouble();
      epochs.add(
          new EpochMetrics(
              e,
              train,
              validated ? Optional.of(valid) : Optional.empty(),
              60_000,
              469,
              1,
              seconds,
              0.03,
              14,
              1e-3));
    }
    return epochs;
  }

  private static Latents latents(int rows, int latents, int labels, Random random) {
    double[][] centres = new double[Math.max(1, labels)][latents];
    for (double[] centre : centres) {
      for (int j = 0; j < latents; j++) {
        centre[j] = random.nextGaussian() * 1.1 / (1 + 0.12 * j);
      }
    }
    int active = Math.max(1, latents * 7 / 10);
    List<float[]> means = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int label = i % centres.length;
      float[] mean = new float[latents];
      for (int j = 0; j < latents; j++) {
        double value = centres[label][j] + 0.45 * random.nextGaussian();
        mean[j] = (float) (j < active ? value : 0.02 * value);
      }
      means.add(mean);
      names.add(Integer.toString(label));
    }
    List<Unit> units =
        IntStream.range(0, latents)
            .mapToObj(
                j -> j < active ? new Unit(2.6 - 0.12 * j, 0.9 - 0.02 * j) : new Unit(0.012, 4e-4))
            .toList();
    return new Latents(means, labels > 0 ? names : List.of(), units);
  }

  private static double[] row(Random random, double spread) {
    return new double[] {
      82.5 + 4 * spread * random.nextGaussian(),
      1013.25 + 12 * spread * random.nextGaussian(),
      0.00473 + 0.0004 * spread * random.nextGaussian(),
      spread * random.nextGaussian(),
      14_980 + 120 * spread * random.nextGaussian(),
      2.45e8 + 3e6 * spread * random.nextGaussian()
    };
  }

  private static float[] digit(int digit, double slant, double shift, double softness) {
    float[] pixels = new float[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      int y = i / SIDE;
      double x = i % SIDE - shift + slant * (y - 14);
      double nearest = Double.MAX_VALUE;
      for (char c : LIT[digit].toCharArray()) {
        nearest = Math.min(nearest, distance(x, y, SEGMENTS[c - '0']));
      }
      pixels[i] = (float) (1 / (1 + Math.exp((nearest - 1.6) * 3 / softness)));
    }
    return pixels;
  }

  private static double distance(double x, double y, double[] s) {
    double dx = s[2] - s[0];
    double dy = s[3] - s[1];
    double along = ((x - s[0]) * dx + (y - s[1]) * dy) / (dx * dx + dy * dy);
    double t = Math.max(0, Math.min(1, along));
    return Math.hypot(x - s[0] - t * dx, y - s[1] - t * dy);
  }

  private static Map<String, String> data(String source, long rows, int features) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("source", source);
    data.put("rows", Numbers.grouped(rows));
    data.put("validation rows", Numbers.grouped(rows / 6));
    data.put("features", Integer.toString(features));
    data.put("shards", "8");
    data.put("scaling", "unit [0, 255]");
    data.put("fingerprint", "b1946ac92492d2347c6235b4d2611184f3ad0a1c");
    return data;
  }

  private static List<Setting> settings() {
    return List.of(
        new Setting("data.format", "idx", "digits.conf: 3"),
        new Setting("data.validation.fraction", "0.1", "reference.conf"),
        new Setting("model.encoder", "[400]", "reference.conf"),
        new Setting("model.latent.dimension", "20", "--set"),
        new Setting("model.likelihood", "bernoulli", "reference.conf"),
        new Setting("training.averaging.outer.name", "block-momentum", "spark.elbo.*"),
        new Setting("training.batch-size", "128", "reference.conf"),
        new Setting("training.optimizer.learning-rate", "1e-3", "digits.conf: 11"));
  }

  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("elbo", "0.1.0-SNAPSHOT");
    versions.put("spark", "3.5.5");
    versions.put("nd4j", "1.0.0-M2.1");
    versions.put("java", "17.0.15");
    return versions;
  }
}
