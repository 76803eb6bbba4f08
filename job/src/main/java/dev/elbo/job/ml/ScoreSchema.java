package dev.elbo.job.ml;

import dev.elbo.ElboException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that transform adds, in the order of {@link ScoreColumn}.
 *
 * @param names of those that are asked for
 */
record ScoreSchema(Map<ScoreColumn, String> names) {
  /** Names that a message lists. */
  private static final int SHOWN = 20;

  ScoreSchema {
    names = Collections.unmodifiableMap(new EnumMap<>(names));
  }

  static ScoreSchema of(ScoreParams stage) {
    Map<ScoreColumn, String> names = new EnumMap<>(ScoreColumn.class);
    for (ScoreColumn column : ScoreColumn.values()) {
      column.nameIn(stage).ifPresent(name -> names.put(column, name));
    }
    return new ScoreSchema(names);
  }

  /**
   * The schema with the columns.
   *
   * @throws ElboException if a name is taken
   */
  StructType addTo(StructType schema) {
    List<String> taken = new ArrayList<>(List.of(schema.fieldNames()));
    StructType whole = schema;
    for (Map.Entry<ScoreColumn, String> added : names.entrySet()) {
      String name = added.getValue();
      // Spark takes names that differ in case only for one.
      if (taken.stream().anyMatch(name::equalsIgnoreCase)) {
        throw ElboException.data(
            "Cannot add column [%s] (param %s): the columns are %s already. Give it another name, or drop the other column."
                .formatted(name, added.getKey().param(), shown(taken)));
      }
      taken.add(name);
      whole = whole.add(name, added.getKey().type(), false);
    }
    return whole;
  }

  /** The first names. */
  static String shown(List<String> names) {
    return names.size() <= SHOWN
        ? names.toString()
        : "%s and [%d] more".formatted(names.subList(0, SHOWN), names.size() - SHOWN);
  }
}
