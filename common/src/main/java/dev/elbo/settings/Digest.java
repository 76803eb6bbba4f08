package dev.elbo.settings;

import dev.elbo.optim.Optimizer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes two runs the same: a hash over everything that decides the model but the data's place,
 * for which the data's fingerprint stands. Texts are written with their length, so that no two
 * settings look alike.
 */
final class Digest {
  private static final int HEX_DIGITS = 16;

  private Digest() {}

  /** The first 16 hexadecimal digits of the SHA-256. */
  static String of(Settings settings) {
    String canonical =
        Stream.of(
                data(settings.data()),
                model(settings.model()),
                training(settings.training()),
                List.of(settings.anomaly()))
            .flatMap(List::stream)
            .map(Object::toString)
            .map(text -> text.length() + ":" + text)
            .collect(Collectors.joining("\n"));
    return sha256(canonical).substring(0, HEX_DIGITS);
  }

  private static List<?> data(DataSettings data) {
    return List.of(
        data.format(),
        quoted(data.columns()),
        data.label(),
        data.image(),
        data.csv(),
        data.scale(),
        data.rangeLow(),
        data.rangeHigh(),
        data.missing(),
        quoted(data.kinds().categorical()),
        quoted(data.kinds().log()),
        data.kinds().rare(),
        data.kinds().unknown(),
        data.validation().fraction(),
        data.validation().path().isPresent());
  }

  private static List<?> model(ModelSettings model) {
    return List.of(
        model.encoder(),
        model.decoder(),
        model.activation(),
        model.initialization(),
        model.latents(),
        likelihood(model.likelihood()),
        model.objective(),
        model.annealing());
  }

  private static Object likelihood(LikelihoodSettings likelihood) {
    if (likelihood instanceof LikelihoodSettings.Mixed mixed) {
      return mixed.groups().stream().map(g -> quoted(g.columns()) + " " + g.law()).toList();
    }
    return likelihood;
  }

  private static List<?> training(TrainingSettings training) {
    Optimizer optimizer = training.optimizer();
    return List.of(
        training.epochs(),
        training.batchSize(),
        training.seed(),
        training.shards().isPresent() ? training.shards().getAsInt() : "auto",
        optimizer,
        training.averaging(),
        training.divergenceTries(),
        training.earlyStopping(),
        training.clipNorm(),
        training.engine());
  }

  private static List<String> quoted(List<String> texts) {
    return texts.stream().map(text -> text.length() + ":" + text).toList();
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }
}
