package dev.elbo.distribution;

import java.io.Serializable;

/**
 * A block of the parameter vector of a family.
 *
 * @param name in settings, in model files and in errors, such as {@code scale}
 * @param length how many numbers it has
 * @param domain that each of them is in
 */
public record Parameter(String name, int length, Domain domain) implements Serializable {
  public Parameter {
    if (length < 0) {
      throw new IllegalArgumentException(
          "Cannot describe the parameter " + name + ": its length [" + length + "] is negative.");
    }
  }

  /** A parameter of one number. */
  public static Parameter of(String name, Domain domain) {
    return new Parameter(name, 1, domain);
  }
}
