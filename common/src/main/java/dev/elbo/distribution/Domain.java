package dev.elbo.distribution;

/** The values that a parameter may take. */
public enum Domain {
  /** Any finite number. */
  REAL("finite") {
    @Override
    boolean contains(double value) {
      return Double.isFinite(value);
    }
  },
  /** Finite and above 0. */
  POSITIVE("positive and finite") {
    @Override
    boolean contains(double value) {
      return value > 0 && value < Double.POSITIVE_INFINITY;
    }
  },
  /** Strictly between 0 and 1. */
  UNIT("between 0 and 1") {
    @Override
    boolean contains(double value) {
      return value > 0 && value < 1;
    }
  };

  private final String words;

  Domain(String words) {
    this.words = words;
  }

  /** False for NaN. */
  abstract boolean contains(double value);

  /** For an error: what a value has to be. */
  String words() {
    return words;
  }
}
