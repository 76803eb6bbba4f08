package dev.elbo.job.estimators;

import dev.elbo.ElboException;
import dev.elbo.job.estimators.EstimatorsRequest.Existing;
import dev.elbo.report.EstimatorsPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file of a page: written whole or not at all, and never over a file that is not ours. */
final class Page {
  private static final int HEAD = 400;
  private final Path file;

  /** Checks the place before anything is measured. */
  Page(Path file, Existing existing) {
    this.file = file.toAbsolutePath().normalize();
    Path folder = this.file.getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw ElboException.settings(
          "Cannot write the page [%s]: its folder does not exist or is not writable. Give --html a file in one that is."
              .formatted(this.file));
    }
    if (Files.isDirectory(this.file)
        || (existing == Existing.KEEP && Files.exists(this.file) && !ours())) {
      throw ElboException.settings(
          "Cannot write the page [%s]: it exists and is no page of elbo estimators. Give --html another name, or --overwrite to replace a file."
              .formatted(this.file));
    }
  }

  private boolean ours() {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(EstimatorsPage.MARK);
    } catch (IOException e) {
      return false;
    }
  }

  Path write(String html) {
    try {
      Path whole = file.resolveSibling("." + file.getFileName() + ".writing");
      Files.writeString(whole, html);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw ElboException.settings(
          "Cannot write the page [%s]: %s. Give --html a file that can be written."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
