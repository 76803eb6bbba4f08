package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command lines, settings and outputs that cannot be used: exit code 2, one line. */
class BadSettingsTest {
  private static final int SETTINGS = 2;

  @TempDir private Path folder;
  private Verb verb;

  @BeforeEach
  void setUp() {
    verb = new Verb(folder).write("rows.csv", "a,b\n1,2\n3,4\n5,7\n");
  }

  private void refusesFile(String settings, String message) {
    verb.write("bad.conf", settings);
    verb.assertRefused(Verb.run("train", folder + "/bad.conf"), SETTINGS, message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private void refusesArguments(String message, String... arguments) {
    verb.assertRefused(Verb.run(arguments), SETTINGS, message);
  }

  @Test
  void anUnknownSettingGetsASuggestion() {
    verb.refuses(
        SETTINGS,
        "Cannot use elbo.training.epoch (--set): there is no such setting. Did you mean elbo.training.epochs?",
        "training.epoch=3");
    refusesFile(
        "elbo.data.format = csv\nelbo.modell.beta = 1\n",
        "Cannot use elbo.modell (@/bad.conf: 2): there is no such setting. Did you mean elbo.model?");
  }

  @Test
  void aValueOutOfRangeIsNamed() {
    verb.refuses(
        SETTINGS,
        "Cannot use elbo.training.epochs (--set): [0] is less than [1]. Give 1 or more.",
        "training.epochs=0");
    verb.refuses(
        SETTINGS,
        "Cannot use elbo.data.validation.fraction (--set): [1.5] is not in [0, 1). Give 0 or more, below 1.",
        "data.validation.fraction=1.5");
  }

  @Test
  void aSyntaxErrorNamesFileAndLine() {
    refusesFile(
        "elbo {\n  data {\n    path = [rows.csv\n}\n",
        "Cannot read settings (@/bad.conf: 4): [List should have had new element after a comma, instead had token: '}' (if you want the comma or '}' to be part of a string value, then double-quote it)] is no HOCON. Mend that place; for the syntax see https://github.com/lightbend/config/blob/main/HOCON.md.");
  }

  @Test
  void aMissingSettingsFileIsNamed() {
    refusesArguments(
        "Cannot read settings file @/none.conf: [file:@/none.conf] is not a file. Give the path of one, such as conf/digits.conf.",
        "train",
        folder + "/none.conf");
  }

  @Test
  void anUnknownFileSystemOfTheSettingsFileIsNamed() {
    refusesArguments(
        "Cannot read settings file hdsf://host/x.conf: Hadoop has no file system for [hdsf://host/x.conf]: [No FileSystem for scheme \"hdsf\"]. Check the part before the colon, or give Spark the jar of that file system.",
        "train",
        "hdsf://host/x.conf");
  }

  @Test
  void aFileSystemWhoseJarIsMissingIsNamed() {
    refusesArguments(
        "Cannot read settings file s3a://bucket/x.conf: Hadoop has no file system for [s3a://bucket/x.conf]: [Class org.apache.hadoop.fs.s3a.S3AFileSystem not found]. Check the part before the colon, or give Spark the jar of that file system.",
        "train",
        "s3a://bucket/x.conf");
    verb.refuses(
        SETTINGS,
        "Cannot read [s3a://bucket/rows.csv]: Hadoop has no file system for it: [Class org.apache.hadoop.fs.s3a.S3AFileSystem not found]. Check elbo.data.path, or give Spark the jar of that file system.",
        "data.path=s3a://bucket/rows.csv");
    verb.assertRefused(
        verb.train(List.of("--run-id", "mine"), "output.dir=s3a://bucket/out"),
        SETTINGS,
        "Cannot read [s3a://bucket/out/runs/mine]: the file system answered [UnsupportedFileSystemException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found]. Check the path, this user's rights and the file system.");
  }

  @Test
  void anUnknownFileSystemOfTheDataIsNamed() {
    verb.refuses(
        SETTINGS,
        "Cannot read [hdsf://host/rows.csv]: Hadoop has no file system for it: [No FileSystem for scheme \"hdsf\"]. Check elbo.data.path, or give Spark the jar of that file system.",
        "data.path=hdsf://host/rows.csv");
  }

  @Test
  void aCommandLineThatIsWrongIsRefused() {
    refusesArguments(
        "Cannot read the command line: [Missing required parameter: 'CONF']. Use --help to see what there is.",
        "train");
    refusesArguments(
        "Cannot read the command line: [Unknown option: '--epochs']. Use --help to see what there is.",
        "train",
        "x.conf",
        "--epochs");
    refusesArguments(
        "Cannot read the command line: [Unmatched argument at index 0: 'trian']. Use --help to see what there is.",
        "trian");
  }

  @Test
  void aFinishedRunOfTheSameIdIsRefusedAndStaysAsItIs() throws Exception {
    List<String> named = List.of("--run-id", "mine");
    assertThat(verb.train(named)).isEqualTo(new Verb.Outcome(0, ""));
    List<String> before = verb.output();
    String record = Files.readString(folder.resolve("out/runs/mine/run.json"));
    String ended = record.replaceAll("(?s).*\"ended\" ?: ?\"([^\"]*)\".*", "$1");
    verb.assertRefused(
        verb.train(named),
        SETTINGS,
        "Cannot start run [mine]: it finished on ["
            + ended
            + "] in [file:@/out/runs/mine]. Use --overwrite to train it again, or change a setting.");
    assertThat(verb.output()).isEqualTo(before);
    assertThat(folder.resolve("out/runs/mine/run.json")).hasContent(record);
  }

  @Test
  void anOutputThatCannotBeWrittenIsNamed() {
    verb.write("file", "no folder");
    Verb.Outcome outcome =
        verb.train(List.of("--run-id", "mine"), "output.dir=" + folder + "/file/out");
    verb.assertRefused(
        outcome,
        SETTINGS,
        "Cannot write [@/file/out/runs/mine]: the file system answered [ParentNotDirectoryException: Parent path is not a directory: @/file]. Set elbo.output.dir to a place that this user may write to and that has room.");
    assertThat(folder.resolve("file")).hasContent("no folder");
  }

  @Test
  void aRunIdThatIsNoFileNameIsRefused() {
    verb.assertRefused(
        verb.train(List.of("--run-id", "a/b")),
        SETTINGS,
        "Cannot name run [a/b]: it becomes the name of a directory. Use letters, digits, '_', '.' and '-', at most 128, the first a letter or a digit.");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
