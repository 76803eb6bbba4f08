package dev.elbo.job.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.Sparks;
import dev.elbo.settings.DataSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an hour later is the table, of all that Iceberg keeps of it. */
class TableSnapshotsTest {
  private static final String TABLE = "lake.days.readings";
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  @TempDir private Path folder;
  private DataSettings data;
  private SparkSession spark;
  private Table table;

  @BeforeEach
  void twoSnapshots() throws Exception {
    data =
        new Days(folder)
            .settings("elbo.data { format = table, path = \"" + TABLE + "\" }")
            .settings()
            .data();
    spark = // Last, since there is one session at a time.
        Sparks.local(
            2,
            Map.of(
                "spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog",
                "spark.sql.catalog.lake.type", "hadoop",
                "spark.sql.catalog.lake.warehouse", folder.resolve("warehouse").toString()));
    spark.sql(
        "create table %s using iceberg tblproperties ('write.wap.enabled' = 'true') as select 1d a"
            .formatted(TABLE));
    insert(TABLE, 2);
    table = Spark3Util.loadIcebergTable(spark, TABLE);
  }

  private void insert(String where, int rows) {
    spark.sql("insert into %s select cast(id as double) from range(%d)".formatted(where, rows));
  }

  private News look() {
    return new TableSnapshots(spark, data, 600, LATER).look(Optional.empty(), Range.ALL);
  }

  private String current() {
    table.refresh();
    return String.valueOf(table.currentSnapshot().snapshotId());
  }

  @Test
  void theNewestCommitIsTheTable() {
    assertThat(look().snapshot().watermark()).isEqualTo(current());
    assertThat(look().rows().get().count()).isEqualTo(3);
  }

  @Test
  void whatWasRolledBackIsNoPartOfTheTable() {
    long first = table.currentSnapshot().parentId();
    table.manageSnapshots().rollbackTo(first).commit();
    assertThat(look().snapshot().watermark()).isEqualTo(String.valueOf(first));
    assertThat(look().rows().get().count()).isEqualTo(1);
    spark.sql("refresh table " + TABLE);
    insert(TABLE, 5);
    assertThat(look().snapshot().watermark()).isEqualTo(current());
    assertThat(look().rows().get().count()).isEqualTo(6);
  }

  @Test
  void whatIsStagedOrOnAnotherBranchIsNoPartOfTheTable() {
    String before = current();
    spark.conf().set("spark.wap.id", "audit");
    try {
      insert(TABLE, 7);
    } finally {
      spark.conf().unset("spark.wap.id");
    }
    table.refresh();
    table.manageSnapshots().createBranch("trial").commit();
    spark.sql("refresh table " + TABLE);
    insert(TABLE + ".branch_trial", 9);
    assertThat(spark.table(TABLE + ".snapshots").count()).as("that it keeps").isEqualTo(4);
    assertThat(look().snapshot().watermark()).isEqualTo(before);
    assertThat(look().rows().get().count()).isEqualTo(3);
  }
}
