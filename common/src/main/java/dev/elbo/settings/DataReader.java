package dev.elbo.settings;

import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings.CsvLayout;
import dev.elbo.settings.DataSettings.Format;
import dev.elbo.settings.DataSettings.Header;
import dev.elbo.settings.DataSettings.Kinds;
import dev.elbo.settings.DataSettings.Missing;
import dev.elbo.settings.DataSettings.Reading;
import dev.elbo.settings.DataSettings.Scale;
import dev.elbo.settings.DataSettings.Unknown;
import dev.elbo.settings.DataSettings.Validation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** elbo.data as its record. */
final class DataReader {
  private static final String DATA = "elbo.data.";
  private static final List<String> CSV_OPTIONS = List.of("header", "separator", "quote");

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
        reading(values),
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

  private static Reading reading(Values values) {
    Map<String, String> options = values.options(Keys.OPTIONS, CSV_OPTIONS);
    Format format = values.choice(DATA + "format", Format.class);
    for (String name : options.keySet()) {
      if (!format.takesOptions()) {
        throw values.refuse(
            Keys.OPTIONS + "." + name,
            "elbo.data.format [%s] does not use it".formatted(Choices.name(format)),
            Nearest.to(name, CSV_OPTIONS)
                .map(near -> "Did you mean %s.%s?".formatted(Keys.OPTIONS, near))
                .orElse("Remove it."));
      }
    }
    if (format == Format.JDBC && options.keySet().stream().noneMatch("url"::equalsIgnoreCase)) {
      throw values.refuse(
          DATA + "format",
          "[jdbc] needs elbo.data.options.url",
          "Set it to where the database is, such as \"jdbc:postgresql://host/name\".");
    }
    return new Reading(
        options, values.optionalText(DATA + "filter"), values.number(DATA + "sample"));
  }

  private static Optional<Schema.ImageShape> image(Values values) {
    List<Integer> shape = values.integers(DATA + "image");
    if (shape.isEmpty()) {
      if (values.choice(DATA + "format", Format.class) == Format.IMAGE) {
        throw values.refuse(
            DATA + "format",
            "[image] needs elbo.data.image",
            "Set it to the height and width to resize to, such as [64, 64], or [64, 64, 3] for colour.");
      }
      return Optional.empty();
    }
    if (shape.size() < 2 || shape.size() > 3 || shape.get(0) < 1 || shape.get(1) < 1) {
      throw values.refuse(
          DATA + "image",
          shape + " is not a height, a width and perhaps channels",
          "Give such as [28, 28], or [28, 28, 3] for colour.");
    }
    int channels = shape.size() == 2 ? 1 : shape.get(2);
    if (channels != 1 && channels != 3) {
      throw values.refuse(
          DATA + "image",
          "[%d] channels are neither grey nor colour".formatted(channels),
          "Give 1 for grey or 3 for red, green and blue.");
    }
    return Optional.of(new Schema.ImageShape(shape.get(0), shape.get(1), channels));
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
