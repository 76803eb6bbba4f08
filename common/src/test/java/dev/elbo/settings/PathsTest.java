package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
    desk.write(
        "conf/x.conf",
        """
        elbo.data { format = idx, path = "mnist", validation.path = ${elbo.data.path} }
        elbo.output.dir = ../out
        """);
  }

  private String path(String... sets) {
    return desk.read("conf/x.conf", sets).settings().data().path();
  }

  private String validationPath(String... sets) {
    return desk.read("conf/x.conf", sets).settings().data().validation().path().orElseThrow();
  }

  @Test
  void aPathInAFileIsRelativeToTheFile() {
    assertThat(path()).isEqualTo(desk.uri("conf/mnist"));
    assertThat(desk.read("conf/x.conf").settings().output().dir()).isEqualTo(desk.uri("out"));
  }

  @Test
  void theFileMayBeNamedAbsolutelyOrByUri() {
    assertThat(desk.read(folder + "/conf/x.conf").settings().data().path())
        .isEqualTo(desk.uri("conf/mnist"));
    assertThat(desk.read("file://" + folder + "/conf/x.conf").settings().data().path())
        .isEqualTo("file://" + folder + "/conf/mnist");
  }

  @Test
  void aPathOutsideOfFilesIsRelativeToTheWorkingDirectory() {
    assertThat(path("elbo.data.path=here")).isEqualTo(desk.uri("here"));
    desk.spark("spark.elbo.data.path", "there");
    assertThat(path()).isEqualTo(desk.uri("there"));
  }

  @Test
  void theDefaultOutputIsInTheWorkingDirectory() {
    desk.write("deep/y.conf", Desk.MINIMAL);
    assertThat(desk.read("deep/y.conf").settings().output().dir()).isEqualTo(desk.uri("output"));
  }

  @Test
  void aSubstitutionIsRelativeToWhereItsTargetWasSaid() {
    assertThat(validationPath()).isEqualTo(desk.uri("conf/mnist"));
    assertThat(validationPath("elbo.data.path=here")).isEqualTo(desk.uri("here"));
    assertThat(validationPath("elbo.data.path=hdfs://host/x")).isEqualTo("hdfs://host/x");
    assertThat(
            Desk.entry(
                desk.read("conf/x.conf", "elbo.data.path=here"), "elbo.data.validation.path"))
        .isEqualTo(new Entry("elbo.data.validation.path", '"' + desk.uri("here") + '"', "--set"));
  }

  @Test
  void aSubstitutionOnTheCommandLineReadsWhatTheFileSays() {
    desk.write("conf/z.conf", "elbo.data { format = csv, path = rows }\n");
    Settings settings =
        desk.read("conf/z.conf", "elbo.data.validation.path=${elbo.data.path}").settings();
    assertThat(settings.data().validation().path()).contains(desk.uri("conf/rows"));
  }

  @Test
  void aTextPutTogetherBelongsWhereItsBeginningWasSaid() {
    desk.write(
        "conf/z.conf",
        "elbo.data { format = csv, path = rows, validation.path = ${elbo.data.path}/more }\n");
    assertThat(
            desk.read("conf/z.conf", "elbo.data.path=here").settings().data().validation().path())
        .contains(desk.uri("here/more"));
    assertThat(desk.read("conf/z.conf").settings().data().validation().path())
        .contains(desk.uri("conf/rows/more"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hdfs://host:8020/x",
        "s3a://bucket/a//b",
        "/data/[a-c]*.csv",
        "/data/a b.csv",
        "/data/a#b=c,d;e.csv",
        "/data/{a,b}.csv"
      })
  void pathsOnTheCommandLineNeedNoQuotes(String path) {
    assertThat(path("elbo.data.path=" + path)).isEqualTo(path);
    desk.spark("spark.elbo.data.path", path);
    assertThat(path()).isEqualTo(path);
  }

  @Test
  void relativePathsOnTheCommandLineNeedNoQuotes() {
    assertThat(path("elbo.data.path=../shared//x")).isEqualTo(desk.uri("../shared/x"));
    assertThat(path("elbo.data.path=[ab]*.csv")).isEqualTo(desk.uri("[ab]*.csv"));
    assertThat(path("elbo.data.path={a,b}.csv")).isEqualTo(desk.uri("{a,b}.csv"));
    assertThat(path("elbo.data.path=10:30.csv")).isEqualTo(desk.uri("10:30.csv"));
    assertThat(path("elbo.data.path=\"quoted # path\"")).isEqualTo(desk.uri("quoted # path"));
  }

  @Test
  void relativePathsOfAFileElsewhereStayThere() {
    assertThat(Location.resolve(Location.parent("hdfs://host:1/a/b/x.conf"), "../../../d/r.csv"))
        .isEqualTo("hdfs://host:1/d/r.csv");
    assertThat(Location.resolve("file:/a", "./b/../c")).isEqualTo("file:/a/c");
    assertThat(Location.parent("file:/x.conf")).isEqualTo("file:/");
  }
}
