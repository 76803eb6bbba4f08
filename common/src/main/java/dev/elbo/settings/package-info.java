/**
 * What the user asks for, as immutable records that are checked where they are built, and the
 * reader that makes them from HOCON: {@code --set} over {@code spark.elbo.*} over the environment
 * over the settings file over {@code reference.conf}. Every value knows where it came from, so that
 * an error names the file and the line. Nothing outside this package sees HOCON.
 */
package dev.elbo.settings;
