/** What every part shares: the error that a user can mend, and the versions. */
package dev.elbo;
