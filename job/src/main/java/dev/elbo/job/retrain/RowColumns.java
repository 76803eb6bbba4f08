package dev.elbo.job.retrain;

import dev.elbo.feature.Schema;
import dev.elbo.feature.TableProfile;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a row is, as far as two models on one holdout must agree about it.
 *
 * @param kinds what each feature holds, by its name
 */
record RowColumns(SortedMap<String, String> kinds) {

  static RowColumns of(TableProfile rows) {
    SortedMap<String, String> kinds = new TreeMap<>();
    rows.columns().forEach(column -> kinds.put(column.name(), column.type().kind().name()));
    return new RowColumns(kinds);
  }

  static RowColumns of(Schema model) {
    SortedMap<String, String> kinds = new TreeMap<>();
    for (int i = 0; i < model.features(); i++) {
      kinds.put(model.columns().get(i), model.type(i).kind().name());
    }
    return new RowColumns(kinds);
  }
}
