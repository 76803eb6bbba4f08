package dev.elbo.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.elbo.store.Failures;
import org.apache.hadoop.fs.Path;

/** A document with the digest of itself in it, which is taken over zeros in the digest's place. */
final class Seal {
  /** What stands in a document that is not sealed yet. */
  static final String OPEN = "0".repeat(64);

  private Seal() {}

  static byte[] close(byte[] open) {
    return replace(open, OPEN, Sha256.of(open));
  }

  /**
   * Checks the bytes.
   *
   * @throws dev.elbo.ElboException (data) if one is not what it was
   */
  static void check(byte[] closed, String seal, Path file) {
    boolean isSeal = seal != null && seal.length() == OPEN.length();
    if (!isSeal || !Sha256.of(replace(closed, seal, OPEN)).equals(seal)) {
      throw Failures.damaged(file, "its bytes are not those that its seal [" + seal + "] is of");
    }
  }

  /** Bytes are characters here, whatever they mean. */
  private static byte[] replace(byte[] document, String from, String to) {
    String text = new String(document, ISO_8859_1);
    int at = text.lastIndexOf(from);
    return at < 0
        ? document
        : (text.substring(0, at) + to + text.substring(at + from.length())).getBytes(ISO_8859_1);
  }
}
