package dev.elbo.feature;

import java.io.Serializable;

/**
 * What becomes of the raw number of a cell before it is scaled. Raw numbers are the values of
 * numeric columns, 0 and 1 for booleans, days or seconds since 1970 for dates and timestamps, and
 * for categories what {@link CategoryKey} makes of their text. NaN, a missing cell, stays NaN.
 */
public sealed interface ColumnMap extends Serializable
    permits ColumnMap.Straight, SignedLog, NormalScore, Levels {

  /** The mapped value of a raw number. */
  double apply(double raw);

  /** A raw number that is mapped to this value; for categories their code stays. */
  double invert(double mapped);

  /** As it is. */
  enum Straight implements ColumnMap {
    INSTANCE;

    @Override
    public double apply(double raw) {
      return raw;
    }

    @Override
    public double invert(double mapped) {
      return mapped;
    }
  }
}
