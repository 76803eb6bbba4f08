package dev.elbo.job.averaging;

import dev.elbo.ElboException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains every contestant at every number of shards with every seed, and writes what came out. */
@Command(name = "averaging", mixinStandardHelpOptions = true)
public final class AveragingExperiment implements Callable<Integer> {
  @Option(names = "--root", required = true, description = "The project.")
  private Path root;

  @Option(names = "--contestants", required = true, description = "The file that lists them.")
  private Path file;

  @Option(names = "--mnist", description = "The folder of MNIST; without it, digits alone.")
  private Path mnist;

  @Option(names = "--data", split = ",", description = "Of mnist, digits and tenfold; all.")
  private Set<String> data = Set.of("mnist", "digits", DataSet.TENFOLD);

  @Option(names = "--only", split = ",", description = "The names of contestants; all.")
  private Set<String> only = Set.of();

  @Option(names = "--shards", split = ",", description = "Of those in the file; all.")
  private Set<Integer> shards = Set.of();

  @Option(names = "--seeds", defaultValue = "3", description = "How many.")
  private int seeds;

  @Option(
      names = "--cost-rounds",
      defaultValue = "2",
      description = "How often plain and automatic averaging meet on ten times MNIST.")
  private int costRounds;

  @Option(names = "--out", required = true, description = "The folder of the results.")
  private Path out;

  @Option(names = "--scratch", required = true, description = "A folder for all else.")
  private Path scratch;

  @Option(names = "--cores", split = ",", description = "That this process is pinned to.")
  private Set<Integer> cores = Set.of(0, 1);

  @Option(names = "--commit", defaultValue = "unknown", description = "Of the code.")
  private String commit;

  @Option(names = "--quick", description = "Few rows and epochs: the numbers mean nothing.")
  private boolean quick;

  /** The command line. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new AveragingExperiment());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          ElboException known = ElboException.in(failure);
          if (known == null) {
            throw failure;
          }
          command.getErr().println("averaging: " + known.getMessage());
          return known.kind().exitCode();
        });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Grid grid = new Grid(contestants(), shards, seeds);
    DataSets.Size size = quick ? DataSets.Size.QUICK : DataSets.Size.WHOLE;
    List<DataSet> sets = new DataSets(root, Optional.ofNullable(mnist), scratch, size).of(data);
    List<Trial> trials = new ArrayList<>();
    for (DataSet set : sets) {
      boolean isCost = set.name().equals(DataSet.TENFOLD);
      trials.addAll((isCost ? grid.ofCost(costRounds) : grid).trials(set));
    }
    trials = Grid.bySeed(trials);
    Files.createDirectories(out);
    Outcomes outcomes = Outcomes.read(out.resolve("averaging.json"));
    try (SparkSession spark = session()) {
      Laboratory laboratory = new Laboratory(spark, scratch, cores, commit);
      new Sweep(laboratory, outcomes, System.out).run(trials);
    }
    new Page(out).write(sets, trials, outcomes);
    return 0;
  }

  private List<Contestant> contestants() {
    List<Contestant> all = Contestant.read(file);
    List<String> names = all.stream().map(Contestant::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw ElboException.settings(
            "Cannot run contestant [%s]: there is none. Use some of %s.".formatted(name, names));
      }
    }
    return all.stream().filter(c -> only.isEmpty() || only.contains(c.name())).toList();
  }

  private SparkSession session() {
    return SparkSession.builder()
        .master("local[" + cores.size() + "]")
        .appName("averaging")
        .config("spark.ui.enabled", "false")
        .config("spark.local.dir", scratch.toString())
        .getOrCreate();
  }
}
