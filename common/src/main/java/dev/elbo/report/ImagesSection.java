package dev.elbo.report;

import dev.elbo.feature.Schema.ImageShape;
import dev.elbo.report.ReportData.Rows.Images;

/** Originals beside reconstructions, and samples from the prior, as pictures. */
final class ImagesSection {
  private static final int MOST_PAIRS = 32;
  private static final int MOST_SAMPLES = 64;

  /** Of one grid; keeps the file small when the images are large. */
  private static final int MOST_PIXELS = 500_000;

  private static final int LEAST = 4;

  private ImagesSection() {}

  static String html(Images images, ImageShape shape) {
    return pairs(images, shape) + samples(images, shape);
  }

  private static String pairs(Images images, ImageShape shape) {
    int shown = Math.min(images.originals().size(), most(MOST_PAIRS, shape));
    if (shown == 0) {
      return "";
    }
    StringBuilder grid = new StringBuilder("<div class=\"tiles\">\n");
    for (int i = 0; i < shown; i++) {
      grid.append("<span class=\"pair\">")
          .append(ImageTile.img(images.originals().get(i), shape, "original " + (i + 1)))
          .append(
              ImageTile.img(images.reconstructions().get(i), shape, "reconstruction " + (i + 1)))
          .append("</span>\n");
    }
    return Html.section(
        "Reconstructions",
        Html.note("In each pair the original is on the left, its reconstruction on the right.")
            + grid.append("</div>\n"));
  }

  private static String samples(Images images, ImageShape shape) {
    int shown = Math.min(images.samples().size(), most(MOST_SAMPLES, shape));
    if (shown == 0) {
      return "";
    }
    StringBuilder grid = new StringBuilder("<div class=\"tiles close\">\n");
    for (int i = 0; i < shown; i++) {
      grid.append(ImageTile.img(images.samples().get(i), shape, "sample " + (i + 1))).append("\n");
    }
    return Html.section(
        "Samples from the prior",
        Html.note("What the decoder makes of latents drawn from the prior: the mean of p(x|z).")
            + grid.append("</div>\n"));
  }

  private static int most(int most, ImageShape shape) {
    int fitting = MOST_PIXELS / Math.max(1, shape.features());
    return Math.min(most, Math.max(LEAST, fitting));
  }
}
