package dev.elbo.job.data;

import java.io.Serializable;

/**
 * A row on its way into order.
 *
 * @param rank smaller ones come first
 * @param row the row
 */
record RankedRow(long rank, RawRow row) implements Serializable {}
