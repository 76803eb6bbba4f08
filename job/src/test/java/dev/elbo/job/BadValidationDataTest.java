package dev.elbo.job;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data to validate on that does not fit the training data: exit code 3, one line. */
class BadValidationDataTest {
  private static final int DATA = 3;

  @TempDir private Path folder;
  private Verb verb;

  @BeforeEach
  void setUp() {
    verb = new Verb(folder).write("rows.csv", "a,b,kind\n0.1,0.2,x\n0.3,0.4,y\n0.5,0.7,x\n");
  }

  private void refuses(String held, String message, String... sets) {
    verb.write("held.csv", held);
    String[] all = Arrays.copyOf(sets, sets.length + 1);
    all[sets.length] = "data.validation.path=" + folder + "/held.csv";
    verb.refuses(DATA, message, all);
  }

  @Test
  void aMissingPathIsNamedWithItsSetting() {
    verb.refuses(
        DATA,
        "Cannot read [@/none.csv]: no such file or folder. Give elbo.data.validation.path a path that exists.",
        "data.validation.path=" + folder + "/none.csv");
  }

  @Test
  void aMissingColumnIsNamed() {
    refuses(
        "a,kind\n1,x\n",
        "Cannot find column [b] in [@/held.csv]: it has the columns [a, kind]. Change elbo.data.columns or elbo.data.validation.path.");
  }

  @Test
  void aMissingLabelIsNamed() {
    refuses(
        "a,b\n1,2\n",
        "Cannot find column [kind] in [@/held.csv]: it has the columns [a, b]. Change elbo.data.label or elbo.data.validation.path.",
        "data.label=kind");
  }

  @Test
  void aBadCellIsNamedWithItsLine() {
    refuses(
        "kind,b,a\nx,1,2\ny,none,3\n",
        "Cannot read [@/held.csv, line 3]: column [b] holds [none], which is not a number. Mend the cell, or leave the column out of elbo.data.columns.");
  }

  @Test
  void anEmptyFileIsNamed() {
    refuses("", "Cannot read [@/held.csv]: the file is empty. Fill it or take it away.");
  }

  @Test
  void noRowsAreRefused() {
    refuses(
        "a,b\n,2\n1,\n",
        "Cannot validate on [@/held.csv]: it has no rows, after [2] dropped for a missing cell. Point elbo.data.validation.path at data with rows.",
        "data.missing=drop");
  }

  @Test
  void aLikelihoodThatDoesNotFitIsRefused() {
    refuses(
        "a,b\n0.5,-0.25\n",
        "Cannot use the Bernoulli likelihood on [@/held.csv]: column [b] holds [-0.25] after scaling, outside [0, 1]. Set elbo.data.scale = unit with the right elbo.data.range, or elbo.model.likelihood = gaussian.",
        "model.likelihood=bernoulli");
  }
}
