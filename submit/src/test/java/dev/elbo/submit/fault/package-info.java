/** What the tests break in executors, from outside of the program. */
package dev.elbo.submit.fault;
