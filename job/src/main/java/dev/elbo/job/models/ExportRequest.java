package dev.elbo.job.models;

/**
 * What to export.
 *
 * @param model where the model is, as {@link dev.elbo.registry.ModelAddress} finds it; absolute or
 *     a URI
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
