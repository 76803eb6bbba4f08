package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings with exactly the memory that {@code elbo plan} calls enough. */
@Tag("soak")
class MemoryPlanSoakIT {
  private static final String LOCAL = "local[2]";
  private static final String CLUSTER = "local-cluster[2,1,8192]";

  /** Spark itself starts in no less, so there is nothing to plan below. */
  private static final long LEAST_HEAP = 512;

  /** 9.4 million parameters. */
  private static final String LARGE =
      "elbo.model.encoder=[2048,2048] elbo.model.decoder=[2048,2048] elbo.model.latent.dimension=128 elbo.data.sample=0.2 elbo.training.epochs=1 ";

  private static final Pattern SHARE =
      Pattern.compile(
          "(?:an|the) (executor|driver)(?: of \\d+ training tasks?)? needs ([\\d,]+) MiB of heap and has [\\d,]+, ([\\d,]+) MiB besides");

  @TempDir private Path folder;

  /** Of a process, in MiB. */
  private record Share(long heap, long outside) {
    long total() {
      return heap + outside;
    }
  }

  private record Ended(int code, String printed, Map<String, Long> peaks) {}

  @ParameterizedTest(name = "{0} on {1} with {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "digits.conf | local[2]                | elbo.training.epochs=3",
        "digits.conf | local-cluster[2,1,8192] | elbo.training.epochs=3 elbo.training.shards=2",
        "digits.conf | local-cluster[2,1,8192] | elbo.training.epochs=1 elbo.training.shards=7 elbo.model.encoder=[1024,1024] elbo.model.decoder=[1024,1024]",
        "digits.conf | local[2]                | elbo.training.epochs=1 elbo.training.shards=7 elbo.model.encoder=[1024,1024] elbo.model.decoder=[1024,1024]",
        "digits.conf | local-cluster[2,1,8192] | elbo.training.epochs=1 elbo.training.shards=2 elbo.training.averaging.moments=local elbo.model.encoder=[1024,1024] elbo.model.decoder=[1024,1024]",
        "mixed.conf  | local-cluster[2,1,8192] | elbo.training.epochs=3 elbo.training.shards=2",
        "homes.conf  | local[2]                | elbo.training.epochs=3 elbo.model.samples=8",
        "digits.conf | local-cluster[2,1,8192] | elbo.training.epochs=1 elbo.training.shards=2 elbo.training.batch-size=1024",
      })
  void atThePlannedLimitsATrainingFits(String conf, String master, String sets) throws Exception {
    fits(conf, master, sets.split(" "));
  }

  /** And the plan asks for no more than 1.6 times what it takes. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({LOCAL, "'" + CLUSTER + "'"})
  void theLargeNetworkFitsToo(String master) throws Exception {
    String[] sets = (LARGE + "elbo.training.shards=2").split(" ");
    Map<String, Share> planned = plan("digits.conf", master, List.of(), sets);
    Map<String, Long> peaks = fits("digits.conf", master, sets);
    peaks.forEach(
        (who, peak) ->
            assertThat((double) planned.get(who).total() / peak)
                .as("plan of the %s over its peak of %d MiB", who, peak)
                .isLessThanOrEqualTo(1.6));

    List<String> little = new ArrayList<>();
    planned.forEach(
        (who, share) ->
            little.addAll(List.of("--" + who + "-memory", share.heap() * 6 / 10 + "m")));
    Ended refused = elbo("plan", "digits.conf", master, little, sets);
    assertThat(refused.code()).as(refused.printed()).isEqualTo(2);
    assertThat(refused.printed())
        .contains("Cannot fit the training into its memory: ")
        .containsPattern("Set spark\\.(executor|driver)\\.memory=\\d+m");
  }

  /** A third of it: Spark's scheduler may die of that without a word, but the command does not. */
  @Test
  void aDriverThatRunsOutOfMemoryEndsAndSaysSo() throws Exception {
    Ended ended =
        elbo(
            "train",
            "digits.conf",
            CLUSTER,
            List.of("--driver-memory", "512m", "--executor-memory", "3g"),
            (LARGE + "elbo.training.shards=2").split(" "));
    assertThat(ended.code()).as(ended.printed()).isEqualTo(5);
    assertThat(ended.printed()).containsPattern("elbo: Cannot .* Raise spark\\.driver\\.memory");
  }

  private Map<String, Long> fits(String conf, String master, String... sets) throws Exception {
    Map<String, Share> planned = plan(conf, master, List.of(), sets);
    List<String> memory = new ArrayList<>();
    planned.forEach(
        (who, share) -> memory.addAll(List.of("--" + who + "-memory", share.heap() + "m")));
    assertThat(plan(conf, master, memory, sets)).isEqualTo(planned);
    Ended ended = elbo("train", conf, master, memory, sets);
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertThat(ended.peaks().keySet()).isEqualTo(planned.keySet());
    JsonNode told =
        new ObjectMapper()
            .readTree(Files.readString(folder.resolve("out/runs/run/run.json")))
            .path("memory");
    planned.forEach(
        (who, share) -> {
          long peak = ended.peaks().get(who);
          System.out.printf(
              "%s on %s %s: %s planned %d + %d MiB, peak %d (%.2f)%n",
              conf,
              master,
              List.of(sets),
              who,
              share.heap(),
              share.outside(),
              peak,
              (double) share.total() / peak);
          assertThat(peak).as("peak of the %s", who).isLessThanOrEqualTo(share.total());
          assertThat(told.path(who).path("planned_mib").asLong()).isEqualTo(share.total());
          assertThat(told.path(who).path("peak_mib").asLong())
              .as("what run.json says of the %s", who)
              .isBetween(peak * 7 / 10, peak);
        });
    return ended.peaks();
  }

  private Map<String, Share> plan(String conf, String master, List<String> memory, String... sets)
      throws Exception {
    List<String> given =
        memory.isEmpty() ? List.of("--driver-memory", "6g", "--executor-memory", "6g") : memory;
    Ended ended = elbo("plan", conf, master, given, sets);
    assertThat(ended.code()).as(ended.printed()).isZero();
    Map<String, Share> shares = new TreeMap<>();
    Matcher found = SHARE.matcher(ended.printed());
    while (found.find()) {
      shares.put(found.group(1), new Share(number(found.group(2)), number(found.group(3))));
    }
    assertThat(shares).as(ended.printed()).containsKey("driver");
    assertThat(shares.values()).allMatch(share -> share.heap() >= LEAST_HEAP);
    return shares;
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  private Ended elbo(String verb, String conf, String master, List<String> more, String... sets)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(Clone.ROOT + "/submit/bin/elbo", verb, Clone.ROOT + "/conf/" + conf));
    words.addAll(List.of("--master", master, "--run-id", "run"));
    words.addAll(List.of("--set", "elbo.output.dir=" + folder.resolve("out")));
    words.addAll(more);
    List.of(sets).forEach(set -> words.addAll(List.of("--set", set)));
    Path printed = folder.resolve(verb + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(printed.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    Process process = builder.start();
    try {
      Map<String, Long> peaks = PeakMemory.watch(process);
      return new Ended(process.exitValue(), Files.readString(printed), peaks);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }
}
