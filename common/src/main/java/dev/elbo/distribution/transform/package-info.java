/**
 * Change of variables: invertible maps, alone and in chains, and the families that they make of
 * other families.
 */
package dev.elbo.distribution.transform;
