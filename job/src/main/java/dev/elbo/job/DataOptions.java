package dev.elbo.job;

import dev.elbo.ElboException;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.Location;
import dev.elbo.settings.ResolvedSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model and data for it, here and in the {@code elbo} command. */
public final class DataOptions {
  private static final String DATA = "elbo.data.";

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description =
          "The directory of a model, of the run or version that it belongs to, or of a name: models/NAME means its champion.")
  private String model;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description =
          "A file, a folder or a pattern, on any file system of Hadoop's; of jdbc and table a name. It needs the columns that the model was trained on, by name, and may have others.")
  private String data;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "What DATA is, as elbo.data.format. Default: what its name says, such as rows.csv, else parquet. More with --set elbo.data.*.")
  private String format;

  @Option(
      names = "--features",
      paramLabel = "COLUMN",
      description =
          "The column that holds all features: vectors, arrays of numbers, or bytes. Default: the columns of training.")
  private String features;

  /** The model, with a relative path in the given folder. */
  String model(Path folder) {
    return within(folder, model);
  }

  Optional<String> features() {
    return Optional.ofNullable(features);
  }

  /** The data, with a relative path in the given folder. */
  DataSettings data(Path folder, List<String> sets) {
    for (String set : sets) {
      if (!set.strip().startsWith(DATA)) {
        throw ElboException.settings(
            "Cannot use --set %s: of a model that is trained only the data can be set. Use keys that start with [%s]."
                .formatted(set, DATA));
      }
    }
    List<String> all = new ArrayList<>();
    String known = format == null ? guess(data) : format;
    all.add(DATA + "format=" + known);
    all.add(DATA + "image=[1, 1]"); // Of pictures: the model knows better.
    all.addAll(sets);
    boolean isName = known.equals("jdbc") || known.equals("table");
    all.add(DATA + "path=" + (isName ? data : within(folder, data)));
    return ResolvedSettings.data(all);
  }

  /** For the driver. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of(model, data));
    Words.add(words, "--format", format);
    Words.add(words, "--features", features);
    return words;
  }

  /** What the name of a file says. */
  static String guess(String name) {
    String file =
        name.toLowerCase(Locale.ROOT).replaceAll("\\.(gz|bz2|zst|lz4|snappy|deflate)$", "");
    if (file.matches(".*[-.]idx[13]-ubyte")) {
      return "idx";
    }
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "csv" -> "csv";
      case "json", "jsonl", "ndjson" -> "json";
      case "orc" -> "orc";
      case "avro" -> "avro";
      case "libsvm", "svm" -> "libsvm";
      default -> "parquet";
    };
  }

  static String within(Path folder, String path) {
    return Location.local(Location.resolve(folder.toAbsolutePath().toString(), path));
  }
}
