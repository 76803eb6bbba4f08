package dev.elbo.report;

import dev.elbo.feature.Schema;
import dev.elbo.store.EpochMetrics;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a report shows. Text is plain text; the report escapes it.
 *
 * @param run which run it is
 * @param epochs one entry an epoch, in order; empty if training never finished one
 * @param keptEpoch the epoch whose model was kept and made the rows and the latents below: the best
 *     with early stopping, else the last; 0 if there is none
 * @param schema names of the features, and whether they are pixels
 * @param rows what the kept model makes of data and of the prior
 * @param latents the latent space of the kept model
 * @param data name and value of what describes the data (source, rows, validation rows, shards,
 *     scaling, fingerprint, ..), in the order to be shown
 * @param settings every setting in the order to be shown, secrets already redacted
 * @param versions name and version of what ran, in the order to be shown
 * @param checks tables of what a scheduled run checked and decided, as {@link ChecksTable} has them
 */
public record ReportData(
    Run run,
    List<EpochMetrics> epochs,
    int keptEpoch,
    Schema schema,
    Rows rows,
    Latents latents,
    Map<String, String> data,
    List<Setting> settings,
    Map<String, String> versions,
    List<TableGroup> checks) {

  /** A report of a run that checked nothing. */
  public ReportData(
      Run run,
      List<EpochMetrics> epochs,
      int keptEpoch,
      Schema schema,
      Rows rows,
      Latents latents,
      Map<String, String> data,
      List<Setting> settings,
      Map<String, String> versions) {
    this(run, epochs, keptEpoch, schema, rows, latents, data, settings, versions, List.of());
  }

  public ReportData {
    checks = List.copyOf(checks);
    epochs = List.copyOf(epochs);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    settings = List.copyOf(settings);
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    rows.check(schema);
  }

  /**
   * Which run it is.
   *
   * @param title what a person calls it
   * @param id the run id
   * @param status a word, such as {@code finished} or {@code diverged}
   * @param date when the run ended; shown in UTC to the minute
   */
  public record Run(String title, String id, String status, Instant date) {}

  /** One line of the settings table; the origin says which file, flag or default set it. */
  public record Setting(String key, String value, String origin) {}

  /** Some rows beside their reconstructions, and samples decoded from draws of the prior. */
  public sealed interface Rows {

    /** Throws IllegalArgumentException unless every row has the width that the schema says. */
    void check(Schema schema);

    /**
     * Images, as their shape has the pixels, in the units of the network: 0 dark to 1 bright.
     *
     * @param originals some rows of the data
     * @param reconstructions the mean of p(x|z) for each original, in the same order
     * @param samples means of p(x|z) for draws from the prior
     */
    record Images(List<float[]> originals, List<float[]> reconstructions, List<float[]> samples)
        implements Rows {
      public Images {
        originals = List.copyOf(originals);
        reconstructions = List.copyOf(reconstructions);
        samples = List.copyOf(samples);
        checkPairs(originals.size(), reconstructions.size());
      }

      @Override
      public void check(Schema schema) {
        Schema.ImageShape shape =
            schema
                .image()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "Cannot show images: the schema names no height and width [columns "
                                + schema.features()
                                + "]. Give the rows as a table."));
        int width = shape.features();
        originals.forEach(row -> checkWidth(row.length, width));
        reconstructions.forEach(row -> checkWidth(row.length, width));
        samples.forEach(row -> checkWidth(row.length, width));
      }
    }

    /**
     * Rows of a table, in the units of its columns, in the order of the schema.
     *
     * @param originals some rows of the data
     * @param reconstructions the mean of p(x|z) for each original, in the same order
     * @param samples draws from the model
     * @param comparison of many rows with many draws
     */
    record Table(
        List<List<String>> originals,
        List<List<String>> reconstructions,
        List<List<String>> samples,
        TableComparison comparison)
        implements Rows {
      public Table {
        originals = List.copyOf(originals);
        reconstructions = List.copyOf(reconstructions);
        samples = List.copyOf(samples);
        checkPairs(originals.size(), reconstructions.size());
      }

      @Override
      public void check(Schema schema) {
        originals.forEach(row -> checkWidth(row.size(), schema.features()));
        reconstructions.forEach(row -> checkWidth(row.size(), schema.features()));
        samples.forEach(row -> checkWidth(row.size(), schema.features()));
      }
    }

    private static void checkPairs(int originals, int reconstructions) {
      if (originals != reconstructions) {
        throw new IllegalArgumentException(
            "Cannot pair originals and reconstructions: their numbers differ ["
                + originals
                + ", "
                + reconstructions
                + "]. Give one reconstruction an original.");
      }
    }

    private static void checkWidth(int width, int expected) {
      if (width != expected) {
        throw new IllegalArgumentException(
            "Cannot show a row: it has ["
                + width
                + "] values, the schema says ["
                + expected
                + "]. Give one value a feature.");
      }
    }
  }

  /**
   * The latent space.
   *
   * @param means the centers of q(z|x) of some rows, one entry a number of z; of more than 2000
   *     rows so many are drawn
   * @param labels the label of each of these rows; empty if the data has none
   * @param units one entry a latent
   */
  public record Latents(List<float[]> means, List<String> labels, List<Unit> units) {
    public Latents {
      means = List.copyOf(means);
      labels = List.copyOf(labels);
      units = List.copyOf(units);
      if (!labels.isEmpty() && labels.size() != means.size()) {
        throw new IllegalArgumentException(
            "Cannot colour the latent means: there are ["
                + means.size()
                + "] rows and ["
                + labels.size()
                + "] labels. Give one label a row, or none.");
      }
      for (float[] mean : means) {
        if (mean.length != means.get(0).length) {
          throw new IllegalArgumentException(
              "Cannot draw the latent means: rows have ["
                  + means.get(0).length
                  + ", "
                  + mean.length
                  + "] latents. Give every row the same.");
        }
      }
    }

    /** How many units are active. */
    public long activeUnits() {
      return units.stream().filter(Unit::active).count();
    }
  }

  /**
   * One latent.
   *
   * @param kl its part of KL(q(z|x) || p(z)), mean over the rows, in nats; NaN if it has none of
   *     its own
   * @param variance of the center of q(z|x), over the rows
   */
  public record Unit(double kl, double variance) {
    /** A unit is active above this variance (Burda, Grosse and Salakhutdinov 2016, section 5.2). */
    public static final double ACTIVE_ABOVE = 0.01;

    /** Whether the center moves with the data. */
    public boolean active() {
      return variance > ACTIVE_ABOVE;
    }
  }
}
