package dev.elbo.submit;

final class Elbo {
  private Elbo() {}
}
