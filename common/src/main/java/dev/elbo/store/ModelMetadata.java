package dev.elbo.store;

import dev.elbo.feature.Preparation;
import dev.elbo.feature.Schema;
import java.util.List;
import java.util.Optional;

/**
 * All of a model but its numbers. Nothing here tells of the circumstances: equal training gives
 * equal metadata.
 */
public record ModelMetadata(
    Schema schema,
    Preparation preparation,
    Architecture architecture,
    Provenance provenance,
    Optional<Anomaly> anomaly) {

  /**
   * The network.
   *
   * @param features the input width of the encoder
   * @param encoder the widths of its hidden layers, from the input on
   * @param decoder the widths of its hidden layers, from the latent on
   * @param activation of the hidden layers
   * @param initialization of the weights
   * @param beta the weight of the KL in the objective
   * @param inputs what the encoder reads, if that is not the cells as they are
   */
  public record Architecture(
      int features,
      List<Integer> encoder,
      List<Integer> decoder,
      String activation,
      String initialization,
      Latent latent,
      Likelihood likelihood,
      double beta,
      Optional<Inputs> inputs) {
    /** Of an encoder that reads cells as they are. */
    public Architecture(
        int features,
        List<Integer> encoder,
        List<Integer> decoder,
        String activation,
        String initialization,
        Latent latent,
        Likelihood likelihood,
        double beta) {
      this(
          features,
          encoder,
          decoder,
          activation,
          initialization,
          latent,
          likelihood,
          beta,
          Optional.empty());
    }

    public Architecture {
      encoder = List.copyOf(encoder);
      decoder = List.copyOf(decoder);
      Optional<List<Likelihood>> columns = likelihood.columns();
      if (columns.isPresent() && columns.get().size() != features) {
        throw new IllegalArgumentException(
            "[%d] features have likelihoods for [%d] columns"
                .formatted(features, columns.get().size()));
      }
    }
  }

  /**
   * What the encoder reads.
   *
   * @param categories of each column: its codes are read as so many zeros and ones; 0 for a column
   *     that is read as it is
   * @param flagged columns of which it also reads whether the cell is missing, from 0
   */
  public record Inputs(List<Integer> categories, List<Integer> flagged) {
    public Inputs {
      categories = List.copyOf(categories);
      flagged = List.copyOf(flagged);
    }
  }

  /**
   * What becomes of the raw numbers of a column before they are scaled.
   *
   * @param name {@code log}, {@code quantile} or {@code levels}
   * @param knots of quantile
   * @param levels their texts, in the order of their codes
   * @param others what a level without a code is: {@code code} or {@code error}
   */
  public record ColumnMap(
      String name,
      Optional<List<Double>> knots,
      Optional<List<String>> levels,
      Optional<String> others) {}

  /**
   * The latent space.
   *
   * @param family of the posterior
   * @param dimension the number of latents
   * @param components categories, mixture components, rank or flow steps, where the family has them
   * @param prior the parameters of p(z) of a latent, where latents are independent
   */
  public record Latent(
      String family, int dimension, Optional<Integer> components, Optional<List<Double>> prior) {}

  /**
   * What the decoder parameterizes, of all columns or, within {@code columns}, of one.
   *
   * @param name as in settings
   * @param variance of a Gaussian whose variance is fixed
   * @param degreesOfFreedom of a Student-t whose degrees are fixed
   * @param categories of a categorical column
   * @param columns the likelihood of each column, if they are not all the same
   */
  public record Likelihood(
      String name,
      Optional<Double> variance,
      Optional<Double> degreesOfFreedom,
      Optional<Integer> categories,
      Optional<List<Likelihood>> columns) {
    public Likelihood {
      columns = columns.map(List::copyOf);
    }

    /** One without constants. */
    public static Likelihood of(String name) {
      return new Likelihood(
          name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A Gaussian of fixed variance. */
    public static Likelihood gaussian(double variance) {
      return new Likelihood(
          "gaussian", Optional.of(variance), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A Student-t of fixed degrees of freedom. */
    public static Likelihood studentT(double degrees) {
      return new Likelihood(
          "student-t", Optional.empty(), Optional.of(degrees), Optional.empty(), Optional.empty());
    }

    /** A categorical column. */
    public static Likelihood categorical(int categories) {
      return new Likelihood(
          "categorical",
          Optional.empty(),
          Optional.empty(),
          Optional.of(categories),
          Optional.empty());
    }

    /** A likelihood of its own for each column. */
    public static Likelihood ofColumns(String name, List<Likelihood> columns) {
      return new Likelihood(
          name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(columns));
    }
  }

  /**
   * Where the parameters come from.
   *
   * @param elboVersion the code
   * @param settingsDigest the settings
   * @param dataFingerprint the rows, whatever their order
   * @param epoch that the parameters are of
   */
  public record Provenance(
      String elboVersion,
      String settingsDigest,
      String dataFingerprint,
      long rows,
      int shards,
      int epoch,
      long seed) {}

  /** A model without a threshold, as models were before there were any. */
  public ModelMetadata(
      Schema schema, Preparation preparation, Architecture architecture, Provenance provenance) {
    this(schema, preparation, architecture, provenance, Optional.empty());
  }

  /** Refuses parts of which one is missing or that are about different columns. */
  public ModelMetadata {
    if (schema == null || preparation == null || architecture == null || provenance == null) {
      throw new IllegalArgumentException(
          "schema, preparation, architecture and provenance must all be there");
    }
    if (schema.features() != architecture.features()
        || preparation.columns() != architecture.features()) {
      throw new IllegalArgumentException(
          "schema, preparation and architecture have ["
              + schema.features()
              + ", "
              + preparation.columns()
              + ", "
              + architecture.features()
              + "] features");
    }
  }
}
