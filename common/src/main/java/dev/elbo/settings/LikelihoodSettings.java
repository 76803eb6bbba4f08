package dev.elbo.settings;

import dev.elbo.vae.likelihood.ColumnLikelihood;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the user asked of the likelihood, before the columns are known. */
public sealed interface LikelihoodSettings {
  /** The setting that gives columns laws of their own. */
  String COLUMNS = "elbo.model.likelihoods";

  /** All laws that columns are given. */
  Stream<ColumnLikelihood> laws();

  /** The law of a column, if it is given one. */
  Optional<ColumnLikelihood> law(String column);

  /**
   * One law for all columns.
   *
   * @param law a categorical one need not know its categories
   */
  record Same(ColumnLikelihood law) implements LikelihoodSettings {
    @Override
    public Stream<ColumnLikelihood> laws() {
      return Stream.of(law);
    }

    @Override
    public Optional<ColumnLikelihood> law(String column) {
      return Optional.of(law);
    }
  }

  /**
   * Laws by the names of columns.
   *
   * @param groups at least one; no column is in two
   */
  record Mixed(List<Group> groups) implements LikelihoodSettings {
    public Mixed {
      groups = List.copyOf(groups);
      if (groups.isEmpty()) {
        throw new InvalidSetting(
            COLUMNS,
            "elbo.model.likelihood is [mixed], and [] gives no column a likelihood",
            "Give a list such as [{ columns = [age, income], likelihood = gaussian }]");
      }
      Require.distinct(COLUMNS, groups.stream().flatMap(g -> g.columns().stream()).toList());
      if (groups.stream().filter(g -> g.columns().isEmpty()).count() > 1) {
        throw new InvalidSetting(
            COLUMNS,
            "[2] or more of its entries name no columns, which gives them all others",
            "Name the columns of all entries but one");
      }
    }

    /** The law of the group that names a column, if one does. */
    public Optional<ColumnLikelihood> named(String column) {
      return groups.stream()
          .filter(group -> group.columns().contains(column))
          .findFirst()
          .map(Group::law);
    }

    @Override
    public Stream<ColumnLikelihood> laws() {
      return groups.stream().map(Group::law);
    }

    @Override
    public Optional<ColumnLikelihood> law(String column) {
      return named(column)
          .or(
              () ->
                  groups.stream()
                      .filter(group -> group.columns().isEmpty())
                      .findFirst()
                      .map(Group::law));
    }
  }

  /**
   * Columns of one law.
   *
   * @param columns their names; empty for all that no other group names
   * @param law a categorical one need not know its categories
   */
  record Group(List<String> columns, ColumnLikelihood law) {
    public Group {
      columns = List.copyOf(columns);
    }
  }
}
