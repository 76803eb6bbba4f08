/**
 * The models of a name: versions, the champion among them, who changed it when and why, and the
 * lease that keeps two retrainings apart. Everything rests on one thing, a file with the next
 * number that only one of many writers can create ({@link dev.elbo.store.NumberedFiles}): the
 * pointer to the champion is the highest of the files that are its history.
 */
package dev.elbo.registry;
