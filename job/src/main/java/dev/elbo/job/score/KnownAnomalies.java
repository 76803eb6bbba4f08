package dev.elbo.job.score;

import java.util.Optional;

/**
 * Which rows are known to be anomalies.
 *
 * @param column that tells
 * @param value that it has in them; where none is given, 1 or true there and 0 or false elsewhere
 */
public record KnownAnomalies(String column, Optional<String> value) {}
