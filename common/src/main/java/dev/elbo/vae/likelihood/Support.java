package dev.elbo.vae.likelihood;

/** The values that a law gives a positive density or probability. */
public enum Support {
  /** Any number. */
  REAL,
  /** 0 to 1. */
  UNIT,
  /** 0, 1, 2 and so on. */
  COUNTS,
  /** 0 to the number of categories minus 1. */
  CODES;

  /** Whether only whole numbers are in it, which scaling would break. */
  public boolean isWhole() {
    return this == COUNTS || this == CODES;
  }
}
