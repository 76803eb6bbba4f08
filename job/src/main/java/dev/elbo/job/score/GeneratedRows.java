package dev.elbo.job.score;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Network;
import dev.elbo.vae.RowBatch;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.util.TaskCompletionListener;
import scala.Function1;

/**
 * The rows of some numbers, a batch of fixed size at a time, the last one padded: the bits of a row
 * do not depend on its neighbours.
 */
final class GeneratedRows implements Iterator<Row> {
  private final Iterator<Long> numbers;
  private final Architecture architecture;
  private final float[] parameters;
  private final DataCells cells;
  private final Function1<Object, Object> outward;
  private final Noise noise;
  private final Generator.Shown shown;
  private final long[] batch = new long[RowBatch.SIZE];
  private Network network;
  private double[] rows;
  private int count;
  private int at;

  GeneratedRows(
      Iterator<Long> numbers,
      Architecture architecture,
      float[] parameters,
      DataCells cells,
      long seed,
      Generator.Shown shown) {
    this.numbers = numbers;
    this.architecture = architecture;
    this.parameters = parameters;
    this.cells = cells;
    this.outward = CatalystTypeConverters.createToScalaConverter(cells.schema());
    this.noise = Noise.of(seed, 0, 0, 0);
    this.shown = shown;
  }

  @Override
  public boolean hasNext() {
    return at < count || numbers.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (at == count) {
      generateNext();
    }
    Object[] row = new Object[architecture.features()];
    for (int j = 0; j < row.length; j++) {
      row[j] = cells.cell(j, rows[at * row.length + j]);
    }
    at++;
    return (Row) outward.apply(new GenericInternalRow(row));
  }

  private void generateNext() {
    if (network == null) {
      network = open();
    }
    count = 0;
    at = 0;
    while (count < batch.length && numbers.hasNext()) {
      batch[count++] = numbers.next();
    }
    Arrays.fill(batch, count, batch.length, batch[count - 1]);
    double[] z = network.prior(keys(Noise.Use.PRIOR));
    rows =
        switch (shown) {
          case DRAW -> network.sample(z, keys(Noise.Use.OBSERVATION));
          case MEAN -> network.decode(z, batch.length);
        };
  }

  private Noise[] keys(Noise.Use use) {
    Noise ofUse = noise.split(use);
    return Arrays.stream(batch).mapToObj(ofUse::at).toArray(Noise[]::new);
  }

  private Network open() {
    Network opened = new Network(architecture, RowBatch.SIZE);
    opened.setParameters(parameters);
    TaskCompletionListener end = context -> opened.close();
    TaskContext.get().addTaskCompletionListener(end);
    return opened;
  }
}
