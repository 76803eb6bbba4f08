/**
 * What a run leaves behind: the run directory, its metrics, checkpoints and model, on any Hadoop
 * file system. Every format has one class that writes and reads it, with its version; every file is
 * written whole or not at all ({@link dev.elbo.store.WholeFile}); nothing is read by Java
 * deserialization. Equal content gives equal bytes.
 */
package dev.elbo.store;
