package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Data that was good, after somebody else wrote into it: it is trained on, or refused in one clear
 * line and nothing is left behind. Mutations are drawn with a seed.
 */
class HostileDataTest {
  private static final int CASES = Integer.getInteger("elbo.hostile.cases", 60) / 6;
  private static final Duration HANG = Duration.ofMinutes(2);
  private static final int ROWS = 40;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"csv", "csv.gz", "json", "libsvm", "idx", "parquet", "orc", "avro", "image"})
  void mutatedDataIsTrainedOnOrRefused(String kind) throws IOException {
    byte[] good = good(kind);
    Random random = new Random(kind.hashCode());
    Mutation[] all = Mutation.values();
    for (int i = 0; i < CASES; i++) {
      int number = i;
      Path place = Files.createDirectory(folder.resolve(kind + i));
      Verb verb = new Verb(place);
      Mutation mutation = all[random.nextInt(all.length)];
      write(verb, kind, mutation.apply(good, random));
      Verb.Outcome outcome =
          assertTimeoutPreemptively(HANG, () -> verb.train(settings(kind, place)), kind + i);
      judge(kind + number + " " + mutation, outcome, place);
    }
  }

  private static void judge(String what, Verb.Outcome outcome, Path place) {
    assertThat(outcome.code()).as("%s: %s", what, outcome.err()).isIn(0, 2, 3, 4);
    if (outcome.code() != 0) {
      List<String> lines = outcome.err().lines().filter(l -> l.startsWith("elbo: ")).toList();
      assertThat(lines).as("%s: %s", what, outcome.err()).isNotEmpty();
      Verdict.assertClear(what, lines.get(lines.size() - 1).substring("elbo: ".length()));
    }
    assertThat(place.resolve("out/models")).as(what).doesNotExist();
    try (Stream<Path> files = Files.walk(place)) {
      boolean hasModel = files.anyMatch(file -> file.endsWith("model/metadata.json"));
      assertThat(hasModel).as(what).isEqualTo(outcome.code() == 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String[] settings(String kind, Path place) {
    String format = kind.equals("csv.gz") ? "csv" : kind;
    String path = kind.equals("image") ? place + "/images" : place + "/" + file(kind);
    Stream<String> more =
        switch (kind) {
          case "idx" -> Stream.of("data.scale=unit", "model.likelihood=bernoulli");
          case "image" ->
              Stream.of("data.image.height=4", "data.image.width=4", "model.likelihood=bernoulli");
          default -> Stream.empty();
        };
    return Stream.concat(Stream.of("data.format=" + format, "data.path=" + path), more)
        .toArray(String[]::new);
  }

  private static String file(String kind) {
    return kind.equals("idx") ? "train-images-idx3-ubyte" : "rows." + kind;
  }

  private static void write(Verb verb, String kind, byte[] bytes) throws IOException {
    if (kind.equals("image")) {
      verb.write("images/bad.png", bytes);
      for (int i = 0; i < 8; i++) {
        verb.write("images/good" + i + ".png", png(i));
      }
      return;
    }
    verb.write(file(kind), bytes);
  }

  private byte[] good(String kind) throws IOException {
    return switch (kind) {
      case "csv" -> text("a,b\n", i -> i / 8.0 + "," + i * 7 % 11).getBytes(StandardCharsets.UTF_8);
      case "csv.gz" -> Verb.gzip(good("csv"));
      case "json" ->
          text("", i -> "{\"a\":%s,\"b\":%d}".formatted(i / 8.0, i * 7 % 11))
              .getBytes(StandardCharsets.UTF_8);
      case "libsvm" ->
          text("", i -> "%d 1:%s 3:%d".formatted(i % 2, i / 8.0, i * 7 % 11))
              .getBytes(StandardCharsets.UTF_8);
      case "idx" -> idx();
      case "image" -> png(3);
      default -> table(kind);
    };
  }

  private static String text(String head, java.util.function.IntFunction<String> line) {
    StringBuilder text = new StringBuilder(head);
    for (int i = 0; i < ROWS; i++) {
      text.append(line.apply(i)).append('\n');
    }
    return text.toString();
  }

  private static byte[] idx() {
    ByteBuffer buffer = ByteBuffer.allocate(16 + ROWS * 4);
    buffer.putInt(0x0803).putInt(ROWS).putInt(2).putInt(2);
    for (int i = 0; i < ROWS * 4; i++) {
      buffer.put((byte) (i * 37));
    }
    return buffer.array();
  }

  private static byte[] png(int shade) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 16; i++) {
      image.getRaster().setSample(i % 4, i / 4, 0, (i * 13 + shade * 29) % 256);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** The one file of a table that Spark writes. */
  private byte[] table(String format) throws IOException {
    Path out = folder.resolve("good-" + format);
    Sparks.local(2)
        .range(ROWS)
        .selectExpr("id / 8 as a", "(id * 7) % 11 - 5 as b")
        .coalesce(1)
        .write()
        .format(format)
        .save(out.toString());
    try (Stream<Path> files = Files.list(out)) {
      Path part =
          files
              .filter(file -> file.getFileName().toString().startsWith("part-"))
              .findFirst()
              .orElseThrow();
      return Files.readAllBytes(part);
    }
  }
}
