package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.score.Scorer;
import dev.elbo.job.train.Progress;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import dev.elbo.store.Checkpoint;
import dev.elbo.store.Checkpoints;
import dev.elbo.store.MetricsFile;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.RunRecord;
import dev.elbo.store.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that Elbo wrote, after somebody else wrote into them. Mutations are drawn with a seed: the
 * number of a case is its name.
 */
class HostileFilesTest {
  private static final int CASES = Integer.getInteger("elbo.hostile.cases", 60);
  private static final Configuration CONF = new Configuration();
  private static final String SETTINGS =
      """
      elbo {
        data { format = csv, path = %s, scale = standard, categorical = [kind], validation.fraction = 0.2 }
        model { encoder = [4], decoder = [4], latent.dimension = 2, likelihood = mixed
                likelihoods = [{ columns = [a, b], likelihood = gaussian }] }
        training { epochs = 2, batch-size = 4, shards = 1, early-stopping.patience = 1 }
        output { dir = out, name = x }
      }
      """;

  @TempDir private static Path folder;
  private static Path run;
  private static final Map<String, byte[]> FILES = new HashMap<>();

  @BeforeAll
  static void train() throws IOException {
    Path rows = folder.resolve("rows.csv");
    StringBuilder text = new StringBuilder("a,b,kind\n");
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      text.append(random.nextGaussian()).append(',').append(i % 7).append(",k").append(i % 3);
      text.append('\n');
    }
    Files.writeString(rows, text);
    Progress.RunResult result =
        Trainings.train(Sparks.local(2), folder.resolve("out"), SETTINGS.formatted(rows));
    run = Path.of(result.directory());
    for (String name :
        List.of("model/metadata.json", "model/parameters.npz", "run.json", "metrics.jsonl")) {
      FILES.put(name, Files.readAllBytes(run.resolve(name)));
    }
    try (Stream<Path> all = Files.list(run.resolve("checkpoints"))) {
      for (Path file : all.toList()) {
        FILES.put("checkpoints/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
  }

  static IntStream cases() {
    return IntStream.range(0, CASES);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aMutatedModelIsReadOrRefused(int number) throws IOException {
    Random random = new Random(1000 + number);
    String name = number % 2 == 0 ? "model/metadata.json" : "model/parameters.npz";
    mutate(name, random, number);
    unharmed(
        name,
        number,
        () -> Scorer.of(ModelDirectory.read(CONF, hadoop(run.resolve("model")))).scoring());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aMutatedCheckpointIsPassedOverForTheOneBeforeIt(int number) throws IOException {
    Random random = new Random(2000 + number);
    String newest = "checkpoints/epoch-00002.npz";
    mutate(newest, random, number);
    unharmed(
        newest,
        number,
        () -> {
          Checkpoints checkpoints = new Checkpoints(CONF, hadoop(run.resolve("checkpoints")), 2);
          Optional<Checkpoint> latest =
              checkpoints.latest(run.getFileName().toString(), c -> Optional.empty()).checkpoint();
          assertThat(latest).isPresent();
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aMutatedRecordOfARunIsReadOrRefused(int number) throws IOException {
    Random random = new Random(3000 + number);
    String name = number % 2 == 0 ? "run.json" : "metrics.jsonl";
    mutate(name, random, number);
    WholeFile file = new WholeFile(CONF, hadoop(run.resolve(name)));
    unharmed(
        name,
        number,
        () -> {
          if (name.equals("run.json")) {
            RunRecord.read(file);
          } else {
            MetricsFile.read(file);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mutatedSettingsAreReadOrRefused(int number) throws IOException {
    Random random = new Random(4000 + number);
    Path file = folder.resolve("hostile.conf");
    byte[] settings =
        SETTINGS.formatted("rows.csv").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Mutation[] all = Mutation.values();
    Files.write(file, all[number % all.length].apply(settings, random));
    Verdict.of("settings " + number, () -> settings(file));
  }

  @Test
  void anArchiveThatUnpacksWithoutEndIsRefused() throws IOException {
    try {
      Files.write(run.resolve("model/parameters.npz"), HostileZip.bomb("encoder.0.weight.npy"));
      Verdict.of("a bomb", () -> ModelDirectory.read(CONF, hadoop(run.resolve("model"))));
    } finally {
      Files.write(run.resolve("model/parameters.npz"), FILES.get("model/parameters.npz"));
    }
  }

  private static void settings(Path file) {
    ResolvedSettings.read(new Sources(List.of(), Map.of(), Map.of(), file.toString(), "/"), CONF);
  }

  private void mutate(String name, Random random, int number) throws IOException {
    byte[] file = FILES.get(name);
    Mutation[] all = Mutation.values();
    boolean inside = name.endsWith(".npz") && number % 3 > 0;
    byte[] mutated =
        inside ? HostileZip.of(file, random) : all[number / 2 % all.length].apply(file, random);
    Files.write(run.resolve(name), mutated);
  }

  /** Reads, puts the file back, and looks whether anything else was written or is missing. */
  private void unharmed(String name, int number, Runnable reading) throws IOException {
    List<Path> before = tree();
    try {
      Verdict.of(name + " " + number, reading);
    } finally {
      assertThat(tree()).isEqualTo(before);
      Files.write(run.resolve(name), FILES.get(name));
    }
  }

  private static List<Path> tree() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
