package dev.elbo.store;

import java.util.List;

/** A trained model: what it is, and its named parameters in the order of the file. */
public record Model(ModelMetadata metadata, List<Tensor> parameters) {
  public Model {
    parameters = List.copyOf(parameters);
  }
}
