package dev.elbo.distribution.transform;

/** Refuses sizes that a transform cannot have. */
final class Sizes {
  private Sizes() {}

  static int require(int size, String name) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "Cannot make %s: its size is [%d]. Give 1 or more.".formatted(name, size));
    }
    return size;
  }
}
