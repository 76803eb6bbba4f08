package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Levels;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Schema;
import dev.elbo.job.data.Shards;
import dev.elbo.report.CellText;
import dev.elbo.report.ReportData;
import dev.elbo.report.TableComparison;
import dev.elbo.report.TableComparison.Anomaly;
import dev.elbo.report.TableComparison.Cell;
import dev.elbo.report.TableComparison.Correlations;
import dev.elbo.report.TableComparison.Marginal;
import dev.elbo.vae.Network;
import dev.elbo.vae.RowBatch;
import dev.elbo.vae.RowScores;
import dev.elbo.vae.ScoreRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/** What a report shows of a table: rows, and many rows beside as many that the model draws. */
final class TablePage {
  private static final int PAIRS = 32;
  private static final int SAMPLES = 64;
  private static final int BATCH = 256;
  private static final int MOST_MARGINALS = 48;
  private static final int MOST_CORRELATED = 24;
  private static final int ANOMALIES = 10;
  private static final int CAUSES = 3;

  /** Draws of z that the score of a row is a mean over. */
  private static final int DRAWS = 8;

  private final TrainingPlan plan;
  private final Schema schema;
  private final Preparation preparation;
  private final Shards.Sample sample;

  TablePage(TrainingPlan plan, Shards.Sample sample) {
    this.plan = plan;
    this.schema = plan.data().schema();
    this.preparation = plan.data().preparation();
    this.sample = sample;
  }

  /**
   * The tables.
   *
   * @param means the center of q(z|x) of each row of the sample
   */
  ReportData.Rows.Table rows(Network network, List<double[]> means) {
    int pairs = Math.min(PAIRS, sample.rows());
    double[] codes = means.subList(0, pairs).stream().flatMapToDouble(Arrays::stream).toArray();
    List<double[]> reconstructed = cut(network.decode(codes, pairs));
    List<double[]> real = IntStream.range(0, sample.rows()).mapToObj(this::real).toList();
    List<double[]> drawn = drawn(network, sample.rows());
    return new ReportData.Rows.Table(
        texts(real.subList(0, pairs)),
        texts(reconstructed),
        texts(drawn.subList(0, Math.min(SAMPLES, drawn.size()))),
        new TableComparison(
            marginals(real, drawn), correlations(real, drawn), anomalies(network, real)));
  }

  private double[] real(int row) {
    float[] cells = sample.row(row);
    return IntStream.range(0, cells.length).mapToDouble(j -> cells[j]).toArray();
  }

  private List<double[]> drawn(Network network, int rows) {
    Noise noise = Noise.of(plan.settings().training().seed(), 0, 0, 0);
    List<double[]> drawn = new ArrayList<>();
    for (int from = 0; from < rows; from += BATCH) {
      int first = from;
      int count = Math.min(BATCH, rows - from);
      double[] z = network.prior(keys(noise.split(Noise.Use.PRIOR), first, count));
      drawn.addAll(cut(network.sample(z, keys(noise.split(Noise.Use.OBSERVATION), first, count))));
    }
    return drawn;
  }

  private static Noise[] keys(Noise noise, int first, int count) {
    return IntStream.range(first, first + count).mapToObj(noise::at).toArray(Noise[]::new);
  }

  private List<double[]> cut(double[] rows) {
    int width = schema.features();
    return IntStream.range(0, rows.length / width)
        .mapToObj(i -> Arrays.copyOfRange(rows, i * width, (i + 1) * width))
        .toList();
  }

  private List<List<String>> texts(List<double[]> rows) {
    return rows.stream()
        .map(row -> IntStream.range(0, row.length).mapToObj(j -> text(j, row[j])).toList())
        .toList();
  }

  /** A cell in words, from what the network sees or gives. */
  private String text(int column, double seen) {
    if (Double.isNaN(seen)) {
      return "\u2013";
    }
    double raw = raw(column, seen);
    return switch (schema.type(column).kind()) {
      case NUMBER ->
          schema.type(column).isWhole() ? Long.toString(Math.round(raw)) : CellText.number(raw);
      case CATEGORY -> level(column, seen);
      case BOOLEAN -> Boolean.toString(raw >= 0.5);
      case DATE -> LocalDate.ofEpochDay(Math.round(raw)).toString();
      case TIMESTAMP -> Instant.ofEpochSecond(Math.round(raw)).toString();
    };
  }

  private double raw(int column, double seen) {
    double raw = preparation.invert(column, seen);
    return schema.type(column).isWhole() ? Math.rint(raw) : raw;
  }

  private String level(int column, double code) {
    return preparation.map(column) instanceof Levels levels
        ? levels.name((int) code)
        : CellText.number(code);
  }

  private List<Marginal> marginals(List<double[]> real, List<double[]> drawn) {
    List<Marginal> marginals = new ArrayList<>();
    for (int j = 0; j < Math.min(schema.features(), MOST_MARGINALS); j++) {
      marginals.add(marginal(j, real, drawn));
    }
    return marginals;
  }

  private Marginal marginal(int j, List<double[]> real, List<double[]> drawn) {
    String name = schema.columns().get(j);
    if (schema.type(j).kind() == ColumnType.Kind.BOOLEAN) {
      return new TableComparison.Shares(
          name, List.of("false", "true"), shares(j, real, 2), shares(j, drawn, 2));
    }
    if (preparation.map(j) instanceof Levels levels) {
      int count = levels.count();
      return new TableComparison.Shares(
          name,
          IntStream.range(0, count).mapToObj(levels::name).toList(),
          shares(j, real, count),
          shares(j, drawn, count));
    }
    return new TableComparison.Numbers(name, numbers(j, real), numbers(j, drawn));
  }

  private double[] numbers(int j, List<double[]> rows) {
    return rows.stream()
        .mapToDouble(row -> row[j])
        .filter(cell -> !Double.isNaN(cell))
        .map(cell -> raw(j, cell))
        .toArray();
  }

  private static double[] shares(int j, List<double[]> rows, int count) {
    double[] cells = rows.stream().mapToDouble(r -> r[j]).filter(c -> !Double.isNaN(c)).toArray();
    double[] shares = new double[count];
    for (double cell : cells) {
      shares[(int) Math.round(cell)] += 1.0 / cells.length;
    }
    return shares;
  }

  /** Of what the network sees: a skewed column counts as it was learned. */
  private Correlations correlations(List<double[]> real, List<double[]> drawn) {
    List<Integer> columns =
        IntStream.range(0, schema.features())
            .filter(j -> schema.type(j).kind() != ColumnType.Kind.CATEGORY)
            .limit(MOST_CORRELATED)
            .boxed()
            .toList();
    return new Correlations(
        columns.stream().map(schema.columns()::get).toList(),
        matrix(columns, real),
        matrix(columns, drawn));
  }

  private static double[][] matrix(List<Integer> columns, List<double[]> rows) {
    double[][] matrix = new double[columns.size()][columns.size()];
    for (int a = 0; a < matrix.length; a++) {
      for (int b = 0; b < matrix.length; b++) {
        int i = columns.get(a);
        int j = columns.get(b);
        double[][] both =
            rows.stream()
                .filter(row -> !Double.isNaN(row[i]) && !Double.isNaN(row[j]))
                .map(row -> new double[] {row[i], row[j]})
                .toArray(double[][]::new);
        matrix[a][b] = both.length < 3 ? Double.NaN : correlation(both);
      }
    }
    return matrix;
  }

  private static double correlation(double[][] both) {
    double[] x = Arrays.stream(both).mapToDouble(pair -> pair[0]).toArray();
    double[] y = Arrays.stream(both).mapToDouble(pair -> pair[1]).toArray();
    return new PearsonsCorrelation().correlation(x, y);
  }

  private List<Anomaly> anomalies(Network network, List<double[]> real) {
    int width = schema.features();
    List<Anomaly> all = new ArrayList<>();
    ScoreRequest request =
        new ScoreRequest(EnumSet.of(plan.settings().anomaly().score().ofFeatures()), DRAWS);
    try (RowBatch batch =
        RowBatch.scoring(
            plan.architecture(), network.getParameters(), plan.settings().training().seed())) {
      for (int from = 0; from < real.size(); from += RowBatch.SIZE) {
        int count = Math.min(RowBatch.SIZE, real.size() - from);
        for (int i = 0; i < count; i++) {
          System.arraycopy(sample.row(from + i), 0, batch.rows(), batch.next(), width);
          batch.add();
        }
        RowScores scores = batch.score(request);
        for (int i = 0; i < count; i++) {
          double[] parts = Arrays.copyOfRange(scores.contributions(), i * width, (i + 1) * width);
          all.add(anomaly(real.get(from + i), parts));
        }
      }
    }
    return all.stream()
        .filter(anomaly -> Double.isFinite(anomaly.score()))
        .sorted(Comparator.comparingDouble(Anomaly::score).reversed())
        .limit(ANOMALIES)
        .toList();
  }

  private Anomaly anomaly(double[] row, double[] contributions) {
    List<Cell> cells =
        IntStream.range(0, row.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer j) -> contributions[j]).reversed())
            .limit(CAUSES)
            .map(j -> new Cell(schema.columns().get(j), text(j, row[j]), contributions[j]))
            .toList();
    return new Anomaly(Arrays.stream(contributions).sum(), cells);
  }
}
