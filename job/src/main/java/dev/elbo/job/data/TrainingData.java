package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.ColumnStatistics;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.DataSettings.Validation;
import dev.elbo.settings.LikelihoodSettings;
import dev.elbo.vae.Inputs;
import dev.elbo.vae.likelihood.Likelihood;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The rows to train on and those held out: read once, checked, counted and fitted; ready to be
 * packed into shards.
 */
public final class TrainingData {
  static final String VALIDATION_PATH = "elbo.data.validation.path";
  private static final String TRAINING_ROWS = "the training rows";
  private static final String VALIDATION_ROWS = "the validation rows";

  private static final RowSample ALL = new RowSample(1);

  /** Rows of a validation shard: their number depends on the data alone, never on the cluster. */
  private static final long VALIDATION_SHARD_ROWS = 8192;

  /** Bytes of rows that a task sorts. */
  private static final long SORTED_BYTES = 32L << 20;

  /** Fewer rows than these are sorted before another task has started. */
  private static final long SORTED_ROWS = 20_000;

  private final SparkSession spark;
  private final DataSettings settings;
  private final CachedSource source;
  private final Optional<CachedSource> validationSource;
  private final Schema schema;
  private final Profile profile;
  private final Optional<Profile> validationProfile;
  private final Preparation preparation;
  private final Likelihood likelihood;

  private TrainingData(
      SparkSession spark,
      DataSettings settings,
      CachedSource source,
      Optional<CachedSource> validationSource,
      Profile profile,
      Optional<Profile> validationProfile,
      LikelihoodFit fit,
      Optional<Preparation> known) {
    this.spark = spark;
    this.settings = settings;
    this.source = source;
    this.validationSource = validationSource;
    this.profile = profile;
    this.validationProfile = validationProfile;
    this.schema = typed(source.schema(), profile);
    this.preparation =
        known.orElseGet(
            () ->
                PreparationFit.fit(
                    settings, source.path(), source.schema(), profile, fit::isScaled));
    fit.requireSupport(source.path(), profile, preparation);
    validationProfile.ifPresent(
        held -> fit.requireSupport(validationSource.orElse(source).path(), held, preparation));
    this.likelihood =
        fit.likelihood(
            Stream.concat(Stream.of(profile), validationProfile.stream()).toList(), preparation);
  }

  /**
   * Finds, reads and checks the data: a Spark job for the training rows and one for the held out.
   *
   * @throws ElboException if anything is wrong with it, saying where
   */
  public static TrainingData open(
      SparkSession spark, DataSettings settings, LikelihoodSettings likelihood) {
    return open(
        spark,
        settings,
        likelihood,
        Formats.training(spark, settings),
        trained ->
            settings
                .validation()
                .path()
                .map(path -> Formats.validation(spark, settings, trained, path)),
        Optional.empty());
  }

  /**
   * The same of rows that are in DataFrames already. Of the settings, format, path, filter, options
   * and validation path are not used; a fraction is held out where there are no rows to validate
   * on.
   *
   * @param rows with a number a column, or with all features in one column of vectors or arrays
   * @param validation rows to measure the model on, with the same columns
   * @throws ElboException if anything is wrong with them, saying where
   */
  public static TrainingData open(
      SparkSession spark,
      DataSettings settings,
      LikelihoodSettings likelihood,
      Dataset<Row> rows,
      Optional<Dataset<Row>> validation) {
    return open(spark, settings, likelihood, rows, validation, Optional.empty());
  }

  /**
   * The same, prepared as another model's rows are.
   *
   * @param known the preparation, of as many columns; none to fit one to these rows
   * @throws ElboException if anything is wrong with them, saying where
   */
  public static TrainingData open(
      SparkSession spark,
      DataSettings settings,
      LikelihoodSettings likelihood,
      Dataset<Row> rows,
      Optional<Dataset<Row>> validation,
      Optional<Preparation> known) {
    double fraction = validation.isPresent() ? 0 : settings.validation().fraction();
    DataSettings unplaced = settings.withValidation(new Validation(fraction, Optional.empty()));
    return open(
        spark,
        unplaced,
        likelihood,
        TableSource.of(rows, unplaced, TRAINING_ROWS, TRAINING_ROWS),
        trained ->
            validation.map(
                v ->
                    TableSource.of(
                        v,
                        unplaced.withColumns(trained.chosen()),
                        VALIDATION_ROWS,
                        VALIDATION_ROWS)),
        known);
  }

  private static TrainingData open(
      SparkSession spark,
      DataSettings settings,
      LikelihoodSettings likelihood,
      Source training,
      Function<Source, Optional<Source>> other,
      Optional<Preparation> known) {
    CachedSource source = new CachedSource(training, new RowSample(settings.reading().sample()));
    return source.orRelease(() -> open(spark, settings, likelihood, source, other, known));
  }

  private static TrainingData open(
      SparkSession spark,
      DataSettings settings,
      LikelihoodSettings likelihood,
      CachedSource source,
      Function<Source, Optional<Source>> other,
      Optional<Preparation> known) {
    LikelihoodFit fit = LikelihoodFit.of(likelihood, source.path(), source.schema());
    PreparationFit.requireColumns(settings, source.path(), source.schema());
    Profile profile = profile(settings, source, Holdout.Side.TRAINING);
    Optional<CachedSource> validationSource =
        other
            .apply(source)
            .map(held -> SameFeatures.require(held, source))
            .map(held -> new CachedSource(held, ALL));
    Supplier<TrainingData> checked =
        () -> {
          Optional<Profile> validationProfile = held(settings, source, validationSource);
          RowCounts.requireTraining(source.path(), profile, validationSource, validationProfile);
          validationProfile.ifPresent(
              held ->
                  RowCounts.requireHeld(
                      validationSource, source, held, settings.validation().fraction()));
          return new TrainingData(
              spark, settings, source, validationSource, profile, validationProfile, fit, known);
        };
    return validationSource.isPresent() ? validationSource.get().orRelease(checked) : checked.get();
  }

  private static Optional<Profile> held(
      DataSettings settings, CachedSource source, Optional<CachedSource> validationSource) {
    if (validationSource.isPresent()) {
      return validationSource.map(v -> profile(settings, v, Holdout.Side.TRAINING));
    }
    return settings.validation().fraction() > 0
        ? Optional.of(profile(settings, source, Holdout.Side.VALIDATION))
        : Optional.empty();
  }

  /** The path of the training rows, for people. */
  public String path() {
    return source.path();
  }

  /** What a row is. */
  public Schema schema() {
    return schema;
  }

  /** The columns that the features are in; one may hold many. */
  public List<String> chosen() {
    return source.chosen();
  }

  /** Columns that are there and that nobody uses. */
  public List<String> leftOut() {
    return source.leftOut();
  }

  /** What is done to raw rows, fitted to the training rows. */
  public Preparation preparation() {
    return preparation;
  }

  /** What the encoder reads of a row: codes as zeros and ones, and where cells are missing. */
  public Inputs inputs() {
    boolean isKept = preparation.missing() == Preparation.Missing.KEPT;
    return new Inputs(
        LikelihoodFit.categories(likelihood, schema().features()),
        IntStream.range(0, schema().features())
            .filter(i -> isKept && profile.column(i).missing() > 0)
            .boxed()
            .toList());
  }

  /** The likelihood that fits all rows, held out ones too. */
  public Likelihood likelihood() {
    return likelihood;
  }

  /** What is known of the training rows. */
  public Profile profile() {
    return profile;
  }

  /** What is known of the rows held out, if any are. */
  public Optional<Profile> validationProfile() {
    return validationProfile;
  }

  /** Stands for all rows, held out ones too, whatever their order; 32 or 64 hex digits. */
  public String fingerprint() {
    return profile.fingerprint() + validationProfile.map(Profile::fingerprint).orElse("");
  }

  /** Bytes of one training row in the cache. */
  public int packedRowBytes() {
    RowFormat format = RowFormat.of(source.cellType(), preparation);
    return schema().features() * (format.ofByte() != null ? 1 : Float.BYTES);
  }

  /**
   * Checks that every shard would get a row.
   *
   * @throws ElboException if there are fewer training rows than shards
   */
  public void requireRowsFor(int shards) {
    if (shards > profile.rows()) {
      throw ElboException.data(
          "Cannot cut [%d] rows of [%s] into [%d] shards: a shard needs a row. Set elbo.training.shards to at most [%d]."
              .formatted(profile.rows(), source.path(), shards, profile.rows()));
    }
  }

  /** Packs the training rows into shards. */
  public Shards pack(int shards, long seed) {
    requireRowsFor(shards);
    String name = "training shards";
    return RowCounts.complete(
        pack(name, source, Holdout.Side.TRAINING, profile, shards, seed), profile);
  }

  /** Packs the rows held out, if any are; their order does not depend on the seed of training. */
  public Optional<Shards> packValidation() {
    return validationProfile.map(
        held -> {
          String name = "validation shards";
          int shards = Math.toIntExact(-Math.floorDiv(-held.rows(), VALIDATION_SHARD_ROWS));
          Shards packed =
              validationSource.isPresent()
                  ? pack(name, validationSource.get(), Holdout.Side.TRAINING, held, shards, 0)
                  : pack(name, source, Holdout.Side.VALIDATION, held, shards, 0);
          return RowCounts.complete(packed, held);
        });
  }

  /** What is made of the rows; if that fails they are freed. */
  public <T> T orRelease(Supplier<T> work) {
    Supplier<T> ofTraining = () -> source.orRelease(work);
    return validationSource.isPresent()
        ? validationSource.get().orRelease(ofTraining)
        : ofTraining.get();
  }

  /** Frees the rows as they were read; what is packed stays. */
  public void release() {
    source.release();
    validationSource.ifPresent(CachedSource::release);
  }

  private Shards pack(
      String name, Source from, Holdout.Side side, Profile profiled, int shards, long seed) {
    JavaRDD<RawRow> rows = rows(settings, from, side).map(ParsedRow::row);
    RowFormat format = RowFormat.of(from.cellType(), preparation);
    if (from.order() == Source.Order.FILE) {
      return Shards.cache(name, Packing.pack(rows, Packing.counts(rows), format, shards), format);
    }
    CanonicalOrder order = new CanonicalOrder(seed, sortingTasks(from, profiled));
    return Shards.cache(
        name, Packing.pack(order.sort(rows), order.counts(rows), format, shards), format);
  }

  private int sortingTasks(Source from, Profile profiled) {
    long bytes = profiled.rows() * schema().features() * from.cellType().width();
    long useful =
        Math.min(spark.sparkContext().defaultParallelism(), profiled.rows() / SORTED_ROWS);
    return (int) Math.max(1, Math.min(1 << 16, Math.max(bytes / SORTED_BYTES, useful)));
  }

  private static Profile profile(DataSettings settings, Source source, Holdout.Side side) {
    Holdout holdout = holdout(settings);
    Profile profile;
    try {
      profile =
          Profile.of(
              source.read(),
              source.cellType(),
              new Profile.Wanted(
                  source.schema(), settings.kinds().log(), PreparationFit.quantiles(settings)),
              row -> holdout.sideOf(row) == side);
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ReadFailure.of(source.path(), e);
    }
    profile
        .problem()
        .ifPresent(
            problem -> {
              throw ElboException.data(source.explain(problem));
            });
    return profile;
  }

  private static JavaRDD<ParsedRow> rows(DataSettings settings, Source source, Holdout.Side side) {
    Holdout holdout = holdout(settings);
    return source
        .read()
        .filter(parsed -> parsed.row() != null && holdout.sideOf(parsed.row()) == side);
  }

  private static Holdout holdout(DataSettings settings) {
    return new Holdout(
        settings.validation().path().isPresent() ? 0 : settings.validation().fraction());
  }

  /** Texts do not say whether their numbers are whole: if all are, so is the column. */
  static Schema typed(Schema schema, Profile profile) {
    return schema.typed(
        IntStream.range(0, schema.features())
            .mapToObj(
                i ->
                    schema.type(i).equals(ColumnType.NUMERAL)
                        ? numeral(profile.column(i))
                        : schema.type(i))
            .toList());
  }

  private static ColumnType numeral(ColumnStatistics column) {
    boolean isWhole = Double.isInfinite(column.leastFraction());
    return isWhole ? ColumnType.named("bigint") : ColumnType.DOUBLE;
  }
}
