package dev.elbo.job;

import dev.elbo.job.models.ModelDiff;
import dev.elbo.job.models.ModelList;
import dev.elbo.job.models.ModelShow;
import dev.elbo.job.models.Publishing;
import dev.elbo.job.models.RegistryTask;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The actions of {@code models} on versions: what each takes, and its help. */
public final class RegistryActions {
  private RegistryActions() {}

  /** All of them, in the order of the help. */
  public static List<RegistryOptions> all() {
    return List.of(
        new ListOptions(),
        new ShowOptions(),
        new DiffOptions(),
        new PromoteOptions(),
        new RollbackOptions(),
        new PruneOptions());
  }

  @Command(
      name = "list",
      description = {
        "Lists the versions of a model, the champion among them with a star, and every change of the champion.",
        "Rows are those that a version is trained on; validation and holdout are mean ELBOs in nats, higher is better.",
      },
      footer = {
        "",
        "Examples:",
        "  elbo models list hdfs:///elbo/models/readings",
        "  elbo models list output/models/digits --json",
      })
  private static final class ListOptions extends RegistryOptions {
    @Override
    RegistryTask task(Configuration hadoop) {
      return new ModelList();
    }
  }

  @Command(
      name = "show",
      description = "Shows where a version comes from, its network, and when it was champion.",
      footer = {
        "",
        "Examples:",
        "  elbo models show output/models/digits         # the champion",
        "  elbo models show output/models/digits v3",
      })
  private static final class ShowOptions extends RegistryOptions {
    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "VERSION",
        description = "Its name, v00000003, or v3 or 3. Default: the champion.")
    private String version;

    @Override
    RegistryTask task(Configuration hadoop) {
      return new ModelShow(hadoop, Optional.ofNullable(version));
    }
  }

  @Command(
      name = "diff",
      description = {
        "Says what is not the same in two versions: origin and ELBOs, settings, columns, network.",
        "Of each tensor it prints the Euclidean distance, the same over the norm of the first, and the largest step of an element.",
      },
      footer = {
        "",
        "Examples:",
        "  elbo models diff output/models/digits v4          # from the champion to v4",
        "  elbo models diff output/models/digits v4 v3       # from v3 to v4",
      })
  private static final class DiffOptions extends RegistryOptions {
    @Parameters(index = "1", paramLabel = "VERSION", description = "The version to look at.")
    private String version;

    @Parameters(
        index = "2",
        arity = "0..1",
        paramLabel = "OTHER",
        description = "What it is compared with. Default: the champion.")
    private String other;

    @Override
    RegistryTask task(Configuration hadoop) {
      return new ModelDiff(hadoop, version, Optional.ofNullable(other));
    }
  }

  /** What a change of the champion is for. */
  private static final class Why {
    @Option(
        names = "--why",
        paramLabel = "TEXT",
        required = true,
        description = "The reason, for those who read the history.")
    private String text;
  }

  @Command(
      name = "promote",
      description = {
        "Makes a version the champion, which score, generate and evaluate take for DIR from then on.",
        "Every byte of it is read first; a version that is damaged or does not load is refused.",
      },
      footer = {
        "",
        "Example:",
        "  elbo models promote output/models/digits v3 --why \"checked by hand\"",
      })
  private static final class PromoteOptions extends RegistryOptions {
    @Parameters(
        index = "1",
        paramLabel = "VERSION",
        description = "Its name, v00000003, or v3 or 3.")
    private String version;

    @Mixin private Why why = new Why();

    @Override
    RegistryTask task(Configuration hadoop) {
      return Publishing.promote(version, why.text);
    }
  }

  @Command(
      name = "rollback",
      description = {
        "Makes the champion before the present one champion again, as it was to the byte.",
        "Once more, and it is the one before that; what was rolled back is not come back to. Nothing is deleted.",
      },
      footer = {
        "",
        "Example:",
        "  elbo models rollback output/models/digits --why \"scores jumped at 3 o'clock\"",
      })
  private static final class RollbackOptions extends RegistryOptions {
    @Mixin private Why why = new Why();

    @Override
    RegistryTask task(Configuration hadoop) {
      return Publishing.rollback(why.text);
    }
  }

  @Command(
      name = "prune",
      description = {
        "Deletes old versions.",
        "The newest stay, and besides them the champion and the version that a rollback leads to.",
      },
      footer = {"", "Example:", "  elbo models prune output/models/digits --keep 10"})
  private static final class PruneOptions extends RegistryOptions {
    @Option(
        names = "--keep",
        paramLabel = "N",
        required = true,
        description = "How many of the newest versions stay, 1 or more.")
    private int keep;

    @Override
    RegistryTask task(Configuration hadoop) {
      return Publishing.prune(keep);
    }
  }
}
