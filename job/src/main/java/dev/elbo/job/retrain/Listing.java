package dev.elbo.job.retrain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.fs.FileStatus;

/** Stands for files by names, lengths and times: another one as soon as any of them changes. */
final class Listing {
  private static final int HEX_DIGITS = 16;

  private Listing() {}

  static String of(List<FileStatus> files) {
    String text =
        files.stream()
            .map(f -> "%s %d %d".formatted(f.getPath(), f.getLen(), f.getModificationTime()))
            .sorted()
            .collect(Collectors.joining("\n"));
    return files.size()
        + "-"
        + DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, HEX_DIGITS);
  }
}
