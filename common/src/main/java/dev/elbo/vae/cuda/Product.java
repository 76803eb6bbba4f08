package dev.elbo.vae.cuda;

/**
 * A product of row-major matrices of floats, C = A B or, with {@link Sum#ADDED}, C + A B.
 *
 * @param a address of A, [rows, inner], or of its transpose
 * @param aForm whether A or its transpose lies there
 * @param b address of B, [inner, columns], or of its transpose
 * @param bForm whether B or its transpose lies there
 * @param c address of C, [rows, columns]
 * @param sum what becomes of what is in C
 */
record Product(
    int rows, int columns, int inner, long a, Form aForm, long b, Form bForm, long c, Sum sum) {

  /** How a factor lies in memory. */
  enum Form {
    PLAIN,
    TRANSPOSED
  }

  /** What becomes of what is in C. */
  enum Sum {
    REPLACED,
    ADDED
  }

  /** C = A B. */
  static Product of(int rows, int columns, int inner, long a, long b, long c) {
    return new Product(rows, columns, inner, a, Form.PLAIN, b, Form.PLAIN, c, Sum.REPLACED);
  }

  /** C = A' B, where A' lies there as [inner, rows]. */
  static Product ofTransposed(int rows, int columns, int inner, long a, long b, long c) {
    return new Product(rows, columns, inner, a, Form.TRANSPOSED, b, Form.PLAIN, c, Sum.REPLACED);
  }

  /** C = A B', where B' lies there as [columns, inner]. */
  static Product byTransposed(int rows, int columns, int inner, long a, long b, long c, Sum sum) {
    return new Product(rows, columns, inner, a, Form.PLAIN, b, Form.TRANSPOSED, c, sum);
  }
}
