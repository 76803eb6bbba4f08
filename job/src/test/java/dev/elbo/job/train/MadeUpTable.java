package dev.elbo.job.train;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Tables of mixed columns whose rows come from a few hidden numbers, all of it known. */
enum MadeUpTable {
  /** Households: two hidden normals; an amount that is skewed, a city, a truth, a date, a count. */
  HOUSEHOLDS("age double, income double, city string, owner boolean, since date, rooms int") {
    @Override
    Object[] row(RandomGenerator random) {
      double wealth = random.nextGaussian();
      double years = random.nextGaussian();
      double income = Math.exp(10 + 0.8 * wealth + 0.3 * years + 0.2 * random.nextGaussian());
      double rooms = 3.5 + 1.2 * wealth + 0.5 * random.nextGaussian();
      return new Object[] {
        45 + 12 * years + 3 * random.nextGaussian(),
        income,
        choice(random, new String[] {"Bonn", "Köln", "New York", "Zürich"}, 1.5 * wealth, years),
        random.nextDouble() < 1 / (1 + Math.exp(-1 - 2 * years)),
        Date.valueOf(
            java.time.LocalDate.of(2000, 1, 1)
                .plusDays(Math.round(2000 - 900 * years + 200 * random.nextGaussian()))),
        (int) Math.max(1, Math.round(rooms))
      };
    }
  },
  /** Machines: of three kinds, each with its own means, covariance and faults. */
  MACHINES("kind string, pressure double, heat float, fault boolean, level long, line int") {
    @Override
    Object[] row(RandomGenerator random) {
      int kind = random.nextInt(10) < 5 ? 0 : random.nextInt(10) < 6 ? 1 : 2;
      double load = random.nextGaussian();
      double[] pressure = {10, 14, 20};
      double[] slope = {1, -1, 1.5};
      return new Object[] {
        new String[] {"press", "lathe", "mill"}[kind],
        pressure[kind] + 1.5 * load + 0.3 * random.nextGaussian(),
        (float) (60 + 8 * slope[kind] * load + 2 * random.nextGaussian()),
        random.nextDouble() < new double[] {0.05, 0.3, 0.6}[kind],
        Math.round(1e6 + 1e4 * load * slope[kind] + 3e3 * random.nextGaussian()),
        kind == 1 ? 7 : 3 + random.nextInt(2)
      };
    }
  };

  private final String ddl;

  MadeUpTable(String ddl) {
    this.ddl = ddl;
  }

  abstract Object[] row(RandomGenerator random);

  StructType schema() {
    return StructType.fromDDL(ddl);
  }

  /** Whole rows. */
  Dataset<Row> rows(SparkSession spark, int count, long seed) {
    return rows(spark, count, seed, 0);
  }

  /** Rows of which each cell is missing with some probability, whatever is in it. */
  Dataset<Row> rows(SparkSession spark, int count, long seed, double missing) {
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom holes = new SplittableRandom(seed + 1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object[] cells = row(random);
      IntStream.range(0, cells.length)
          .filter(j -> holes.nextDouble() < missing)
          .forEach(j -> cells[j] = null);
      rows.add(RowFactory.create(cells));
    }
    return spark.createDataFrame(rows, schema()).repartition(2);
  }

  /** One of four, by a soft choice between corners of a plane. */
  private static String choice(RandomGenerator random, String[] names, double x, double y) {
    double[] weights = {Math.exp(x + y), Math.exp(x - y), Math.exp(-x + y), 0.3 * Math.exp(-x - y)};
    double u = random.nextDouble() * (weights[0] + weights[1] + weights[2] + weights[3]);
    int i = 0;
    while (i < 3 && (u -= weights[i]) > 0) {
      i++;
    }
    return names[i];
  }
}
