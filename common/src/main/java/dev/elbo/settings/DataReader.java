package dev.elbo.settings;

import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings.CsvLayout;
import dev.elbo.settings.DataSettings.Format;
import dev.elbo.settings.DataSettings.Header;
import dev.elbo.settings.DataSettings.Kinds;
import dev.elbo.settings.DataSettings.Missing;
import dev.elbo.settings.DataSettings.Scale;
import dev.elbo.settings.DataSettings.Unknown;
import dev.elbo.settings.DataSettings.Validation;
import java.util.List;
import java.util.Optional;

/** elbo.data as its record. */
final class DataReader {
  private static final String DATA = "elbo.data.";

  private DataReader() {}

  static DataSettings read(Values values) {
    values.required(DATA + "format", "csv");
    String path = values.required(DATA + "path", "train.csv");
    List<Double> range = range(values);
    return new DataSettings(
        values.choice(DATA + "format", Format.class),
        path,
        values.texts(DATA + "columns"),
        values.optionalText(DATA + "label"),
        image(values),
        csv(values),
        values.choice(DATA + "scale", Scale.class),
        range.get(0),
        range.get(1),
        values.choice(DATA + "missing", Missing.class),
        new Kinds(
            values.texts(DATA + "categorical"),
            values.texts(DATA + "log"),
            values.number(DATA + "categories.rare"),
            values.choice(DATA + "categories.unknown", Unknown.class)),
        new Validation(
            values.number(DATA + "validation.fraction"),
            values.optionalText(DATA + "validation.path")));
  }

  private static CsvLayout csv(Values values) {
    return new CsvLayout(
        values.truth(DATA + "options.header") ? Header.PRESENT : Header.ABSENT,
        values.character(DATA + "options.separator"),
        values.character(DATA + "options.quote"));
  }

  private static Optional<Schema.ImageShape> image(Values values) {
    List<Integer> shape = values.integers(DATA + "image");
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    if (shape.size() != 2 || shape.get(0) < 1 || shape.get(1) < 1) {
      throw values.refuse(
          DATA + "image", shape + " is not a height and a width", "Give two, such as [28, 28].");
    }
    return Optional.of(new Schema.ImageShape(shape.get(0), shape.get(1)));
  }

  private static List<Double> range(Values values) {
    List<Double> range = values.numbers(DATA + "range");
    if (range.size() != 2) {
      throw values.refuse(
          DATA + "range", range + " are not two numbers", "Give two, such as [0, 255].");
    }
    return range;
  }
}
