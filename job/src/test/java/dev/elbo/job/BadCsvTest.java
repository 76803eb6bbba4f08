package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV that cannot be trained on: exit code 3, one line, nothing left behind. */
class BadCsvTest {
  private static final int DATA = 3;
  private static final String GOOD = "a,b,kind\n1,2,x\n3,4,y\n5,7,x\n";

  // The space of the name is encoded where Spark tells of files.
  @TempDir(factory = SpacedFolder.class)
  private Path folder;

  private Verb verb;

  @BeforeEach
  void setUp() {
    verb = new Verb(folder);
  }

  @Test
  void aMissingPathIsNamed() {
    verb.refuses(
        DATA,
        "Cannot read [@/rows.csv]: no such file or folder. Give elbo.data.path a path that exists.");
  }

  @Test
  void aFolderWithoutFilesIsNamed() {
    verb.write("data/_SUCCESS", "")
        .refuses(
            DATA,
            "Cannot read [@/data]: the folder holds no files. Put the data there, or point elbo.data.path elsewhere.",
            "data.path=" + folder + "/data");
  }

  @Test
  void aTruncatedGzipFileIsNamed() {
    byte[] whole = Verb.gzip(GOOD.getBytes(StandardCharsets.UTF_8));
    verb.write("rows.csv.gz", Arrays.copyOf(whole, whole.length - 12))
        .refuses(
            DATA,
            "Cannot read [@/rows.csv.gz]: its compressed data ends too early or is damaged [Unexpected end of input stream]. Copy the file again.",
            "data.path=" + folder + "/rows.csv.gz");
  }

  @Test
  void aTruncatedGzipFileAmongOthersIsFoundByTheTaskThatReadsIt() {
    StringBuilder rows = new StringBuilder("a,b,kind\n");
    for (int i = 0; i < 20_000; i++) {
      rows.append(i).append(',').append(i * 31 % 977).append(",x\n");
    }
    byte[] whole = Verb.gzip(rows.toString().getBytes(StandardCharsets.UTF_8));
    verb.write("data/1.csv", GOOD)
        .write("data/2.csv.gz", Arrays.copyOf(whole, whole.length - 100))
        .refuses(
            DATA,
            "Cannot read [@/data/2.csv.gz]: its compressed data ends too early or is damaged [Unexpected end of input stream]. Copy the file again.",
            "data.path=" + folder + "/data");
  }

  @Test
  void aTextCellIsNamedWithItsLine() {
    verb.write("rows.csv", "a,b\n1,2\n\n3,n/a\n5,6\n")
        .refuses(
            DATA,
            "Cannot read [@/rows.csv, line 4]: column [b] holds [n/a], which is not a number. Mend the cell, or leave the column out of elbo.data.columns.");
  }

  @Test
  void aTextInTheFirstRowDoesNotMakeAColumnOfNumbersDisappear() {
    verb.write("rows.csv", "a,b\n1, unknown\n3,4\n5,6\n")
        .refuses(
            DATA,
            "Cannot read [@/rows.csv, line 2]: column [b] holds [ unknown], which is not a number. Mend the cell, or leave the column out of elbo.data.columns.");
  }

  @Test
  void aTextColumnCannotBeAFeature() {
    verb.write("rows.csv", GOOD)
        .refuses(
            DATA,
            "Cannot read [@/rows.csv, line 2]: column [kind] holds [x], which is not a number. Mend the cell, or leave the column out of elbo.data.columns.",
            "data.columns=[a, kind]");
  }

  @Test
  void aTableWithoutNumbersIsRefused() {
    verb.write("rows.csv", "a,b\nx,y\nz,w\n")
        .refuses(
            DATA,
            "Cannot train on [@/rows.csv]: none of its columns [a, b] holds numbers. Name the features in elbo.data.columns.");
  }

  @Test
  void aRowThatIsTooShortIsShownWithItsLine() {
    verb.write("rows.csv", "a,b\n1,2\n3\n")
        .refuses(
            DATA,
            "Cannot read [@/rows.csv, line 3]: the row holds [3], which does not have the [2] cells of the header. Mend the row.");
  }

  @Test
  void aRowThatIsTooLongIsShownWithItsLine() {
    verb.write("rows.csv", "a,b\r\n1,2\r\n3,4,5\r\n")
        .refuses(
            DATA,
            "Cannot read [@/rows.csv, line 3]: the row holds [3,4,5], which does not have the [2] cells of the header. Mend the row.");
  }

  @Test
  void anEmptyFileIsNamed() {
    verb.write("rows.csv", "")
        .refuses(DATA, "Cannot read [@/rows.csv]: the file is empty. Fill it or take it away.");
  }

  @Test
  void aHeaderAloneIsTooLittle() {
    verb.write("rows.csv", "a,b\n")
        .refuses(
            DATA,
            "Cannot train on [@/rows.csv]: [0] rows are left to train on, after [0] held out and [0] dropped for a missing cell. Give at least [2].",
            "data.columns=[a, b]");
  }

  @Test
  void oneRowIsTooLittle() {
    verb.write("rows.csv", "a,b\n1,2\n")
        .refuses(
            DATA,
            "Cannot train on [@/rows.csv]: [1] rows are left to train on, after [0] held out and [0] dropped for a missing cell. Give at least [2].");
  }

  @Test
  void aFewRowsMayLeaveNoneToHoldOut() {
    verb.write("rows.csv", GOOD)
        .refuses(
            DATA,
            "Cannot hold out rows of [@/rows.csv]: it has so few that none falls into elbo.data.validation.fraction [0.01]. Raise that, set it to [0], or give more rows.",
            "data.validation.fraction=0.01");
  }

  @Test
  void aNameTwiceInTheHeaderIsRefused() {
    verb.write("rows.csv", "a,b, a\n1,2,3\n")
        .refuses(
            DATA,
            "Cannot read [@/rows.csv]: the header has the name [a] twice. Rename one of the columns.");
  }

  @Test
  void notANumberIsRefused() {
    verb.write("rows.csv", "a,b\n1,2\n3,NaN\n")
        .refuses(
            DATA,
            "Cannot read [@/rows.csv, line 3]: column [b] holds [NaN], which is not a finite number of single precision. Mend the cell, or leave the column out of elbo.data.columns.");
  }

  @Test
  void infinityAndWhatBecomesInfinityIsRefused() {
    for (String cell : new String[] {"-inf", "Infinity", "1e39"}) {
      verb.write("rows.csv", "a,b\n1,2\n3," + cell + "\n")
          .refuses(
              DATA,
              "Cannot read [@/rows.csv, line 3]: column [b] holds ["
                  + cell
                  + "], which is not a finite number of single precision. Mend the cell, or leave the column out of elbo.data.columns.");
    }
  }

  @Test
  void aColumnThatDoesNotExistIsNamed() {
    verb.write("rows.csv", GOOD)
        .refuses(
            DATA,
            "Cannot find column [c] in [@/rows.csv]: it has the columns [a, b, kind]. Change elbo.data.columns or elbo.data.path.",
            "data.columns=[a, c]");
  }

  @Test
  void ofManyColumnsTheFirstAreShown() {
    StringBuilder header = new StringBuilder("x0");
    StringBuilder names = new StringBuilder("x0");
    for (int i = 1; i < 800; i++) {
      header.append(",x").append(i);
      names.append(i < 20 ? ", x" + i : "");
    }
    verb.write("rows.csv", header + "\n")
        .refuses(
            DATA,
            "Cannot find column [kind] in [@/rows.csv]: it has the columns ["
                + names
                + "] and [780] more. Change elbo.data.label or elbo.data.path.",
            "data.label=kind");
  }

  @Test
  void aConstantColumnCannotBeStandardized() {
    verb.write("rows.csv", "a,b\n1,7\n3,7\n5,7\n")
        .refuses(
            DATA,
            "Cannot scale column [b] of [@/rows.csv] to deviation 1: all of its [3] values are [7.0]. Leave it out of elbo.data.columns, or set elbo.data.scale to minmax.",
            "data.scale=standard");
  }

  @Test
  void anEmptyCellIsNamedWithItsLine() {
    verb.write("rows.csv", "a,b\n1,2\n3,  \n")
        .refuses(
            DATA,
            "Cannot read [@/rows.csv, line 3]: column [b] holds [], where a value is missing. Fill the cell, or set elbo.data.missing to drop, mean or indicator.");
  }

  @Test
  void aRowOfEmptyCellsIsNamedWithItsLine() {
    verb.write("rows.csv", "a,b\n1,2\n,\n3,4\n")
        .refuses(
            DATA,
            "Cannot read [@/rows.csv, line 3]: column [a] holds [], where a value is missing. Fill the cell, or set elbo.data.missing to drop, mean or indicator.");
  }

  @Test
  void droppingMayLeaveNoRows() {
    verb.write("rows.csv", "a,b\n1,\n,4\n,\n")
        .refuses(
            DATA,
            "Cannot train on [@/rows.csv]: [0] rows are left to train on, after [0] held out and [3] dropped for a missing cell. Give at least [2].",
            "data.columns=[a, b]",
            "data.missing=drop");
  }

  @Test
  void aColumnWithoutAnyValueHasNoMean() {
    verb.write("rows.csv", "a,b\n1,\n2,\n3,\n")
        .refuses(
            DATA,
            "Cannot train on column [b] of [@/rows.csv]: all of its [3] cells are empty. Leave it out of elbo.data.columns.",
            "data.columns=[a, b]",
            "data.missing=mean",
            "data.scale=minmax");
  }

  @Test
  void bernoulliNeedsValuesFromZeroToOne() {
    verb.write("rows.csv", GOOD)
        .refuses(
            DATA,
            "Cannot use the Bernoulli likelihood on [@/rows.csv]: column [a] holds [5.0] after scaling, outside [0, 1]. Set elbo.data.scale = unit with the right elbo.data.range, or elbo.model.likelihood = gaussian.",
            "model.likelihood=bernoulli");
  }

  @Test
  void moreShardsThanRowsAreRefusedBeforeAnythingIsWritten() {
    verb.write("rows.csv", GOOD)
        .refuses(
            DATA,
            "Cannot cut [3] rows of [@/rows.csv] into [4] shards: a shard needs a row. Set elbo.training.shards to at most [3].",
            "training.shards=4");
  }

  @Test
  void aFolderWithAnotherHeaderIsRefused() {
    verb.write("data/1.csv", GOOD)
        .write("data/2.csv", "b,a,kind\n1,2,x\n")
        .refuses(
            DATA,
            "Cannot read [@/data/2.csv]: its columns [b, a, kind] are not those of [@/data/1.csv] [a, b, kind]. Give the files the same columns in the same order.",
            "data.path=" + folder + "/data");
  }

  @Test
  void aNamedRunLeavesNothingBehindEither() {
    verb.write("rows.csv", "a,b\n1,x\n2,3\n");
    Verb.Outcome outcome = verb.train(List.of("--run-id", "mine"));
    verb.assertRefused(
        outcome,
        DATA,
        "Cannot read [@/rows.csv, line 2]: column [b] holds [x], which is not a number. Mend the cell, or leave the column out of elbo.data.columns.");
    assertThat(verb.path("out")).doesNotExist();
  }

  @Test
  void theFirstWrongRowOfAFileIsNamed() {
    verb.write("rows.csv", "a,b\n1,2\n3,zz\n4,aa\n5\n");
    verb.refuses(
        3,
        "Cannot read [@/rows.csv, line 3]: column [b] holds [zz], which is not a number. Mend the cell, or leave the column out of elbo.data.columns.");
  }

  @Test
  void aHeaderInOnePieceIsAskedForItsSeparator() {
    verb.write("rows.csv", "a;b\n1;2\n3;4\n");
    verb.refuses(
        3,
        "Cannot read [@/rows.csv]: its header [a;b] has no separator [,]. If the columns are cut at [;], set elbo.data.options.separator to that.");
  }

  @Test
  void aSessionThatSkipsDamagedFilesDoesNotSkipOurs() {
    Sparks.local(2).conf().set("spark.sql.files.ignoreCorruptFiles", "true");
    try {
      byte[] whole = Verb.gzip("a,b\n1,2\n3,4\n5,6\n".repeat(500).getBytes(StandardCharsets.UTF_8));
      verb.write("rows.csv.gz", Arrays.copyOf(whole, whole.length - 12));
      verb.refuses(
          3,
          "Cannot read [@/rows.csv.gz]: its compressed data ends too early or is damaged [Unexpected end of input stream]. Copy the file again.",
          "data.path=" + folder + "/rows.csv.gz");
    } finally {
      Sparks.local(2).conf().unset("spark.sql.files.ignoreCorruptFiles");
    }
  }
}
