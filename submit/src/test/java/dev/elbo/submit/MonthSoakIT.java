package dev.elbo.submit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month of nights, wherever the rows and the registry are. */
@Tag("soak")
class MonthSoakIT {
  @TempDir private Path folder;

  @Test
  void everyNightOfAMonthOnALocalDiskEndsAsItMust() throws Exception {
    new Month(new Nights(new Configuration(), folder.toUri() + "place", folder), folder).pass();
  }

  @Test
  void everyNightOfAMonthOnHdfsEndsAsItMust() throws Exception {
    try (Hdfs hdfs = new Hdfs(Files.createDirectories(folder.resolve("hdfs")))) {
      new Month(hdfs.nights(folder), folder).pass();
    }
  }
}
