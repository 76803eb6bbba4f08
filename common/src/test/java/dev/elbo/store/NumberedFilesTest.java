package dev.elbo.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.store.Places.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NumberedFilesTest {
  private static final int THREADS = 8;
  private static final int NUMBERS = 50;

  @TempDir static Path dir;
  private static Places places;

  @BeforeAll
  static void start() throws IOException {
    places = new Places(dir);
  }

  @AfterAll
  static void stop() {
    places.close();
  }

  private static NumberedFiles fresh(Kind kind) {
    return new NumberedFiles(places.conf(), places.fresh(kind));
  }

  private static List<String> names(NumberedFiles files) throws IOException {
    return Arrays.stream(Storage.of(places.conf(), files.directory()).listStatus(files.directory()))
        .map(FileStatus::getPath)
        .map(org.apache.hadoop.fs.Path::getName)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void filesCountFromOneAndNobodyReplacesOne(Kind kind) throws IOException {
    NumberedFiles files = fresh(kind);
    assertThat(files.highest()).isEmpty();
    assertThat(files.all()).isEmpty();

    assertThat(files.append(n -> "first".getBytes(UTF_8))).isEqualTo(1);
    assertThat(files.append(n -> ("number " + n).getBytes(UTF_8))).isEqualTo(2);
    assertThat(files.create(2, "another".getBytes(UTF_8))).isFalse();
    assertThat(files.create(12, "twelve".getBytes(UTF_8))).isTrue();

    assertThat(files.file(2).read()).asString(UTF_8).isEqualTo("number 2");
    assertThat(files.highest()).hasValue(12);
    assertThat(files.all()).containsExactly(1L, 2L, 12L);
    assertThat(names(files)).containsExactly("00000001.json", "00000002.json", "00000012.json");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoNumberIsNoneOfThem(Kind kind) throws IOException {
    NumberedFiles files = fresh(kind);
    files.append(n -> new byte[1]);
    for (String name : List.of("00000007.released", "7.json", "00000008.json.tmp", "a.json")) {
      var other = new org.apache.hadoop.fs.Path(files.directory(), name);
      Storage.write(Storage.of(places.conf(), other), other, out -> out.write(1));
    }
    assertThat(files.all()).containsExactly(1L);
  }

  /** On an object store the lease keeps writers apart; here nothing does. */
  @ParameterizedTest
  @CsvSource({"LOCAL, 200", "HDFS, 25"})
  void ofManyThreadsEachGetsNumbersOfItsOwnAndWholeFiles(Kind kind, int each) throws Exception {
    NumberedFiles files = fresh(kind);
    int all = THREADS * each;
    assertThat(files.isExclusive()).isTrue();
    List<List<Long>> taken =
        together(
            thread -> {
              List<Long> mine = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                mine.add(files.append(number -> content(thread, number)));
              }
              return mine;
            });

    assertThat(taken.stream().flatMap(List::stream).sorted())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, all).boxed().toList());
    for (int thread = 0; thread < THREADS; thread++) {
      for (long number : taken.get(thread)) {
        assertThat(files.file(number).read()).isEqualTo(content(thread, number));
      }
    }
    assertThat(names(files)).hasSize(all);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "HDFS"})
  void ofThoseThatWantOneNumberAtOnceOneGetsIt(Kind kind) throws Exception {
    NumberedFiles files = fresh(kind);
    List<List<Long>> taken =
        together(
            thread ->
                LongStream.rangeClosed(1, NUMBERS)
                    .filter(number -> files.create(number, content(thread, number)))
                    .boxed()
                    .toList());
    assertThat(taken.stream().flatMap(List::stream).sorted())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, NUMBERS).boxed().toList());
  }

  /** What the lease must make up for; if this fails, it need not any more. */
  @Test
  void onAnObjectStoreTwoCanBelieveThatTheyMadeTheSameFile() throws Exception {
    NumberedFiles files = fresh(Kind.BUCKET);
    assertThat(files.isExclusive()).isFalse();
    List<List<Long>> taken =
        together(
            thread ->
                LongStream.rangeClosed(1, NUMBERS)
                    .filter(number -> files.create(number, content(thread, number)))
                    .boxed()
                    .toList());
    assertThat(taken.stream().mapToInt(List::size).sum()).isGreaterThan(NUMBERS);
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaid() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "no directory");
    NumberedFiles files =
        new NumberedFiles(places.conf(), new org.apache.hadoop.fs.Path(file.toUri()));
    assertThatThrownBy(() -> files.create(1, new byte[0]))
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith("Cannot write [file:" + file + "/00000001.json]: ");
  }

  /** Longer than any buffer, so that half of it could be seen. */
  private static byte[] content(int thread, long number) {
    return "thread %d, number %d\n".formatted(thread, number).repeat(1000).getBytes(UTF_8);
  }

  private interface Work {
    List<Long> of(int thread);
  }

  private static List<List<Long>> together(Work work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<Long>>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int me = thread;
        all.add(() -> work.of(me));
      }
      List<List<Long>> done = new ArrayList<>();
      for (Future<List<Long>> one : pool.invokeAll(all)) {
        done.add(one.get());
      }
      return done;
    } finally {
      pool.shutdown();
    }
  }
}
