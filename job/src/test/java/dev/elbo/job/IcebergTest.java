package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.train.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of Iceberg in a catalog of its own, as conf/iceberg.conf reads it. */
class IcebergTest {
  private static final Path CONF = Path.of("..", "conf").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private SparkSession lake() {
    return Sparks.local(
        2,
        Map.of(
            "spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog",
            "spark.sql.catalog.lake.type", "hadoop",
            "spark.sql.catalog.lake.warehouse", folder.resolve("warehouse").toString()));
  }

  @Test
  void aTableTrainsAsItsRowsInParquetDoAndOldSnapshotsStayReadable() throws IOException {
    SparkSession spark = lake();
    spark.sql(
        "create or replace temporary view trees using csv options (path \"%s\", header true, inferSchema true)"
            .formatted(CONF.resolve("data/trees.csv")));
    spark.sql("create table lake.forest.trees using iceberg as select * from trees");
    Object snapshot =
        spark.sql("select snapshot_id from lake.forest.trees.snapshots").first().get(0);
    Progress.RunResult first = train(spark, "first");
    spark.table("trees").write().parquet(folder + "/trees");
    Progress.RunResult files =
        train(spark, "files", "elbo.data { format = parquet, path = \"" + folder + "/trees\" }");
    assertThat(Trainings.model(first).get("parameters.npz"))
        .isEqualTo(Trainings.model(files).get("parameters.npz"));

    spark.sql("insert into lake.forest.trees select * from trees limit 100");
    assertThat(train(spark, "grown").runId()).isNotEqualTo(first.runId());
    Progress.RunResult old = train(spark, "old", "elbo.data.options.snapshot-id = " + snapshot);
    assertThat(old.runId()).isEqualTo(first.runId());
    assertThat(Trainings.model(old)).isEqualTo(Trainings.model(first));
  }

  private Progress.RunResult train(SparkSession spark, String out, String... more)
      throws IOException {
    String conf = Files.readString(CONF.resolve("iceberg.conf"));
    return Trainings.train(
        spark,
        folder.resolve(out),
        Stream.concat(Stream.of(conf, "elbo.training.epochs = 1"), List.of(more).stream())
            .toArray(String[]::new));
  }
}
