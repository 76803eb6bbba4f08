package dev.elbo.job;

final class Main {
  private Main() {}
}
