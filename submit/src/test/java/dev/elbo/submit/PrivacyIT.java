package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the packaged command leaves on disk, prints and shows is for its user alone: with a umask
 * that says so, and with secrets in every place that takes settings.
 */
class PrivacyIT {
  /** All secrets of these tests contain it, and nothing else does. */
  private static final String HUSH = "xhushx";

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private static final Pattern PAGE = Pattern.compile("Watch it at (http://[^/]+)/elbo/");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    List<String> rows = new ArrayList<>();
    IntStream.range(0, 60).forEach(i -> rows.add("{\"a\":%d,\"b\":%d}".formatted(i % 7, i % 5)));
    Files.write(folder.resolve("rows.json"), rows);
    Files.writeString(
        folder.resolve("tiny.conf"),
        """
        elbo.data { format = json, path = rows.json, scale = minmax, options.password = %1$s1 }
        elbo.data.options.url = "jdbc:none://me:%1$s2@host/db?user=me&password=%1$s3"
        elbo.model { encoder = [4], decoder = [4], latent.dimension = 2 }
        elbo.training { epochs = 2, batch-size = 16, shards = 1 }
        elbo.output.dir = out
        """
            .formatted(HUSH));
  }

  /** Starts with a umask that keeps all others out. */
  private Process start(String name, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
    words.add(Clone.ROOT + "/submit/bin/elbo");
    words.addAll(List.of(arguments));
    words.addAll(Clone.words("--master local[1]", "--conf spark.ui.port=0"));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("SPARK_"));
    return builder
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(Files.createDirectories(folder.resolve("printed")).resolve(name).toFile())
        .start();
  }

  private int elbo(String name, String... arguments) throws Exception {
    Process process = start(name, arguments);
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String printed(String name) throws IOException {
    return Files.readString(folder.resolve("printed").resolve(name));
  }

  private List<Path> under(String name) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(name))) {
      return all.toList();
    }
  }

  @Test
  void withAUmaskForTheUserAloneNobodyElseReadsWhatIsLeft() throws Exception {
    assertThat(elbo("train", "train", "tiny.conf", "--run-id", "run"))
        .as(printed("train"))
        .isZero();
    assertThat(elbo("score", "score", "out/runs/run", "rows.json", "--out", "scored"))
        .as(printed("score"))
        .isZero();
    assertThat(elbo("generate", "generate", "out/runs/run", "--rows", "9", "--out", "made"))
        .as(printed("generate"))
        .isZero();
    // Hadoop gives local files 022, whatever the umask; in folders that nobody else enters.
    List<Path> folders = new ArrayList<>(under("out"));
    folders.removeIf(Files::isRegularFile);
    folders.addAll(List.of(folder.resolve("scored"), folder.resolve("made")));
    assertThat(folders).hasSizeGreaterThan(6).allSatisfy(PrivacyIT::isPrivate);
  }

  private static void isPrivate(Path path) throws IOException {
    assertThat(Files.getPosixFilePermissions(path))
        .as(path.toString())
        .doesNotContainAnyElementsOf(OF_OTHERS);
  }

  private String[] withSecrets(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(
        Clone.words(
            "--set elbo.data.options.apiToken=" + HUSH + "4",
            "--conf spark.elbo.data.options.client-secret=" + HUSH + "5",
            "--conf spark.hadoop.fs.s3a.secret.key=" + HUSH + "6",
            "--conf spark.hadoop.fs.s3a.access.key=" + HUSH + "7",
            "--conf spark.ui.enabled=true",
            "--conf spark.eventLog.enabled=true",
            "--conf spark.eventLog.dir=" + folder.resolve("events")));
    return words.toArray(String[]::new);
  }

  @Test
  void noSecretIsFoundInWhatIsLeftPrintedOrShown() throws Exception {
    Files.createDirectories(folder.resolve("events"));
    Process run =
        start(
            "train",
            withSecrets("train", "tiny.conf", "--json", "--set", "elbo.training.epochs=1000000"));
    List<String> pages = new ArrayList<>();
    try {
      String ui = address(run);
      for (String page : List.of("/elbo/", "/environment/", "/jobs/", "/SQL/")) {
        pages.add(get(ui + page));
      }
    } finally {
      run.destroy();
      run.waitFor();
    }
    assertThat(pages.get(0)).contains("elbo.data.format");
    assertThat(pages.get(1)).contains("spark.hadoop.fs.s3a.secret.key");
    assertThat(pages).noneMatch(page -> page.contains(HUSH));

    assertThat(elbo("done", withSecrets("train", "tiny.conf", "--run-id", "run")))
        .as(printed("done"))
        .isZero();
    assertThat(elbo("plan", withSecrets("plan", "tiny.conf"))).as(printed("plan")).isZero();
    String[] gone = {"train", "tiny.conf", "--set", "elbo.data.path=s3a://id:" + HUSH + "8@b/rows"};
    assertThat(elbo("gone", withSecrets(gone))).as(printed("gone")).isNotZero();
    assertThat(printed("gone")).contains("elbo: Cannot read [s3a://[redacted]@b/rows]");
    assertThat(under("out")).anyMatch(path -> path.endsWith("run/report.html"));
    assertThat(Stream.of("out", "printed", "events").flatMap(this::filesUnder))
        .hasSizeGreaterThan(15)
        .allSatisfy(file -> assertThat(text(file)).as(file.toString()).doesNotContain(HUSH));
  }

  private Stream<Path> filesUnder(String name) {
    try {
      return under(name).stream().filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private String address(Process run) throws Exception {
    while (run.isAlive()) {
      Matcher page = PAGE.matcher(printed("train"));
      if (page.find() && printed("train").contains("\"event\":\"epoch\"")) {
        return page.group(1);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(printed("train"));
  }

  private static String get(String address) throws Exception {
    HttpClient browser =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
