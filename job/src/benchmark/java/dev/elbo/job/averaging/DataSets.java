package dev.elbo.job.averaging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data that there is.
 *
 * @param root of the project
 * @param mnist the folder of MNIST, if there is one
 * @param scratch where copies of its images go
 * @param size how much of everything
 */
record DataSets(Path root, Optional<Path> mnist, Path scratch, Size size) {
  private static final int TIMES = 10;
  private static final int FEW_ROWS = 2048;

  /** How much of everything. */
  enum Size {
    WHOLE,
    QUICK
  }

  /** Those that are wanted and there. */
  List<DataSet> of(Set<String> wanted) {
    List<DataSet> sets = new ArrayList<>();
    if (mnist.isPresent() && wanted.contains("mnist")) {
      sets.add(size == Size.WHOLE ? ofMnist("mnist", mnist.get(), List.of()) : copy("mnist", 1, 3));
    }
    if (wanted.contains("digits")) {
      List<String> epochs = size == Size.WHOLE ? List.of() : List.of("elbo.training.epochs=3");
      sets.add(new DataSet("digits", conf("digits"), epochs));
    }
    if (mnist.isPresent() && wanted.contains(DataSet.TENFOLD)) {
      sets.add(copy(DataSet.TENFOLD, TIMES, 3));
    }
    return sets;
  }

  /** Without labels, which colour plots and nothing else. */
  private DataSet copy(String name, int times, int epochs) {
    Path folder = scratch.resolve(name);
    Images.copy(mnist.get(), folder, size == Size.WHOLE ? Integer.MAX_VALUE : FEW_ROWS, times);
    return ofMnist(name, folder, List.of("elbo.data.label=null", "elbo.training.epochs=" + epochs));
  }

  private DataSet ofMnist(String name, Path folder, List<String> more) {
    List<String> sets = new ArrayList<>(more);
    sets.add("elbo.data.path=\"" + folder + "\"");
    sets.add("elbo.data.validation.path=\"" + mnist.get() + "\"");
    return new DataSet(name, conf("mnist"), sets);
  }

  private String conf(String name) {
    return root.resolve("conf/" + name + ".conf").toString();
  }
}
