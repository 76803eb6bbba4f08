/**
 * Whether a challenger becomes the champion, and whether new rows are like those before: pure
 * functions of numbers that were measured elsewhere, with every number of a decision kept and said
 * in a sentence. {@code common/README.md} derives the margin.
 */
package dev.elbo.gate;
