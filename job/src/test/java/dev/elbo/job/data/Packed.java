package dev.elbo.job.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What shards hold, as lines that can be compared. */
final class Packed {
  private Packed() {}

  /**
   * The fingerprint, then the numbers of a row and its label a line, in the order of the shards.
   */
  static List<String> lines(TrainingData data) {
    List<String> lines = new ArrayList<>(List.of(data.fingerprint()));
    try (Shards shards = data.pack(3, 7)) {
      int features = shards.format().features();
      for (Block block : shards.blocks().collect()) {
        for (int i = 0; i < block.rows(); i++) {
          float[] row = new float[features];
          block.copyRow(i, shards.format(), row, 0);
          lines.add(Arrays.toString(row) + block.label(i));
        }
      }
    }
    data.release();
    return lines;
  }
}
