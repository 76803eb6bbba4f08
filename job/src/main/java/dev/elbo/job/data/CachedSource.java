package dev.elbo.job.data;

import dev.elbo.feature.Schema;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/** A source whose rows Spark keeps, in memory or on disk, once they were read. */
final class CachedSource implements Source {
  private final Source source;
  private final JavaRDD<ParsedRow> rows;

  CachedSource(Source source, RowSample sample) {
    this.source = source;
    this.rows =
        source
            .read()
            .map(parsed -> sample.keeps(parsed) ? parsed : parsed.withoutRow())
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  @Override
  public String path() {
    return source.path();
  }

  @Override
  public Schema schema() {
    return source.schema();
  }

  @Override
  public List<String> chosen() {
    return source.chosen();
  }

  @Override
  public CellType cellType() {
    return source.cellType();
  }

  @Override
  public List<String> leftOut() {
    return source.leftOut();
  }

  @Override
  public Order order() {
    return source.order();
  }

  @Override
  public JavaRDD<ParsedRow> read() {
    return rows;
  }

  @Override
  public String explain(Problem problem) {
    return source.explain(problem);
  }

  /** What is made of the rows; if that fails nobody needs them any more. */
  <T> T orRelease(Supplier<T> work) {
    try {
      return work.get();
    } catch (Throwable e) { // Scala throws checked exceptions without declaring them
      release();
      throw e;
    }
  }

  /** Frees the rows; whoever asks for them again has them read again. */
  void release() {
    rows.unpersist(false);
  }
}
