package dev.elbo.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Vectors and what they are, as one .npz: a JSON document in the bytes of the entry {@code
 * state.json}, which holds a digest of the vectors, and the vectors. Damage of any byte is found.
 */
final class VectorsFile {
  private static final String STATE = "state.json";

  private VectorsFile() {}

  /** A document about some vectors. */
  interface Described {
    /** The digest of the vectors. */
    String sha256();

    /** The names of the vectors that there must be. */
    List<String> vectors();
  }

  /** What a file holds. */
  record Content<D>(D document, Map<String, Tensor> vectors) {
    float[] floats(String name) {
      return vectors.get(name).floats();
    }
  }

  /** Writes the document made of the digest, and the vectors. */
  static void write(WholeFile file, Function<String, Object> document, List<Tensor> vectors) {
    List<Tensor> all = new ArrayList<>(vectors);
    all.add(0, Tensor.of(STATE, Json.toDocument(document.apply(digest(vectors)))));
    Npz.write(file, all);
  }

  /**
   * Reads it.
   *
   * @throws dev.elbo.ElboException (data) naming the file if it is missing, damaged or of a version
   *     after {@code newest}
   */
  static <D extends Described> Content<D> read(WholeFile file, Class<D> type, int newest) {
    List<Tensor> all = Npz.read(file);
    if (all.isEmpty() || !all.get(0).name().equals(STATE)) {
      throw Failures.damaged(file.path(), "its first entry is not [" + STATE + "]");
    }
    D document = Json.fromDocument(all.get(0).bytes(), type, file.path(), newest);
    List<Tensor> vectors = all.subList(1, all.size());
    String digest = digest(vectors);
    if (!digest.equals(document.sha256())) {
      throw Failures.damaged(
          file.path(),
          "the digest of its vectors is [" + digest + "] instead of [" + document.sha256() + "]");
    }
    Map<String, Tensor> named =
        vectors.stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
    if (!named.keySet().containsAll(document.vectors())) {
      throw Failures.damaged(
          file.path(), "it has vectors " + named.keySet() + " instead of " + document.vectors());
    }
    return new Content<>(document, named);
  }

  /** Over names and bytes as they stand in the file. */
  private static String digest(List<Tensor> vectors) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256);
      for (Tensor vector : vectors) {
        out.write(vector.name().getBytes(StandardCharsets.US_ASCII));
        Npy.write(vector, out);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
