package dev.elbo.job.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.feature.Bins;
import dev.elbo.feature.ColumnProfile;
import dev.elbo.feature.NumberProfile;
import dev.elbo.feature.TableProfile;
import dev.elbo.job.Sparks;
import dev.elbo.settings.DataSettings;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Each batch against the profile of its rows alone. */
class BatchProfilesTest {
  private static final DataSettings SETTINGS =
      DataSettingsOf.hocon("format = parquet, path = /none, columns = [amount, town, more]");

  private final SparkSession spark = Sparks.local(2);

  /** Three batches that lie among each other, whose towns are partly the same. */
  private Dataset<Row> table() {
    return spark
        .range(0, 900, 1, 4)
        .selectExpr(
            "case when id % 10 = 3 then null else id * (id % 3) / 8 end amount",
            "case when id % 4 = 1 then null else concat('t', id % 7 + id % 3) end town",
            "cast(id as double) more",
            "concat('b', id % 3) batch");
  }

  private TableProfile champion() {
    return SnapshotProfile.of(
        table().where("batch = 'b1'").drop("more"),
        "rows",
        DataSettingsOf.hocon("format = parquet, path = /none, columns = [amount, town]"),
        Optional.empty());
  }

  @Test
  void eachBatchIsLikeItsRowsAlone() {
    TableProfile champion = champion();
    SortedMap<String, TableProfile> found =
        BatchProfiles.of(table(), "batch", "rows", SETTINGS, champion);
    assertThat(found).containsOnlyKeys("b0", "b1", "b2");
    found.forEach(
        (batch, profile) -> {
          TableProfile alone =
              SnapshotProfile.of(
                  table().where("batch = '%s'".formatted(batch)),
                  "rows",
                  SETTINGS,
                  Optional.of(champion));
          assertThat(profile.rows()).isEqualTo(alone.rows()).isEqualTo(300);
          ColumnProfile town = profile.column("town").orElseThrow();
          assertThat(town).isEqualTo(alone.column("town").orElseThrow());
          assertThat(town.categories().orElseThrow().levels()).hasSize(7);
          assertThat(profile.column("amount").orElseThrow().missing()).isEqualTo(30);
          NumberProfile amount = numbers(profile, "amount");
          assertThat(amount.reference()).isEqualTo(numbers(alone, "amount").reference());
          assertThat(amount.bins()).isEqualTo(amount.reference().orElseThrow());
          assertThat(amount.greatest()).isEqualTo(numbers(alone, "amount").greatest());
          assertThat(numbers(profile, "more").bins())
              .as("the champion knows no such column")
              .isEqualTo(Bins.of(new double[0], new long[] {300}));
        });
  }

  private static NumberProfile numbers(TableProfile profile, String column) {
    return profile.column(column).orElseThrow().numbers().orElseThrow();
  }

  @Test
  void whereThereAreNoRowsThereAreNoBatches() {
    assertThat(BatchProfiles.of(table().where("more < 0"), "batch", "rows", SETTINGS, champion()))
        .isEmpty();
  }

  @Test
  void aCellThatIsNoneOfItsColumnIsNamed() {
    Dataset<Row> broken =
        table().selectExpr("batch", "town", "more", "if(more = 5, double('inf'), 1d) amount");
    assertThatThrownBy(() -> BatchProfiles.of(broken, "batch", "rows", SETTINGS, champion()))
        .isInstanceOf(ElboException.class)
        .hasMessageContaining("column [amount] holds [Infinity]");
  }
}
