package dev.elbo.feature;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of doubles without rounding, so that it depends neither on order nor on grouping: a fixed
 * point number of 2,176 bits in 68 words of 32 (Neal, "Fast exact summation using small and large
 * superaccumulators", 2015, section 3).
 */
final class ExactSum implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int WORD_BITS = 32;
  private static final int WORDS = 68;
  private static final long WORD = (1L << WORD_BITS) - 1;

  /** The weight of the lowest bit: 2^-1074 is the smallest double. */
  private static final int LOWEST = -1074;

  /** A word takes less than 2^33 from an addition, so carries can wait for 2^29 of them. */
  private static final int CARRY_AFTER = 1 << 29;

  private final long[] words = new long[WORDS];
  private int pending;

  /** Adds a finite number. */
  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7FF;
    if (exponent == 0x7FF) {
      throw new IllegalArgumentException("Cannot sum [" + value + "]: it is not finite.");
    }
    long mantissa = bits & ((1L << 52) - 1);
    // Subnormals have the exponent of the least normal numbers and no hidden bit.
    int position = exponent == 0 ? 0 : exponent - 1;
    if (exponent != 0) {
      mantissa |= 1L << 52;
    }
    int word = position >>> 5;
    int shift = position & (WORD_BITS - 1);
    long low = (mantissa & WORD) << shift;
    long high = (mantissa >>> WORD_BITS) << shift;
    int sign = bits < 0 ? -1 : 1;
    words[word] += sign * (low & WORD);
    words[word + 1] += sign * ((low >>> WORD_BITS) + (high & WORD));
    words[word + 2] += sign * (high >>> WORD_BITS);
    if (++pending == CARRY_AFTER) {
      carry();
    }
  }

  /** Adds value * value without rounding. */
  void addSquare(double value) {
    double square = value * value;
    add(square);
    add(Math.fma(value, value, -square));
  }

  /** Adds another sum. */
  void add(ExactSum other) {
    carry();
    other.carry();
    for (int i = 0; i < WORDS; i++) {
      words[i] += other.words[i];
    }
    carry();
  }

  /** The exact value. */
  BigDecimal value() {
    BigInteger sum = BigInteger.ZERO;
    for (int i = WORDS - 1; i >= 0; i--) {
      sum = sum.shiftLeft(WORD_BITS).add(BigInteger.valueOf(words[i]));
    }
    int trailing = Math.max(0, sum.getLowestSetBit());
    int exponent = trailing + LOWEST;
    BigDecimal mantissa = new BigDecimal(sum.shiftRight(trailing));
    BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(exponent)));
    // Division by a power of two is exact.
    return exponent >= 0 ? mantissa.multiply(power) : mantissa.divide(power);
  }

  private void carry() {
    for (int i = 0; i < WORDS - 1; i++) {
      words[i + 1] += words[i] >> WORD_BITS;
      words[i] &= WORD;
    }
    pending = 0;
  }
}
