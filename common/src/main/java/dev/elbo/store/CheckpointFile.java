package dev.elbo.store;

import dev.elbo.store.Checkpoint.Best;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A checkpoint as one .npz: the vectors, and the rest as a JSON document in the bytes of the entry
 * {@code state.json}, with a digest of the vectors.
 */
final class CheckpointFile {
  private static final int VERSION = 1;
  private static final String STATE = "state.json";
  private static final String PARAMETERS = "parameters";
  private static final String MOMENTS = "moments";
  private static final String BEST = "best_parameters";

  private CheckpointFile() {}

  private record State(
      int formatVersion,
      String runId,
      int epoch,
      long steps,
      int shards,
      Optional<BestState> best,
      String sha256) {
    List<String> vectors() {
      return best.isPresent() ? List.of(PARAMETERS, MOMENTS, BEST) : List.of(PARAMETERS, MOMENTS);
    }
  }

  private record BestState(int epoch, double selection) {}

  static void write(WholeFile file, Checkpoint c) {
    List<Tensor> vectors = new ArrayList<>();
    vectors.add(Tensor.of(PARAMETERS, c.parameters()));
    vectors.add(Tensor.of(MOMENTS, c.moments()));
    c.best().ifPresent(b -> vectors.add(Tensor.of(BEST, b.parameters())));
    State state =
        new State(
            VERSION,
            c.runId(),
            c.epoch(),
            c.steps(),
            c.shards(),
            c.best().map(b -> new BestState(b.epoch(), b.selection())),
            digest(vectors));
    List<Tensor> all = new ArrayList<>(vectors);
    all.add(0, Tensor.of(STATE, Json.toDocument(state)));
    Npz.write(file, all);
  }

  static Checkpoint read(WholeFile file) {
    List<Tensor> all = Npz.read(file);
    if (all.isEmpty() || !all.get(0).name().equals(STATE)) {
      throw Failures.damaged(file.path(), "its first entry is not [" + STATE + "]");
    }
    State state = Json.fromDocument(all.get(0).bytes(), State.class, file.path(), VERSION);
    List<Tensor> vectors = all.subList(1, all.size());
    String digest = digest(vectors);
    if (!digest.equals(state.sha256())) {
      throw Failures.damaged(
          file.path(),
          "the digest of its vectors is [" + digest + "] instead of [" + state.sha256() + "]");
    }
    Map<String, Tensor> named =
        vectors.stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
    if (!named.keySet().containsAll(state.vectors())) {
      throw Failures.damaged(
          file.path(), "it has vectors " + named.keySet() + " instead of " + state.vectors());
    }
    return checkpoint(state, named);
  }

  private static Checkpoint checkpoint(State state, Map<String, Tensor> named) {
    return new Checkpoint(
        state.runId(),
        state.epoch(),
        state.steps(),
        state.shards(),
        named.get(PARAMETERS).floats(),
        named.get(MOMENTS).floats(),
        state.best().map(b -> new Best(b.epoch(), b.selection(), named.get(BEST).floats())));
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
