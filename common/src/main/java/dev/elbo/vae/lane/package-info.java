/**
 * Loops over the first numbers of float arrays: the element-wise work of the fused engine.
 *
 * <p>The compiler turns a loop into vector instructions if all arrays are read at the loop's own
 * index (an offset prevents it on Java 17), the body is short, and there is no branch, no call that
 * is not an intrinsic and no conversion. So exp and log are polynomials in +, *, / and {@link
 * Math#fma}, split over several short loops. Each of these operations rounds the same way in
 * interpreted, scalar and vector code: the bits never depend on what the compiler did.
 */
package dev.elbo.vae.lane;
