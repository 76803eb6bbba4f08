package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.Versions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is inside the jar that {@code spark-submit} starts, and that it works beside Spark's. */
class JarContentsIT {
  private static final Path JAR = Path.of(System.getProperty("elbo.job.jar"));
  private static final Path LIST = Path.of("jar-contents.txt");
  private static final Path FOUND = Path.of("target", "jar-contents.txt");
  private static final long MOST_BYTES = 160_000_000;

  /** dl4j-spark has them in Spark's package, to reach what Spark keeps private. */
  private static final List<String> BRIDGES =
      List.of(
          "org/apache/spark/TaskContextHelper$.class", "org/apache/spark/TaskContextHelper.class");

  /** What the cluster brings, CUDA among it: a second copy beside it breaks one of the two. */
  private static final Pattern OF_THE_CLUSTER =
      Pattern.compile(
          "(org/apache/(spark|hadoop|logging|log4j|commons)|scala|org/slf4j|ch/qos/logback"
              + "|com/fasterxml|org/codehaus/jackson|org/json4s|com/google/(common|thirdparty)"
              + "|com/google/protobuf|io/netty|org/bytedeco/cuda)/.*");

  /** On the class path of this test, but in the jar, or of no use outside a test. */
  private static final Pattern NOT_OF_SPARK =
      Pattern.compile(
          ".*/(org/nd4j|org/bytedeco|org/deeplearning4j|com/jakewharton|net/ericaro|com/github/oshi"
              + "|net/java/dev/jna|com/typesafe|info/picocli|dev/elbo|org/junit|org/assertj|com/tngtech"
              + "|target|surefire.*)/.*");

  private static JarContents contents;

  @BeforeAll
  static void readJar() throws IOException {
    contents = JarContents.of(JAR);
  }

  @Test
  void theJarHoldsWhatTheListSays() throws IOException {
    SortedSet<String> found = contents.summary();
    Files.write(FOUND, found);
    SortedSet<String> listed = new TreeSet<>(Files.readAllLines(LIST));
    List<String> gone = missing(listed, found);
    List<String> fresh = missing(found, listed);
    assertThat(gone.isEmpty() && fresh.isEmpty())
        .withFailMessage(
            () ->
                ("Cannot accept the contents of [%s]: they differ from [job/%s].%n"
                        + "Only in the list:%n%s%nOnly in the jar:%n%s%n"
                        + "If that is meant: cp job/%s job/%s")
                    .formatted(
                        JAR.getFileName(), LIST, indented(gone), indented(fresh), FOUND, LIST))
        .isTrue();
  }

  @Test
  void noFileIsThereTwice() {
    assertThat(contents.files()).doesNotHaveDuplicates();
  }

  @Test
  void nothingThatTheClusterBringsIsInside() {
    assertThat(contents.files())
        .filteredOn(file -> OF_THE_CLUSTER.matcher(file).matches())
        .containsExactlyInAnyOrderElementsOf(BRIDGES);
  }

  @Test
  void theJarIsSmallEnoughToSendToEveryExecutor() throws IOException {
    assertThat(Files.size(JAR)).isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void nativeLibrariesAreOfOnePlatform() {
    assertThat(contents.natives())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file).containsPattern("/linux-x86[_-]64(-onednn)?/"));
  }

  @Test
  void everyServiceNamesItsProvidersOnceAndTheyAreInside() throws IOException {
    var services = JarContents.providers(JAR);
    assertThat(services.get("org.nd4j.linalg.factory.Nd4jBackend"))
        .containsExactly("org.nd4j.linalg.cpu.nativecpu.CpuBackend");
    assertThat(services)
        .allSatisfy(
            (service, providers) -> {
              assertThat(providers).as(service).doesNotHaveDuplicates();
              assertThat(contents.files()).as(service).containsAll(classFiles(providers));
            });
  }

  @Test
  void theBackendLoadsBesideNothingButSpark() throws Exception {
    assertThat(run(BackendProbe.class.getName()))
        .containsSubsequence(
            "backend org.nd4j.linalg.cpu.nativecpu.CpuBackend",
            "product 11.0",
            "from " + JAR.toRealPath());
  }

  @Test
  void theMainStartsBesideNothingButSpark() throws Exception {
    assertThat(run(Main.class.getName(), "--version")).contains("elbo " + Versions.elbo());
  }

  private static List<String> missing(Collection<String> from, Collection<String> in) {
    return from.stream().filter(line -> !in.contains(line)).toList();
  }

  private static String indented(List<String> lines) {
    return lines.isEmpty()
        ? "  nothing"
        : lines.stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
  }

  private static List<String> classFiles(List<String> providers) {
    return providers.stream().map(name -> name.replace('.', '/') + ".class").toList();
  }

  /** Starts a class of the jar, or of this folder of tests, in a JVM; returns what it printed. */
  private static List<String> run(String main, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", classPath(), main));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(Path.of("target"), "child", ".log");
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(child.exitValue()).as(text).isZero();
    return text.lines().toList();
  }

  private static String classPath() {
    Stream<String> spark =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar") && !NOT_OF_SPARK.matcher(entry).matches());
    return Stream.concat(Stream.of(JAR.toString(), "target/test-classes"), spark)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
