/**
 * How parameters move: step rules and their learning rate over time, the state that training
 * carries from round to round, and the sum that averages it over shards. Knows nothing of networks:
 * all of it works on flat vectors.
 */
package dev.elbo.optim;
