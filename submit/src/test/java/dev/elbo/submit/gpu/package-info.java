/** What stands in executors for the hardware that is missing here. */
package dev.elbo.submit.gpu;
