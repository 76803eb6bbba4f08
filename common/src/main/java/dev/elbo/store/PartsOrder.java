package dev.elbo.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** How {@link dev.elbo.vae.ElboParts} stands in a file; the ELBO is written, never read. */
@JsonPropertyOrder({"elbo", "objective", "reconstruction", "kl"})
abstract class PartsOrder {
  @JsonProperty(value = "elbo", access = JsonProperty.Access.READ_ONLY)
  abstract double elbo();
}
