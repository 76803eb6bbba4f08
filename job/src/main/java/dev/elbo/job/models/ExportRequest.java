package dev.elbo.job.models;

/**
 * What to export.
 *
 * @param model the directory of a model, or of the run that made it; absolute or a URI
 * @param out the directory for the files, which need not exist; absolute or a URI
 * @param existing what becomes of files of an earlier export
 */
public record ExportRequest(String model, String out, Existing existing) {

  /** What becomes of files that are there. */
  public enum Existing {
    /** They are an error. */
    KEEP,
    /** They are replaced. */
    REPLACE
  }
}
