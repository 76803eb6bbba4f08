package dev.elbo.vae.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Compiled kernels in a folder of the user's, by what they are made of and for. Where the folder
 * cannot be written nothing is kept: compiling takes a second.
 */
final class CubinCache {
  /** Digits of a hash, before the code: a file that was cut off is compiled anew. */
  private static final int HASH = 64;

  private final Path folder;

  CubinCache(Path folder) {
    this.folder = folder;
  }

  /** The one of this user. */
  static CubinCache ofThisUser() {
    return new CubinCache(Path.of(System.getProperty("user.home"), ".cache", "elbo", "kernels"));
  }

  /**
   * What was compiled, or is now.
   *
   * @param target the compiler and what it compiles for
   */
  byte[] get(String target, String source, Supplier<byte[]> compile) {
    Path file = folder.resolve(sha256((target + "\n" + source).getBytes(StandardCharsets.UTF_8)));
    try {
      byte[] kept = Files.readAllBytes(file);
      byte[] code = Arrays.copyOfRange(kept, Math.min(kept.length, HASH), kept.length);
      if (new String(kept, 0, Math.min(kept.length, HASH), StandardCharsets.US_ASCII)
          .equals(sha256(code))) {
        return code;
      }
    } catch (IOException e) {
      // It was never compiled here.
    }
    byte[] code = compile.get();
    keep(file, code);
    return code;
  }

  private void keep(Path file, byte[] code) {
    try {
      Files.createDirectories(folder);
      Path whole = Files.createTempFile(folder, "kernels", ".tmp");
      try {
        byte[] hash = sha256(code).getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(hash, HASH + code.length);
        System.arraycopy(code, 0, all, HASH, code.length);
        Files.write(whole, all);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      // The next process compiles it again.
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("[BUG] Java has no SHA-256.", e);
    }
  }
}
