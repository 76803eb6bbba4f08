package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Schema;

/** Whether rows to validate on have the features of those to train on. */
final class SameFeatures {
  private SameFeatures() {}

  static Source require(Source held, Source trained) {
    Schema schema = held.schema();
    if (schema.columns().equals(trained.schema().columns())) {
      requireKinds(held, trained.schema());
      return held;
    }
    if (schema.image().isPresent()) {
      throw ElboException.data(
          "Cannot validate on [%s]: its images are %s, the training images %s. Give images of the same size in %s."
              .formatted(
                  held.path(), size(schema), size(trained.schema()), TrainingData.VALIDATION_PATH));
    }
    throw ElboException.data(
        "Cannot validate on [%s]: its column %s holds [%d] features, that of the training rows [%d]. Give rows of the same features."
            .formatted(held.path(), held.chosen(), schema.features(), trained.schema().features()));
  }

  private static void requireKinds(Source held, Schema trained) {
    for (int i = 0; i < trained.features(); i++) {
      ColumnType type = held.schema().type(i);
      if (type.kind() != trained.type(i).kind()) {
        throw ElboException.data(
            "Cannot validate on [%s]: its column [%s] is [%s], that of the training rows [%s]. Cast one of the two."
                .formatted(
                    held.path(), trained.columns().get(i), type.text(), trained.type(i).text()));
      }
    }
  }

  private static String size(Schema schema) {
    return schema.image().map("[%s]"::formatted).orElse("[no images]");
  }
}
