/**
 * What can be sampled with a gradient, on plain doubles: noise first, then families. Knows no
 * tensors, no Spark and no settings.
 *
 * <p>Start at {@link dev.elbo.distribution.Family} and {@link dev.elbo.distribution.Normal}. Most
 * classes are one family each; what they share is not public: functions that the Java libraries
 * lack or have too few digits of (Polygamma, BesselRatio, Stirling, ..), the implicit gradients
 * (GammaGradient, BetaGradient, StudentTGradient, VonMisesGradient), closed forms of KL (..Kl), and
 * what keeps draws inside of their support.
 */
package dev.elbo.distribution;
