package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a {@link Mixed}: knows where among the outputs the parameters of each column lie. */
final class MixedColumns implements RowLikelihood {
  private final List<Head> heads;
  private final Column[] columns;

  MixedColumns(Mixed mixed) {
    Map<String, Integer> widths = new LinkedHashMap<>();
    for (ColumnLikelihood law : mixed.columns()) {
      law.heads().forEach(head -> widths.putIfAbsent(mixed.headName(law, head), 0));
    }
    List<String> names = List.copyOf(widths.keySet());
    List<Column> list = new ArrayList<>();
    for (ColumnLikelihood law : mixed.columns()) {
      List<int[]> places = new ArrayList<>();
      for (Head head : law.heads()) {
        String name = mixed.headName(law, head);
        for (int i = 0; i < head.width(); i++) {
          places.add(new int[] {names.indexOf(name), widths.merge(name, 1, Integer::sum) - 1});
        }
      }
      list.add(new Column(law, places));
    }
    heads = names.stream().map(name -> new Head(name, widths.get(name))).toList();
    columns = list.toArray(Column[]::new);
  }

  /** A column's law, and the head and the offset within its outputs of each parameter. */
  private static final class Column {
    private final ColumnLikelihood law;
    private final int[] head;
    private final int[] offset;
    private final double[] theta;
    private final double[] gradient;

    Column(ColumnLikelihood law, List<int[]> places) {
      this.law = law;
      this.head = places.stream().mapToInt(place -> place[0]).toArray();
      this.offset = places.stream().mapToInt(place -> place[1]).toArray();
      this.theta = new double[places.size()];
      this.gradient = new double[places.size()];
    }
  }

  @Override
  public List<Head> heads() {
    return heads;
  }

  @Override
  public double logDensity(float[] x, double[][] outputs, int example, double[][] gradients) {
    double sum = 0;
    for (int j = 0; j < columns.length; j++) {
      Column column = columns[j];
      if (Float.isNaN(x[j])) { // Missing: whatever the decoder says costs nothing.
        Arrays.fill(column.gradient, 0);
      } else {
        sum += column.law.logDensity(x[j], gather(column, outputs, example), column.gradient);
      }
      for (int k = 0; k < column.gradient.length; k++) {
        gradients[column.head[k]][place(column, k, example)] = column.gradient[k];
      }
    }
    return sum;
  }

  @Override
  public void terms(float[] x, double[][] outputs, int example, double[] terms) {
    for (int j = 0; j < columns.length; j++) {
      double[] theta = gather(columns[j], outputs, example);
      terms[j] =
          Float.isNaN(x[j]) ? 0 : columns[j].law.logDensity(x[j], theta, columns[j].gradient);
    }
  }

  @Override
  public void ceilings(float[] x, double[][] outputs, int example, double[] ceilings) {
    for (int j = 0; j < columns.length; j++) {
      double[] theta = gather(columns[j], outputs, example);
      ceilings[j] = Float.isNaN(x[j]) ? 0 : columns[j].law.ceiling(x[j], theta);
    }
  }

  @Override
  public void mean(double[][] outputs, int example, double[] target, int at) {
    for (int j = 0; j < columns.length; j++) {
      target[at + j] = columns[j].law.mean(gather(columns[j], outputs, example));
    }
  }

  @Override
  public void sample(double[][] outputs, int example, Noise noise, double[] target, int at) {
    for (int j = 0; j < columns.length; j++) {
      double[] theta = gather(columns[j], outputs, example);
      target[at + j] = columns[j].law.sample(theta, noise.at(j));
    }
  }

  private double[] gather(Column column, double[][] outputs, int example) {
    for (int k = 0; k < column.theta.length; k++) {
      column.theta[k] = outputs[column.head[k]][place(column, k, example)];
    }
    return column.theta;
  }

  private int place(Column column, int k, int example) {
    return example * heads.get(column.head[k]).width() + column.offset[k];
  }
}
