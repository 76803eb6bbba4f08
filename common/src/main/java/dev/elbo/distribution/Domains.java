package dev.elbo.distribution;

/** Whether a theta is one of a family's, block by block. */
final class Domains {
  private Domains() {}

  static void check(Family family, double[] theta) {
    int at = 0;
    for (Parameter parameter : family.parameters()) {
      int end = at + parameter.length();
      if (end > theta.length) {
        throw length(family, theta);
      }
      for (int i = at; i < end; i++) {
        if (!parameter.domain().contains(theta[i])) {
          throw outside(family, parameter, i - at, theta[i]);
        }
      }
      at = end;
    }
    if (at != theta.length) {
      throw length(family, theta);
    }
  }

  private static IllegalArgumentException length(Family family, double[] theta) {
    return new IllegalArgumentException(
        "Cannot use theta of %s: it has [%d] numbers. Give [%d], the parameters %s."
            .formatted(
                family.name(),
                theta.length,
                family.parameterCount(),
                family.parameters().stream().map(Parameter::name).toList()));
  }

  private static IllegalArgumentException outside(
      Family family, Parameter parameter, int index, double value) {
    String where = parameter.length() == 1 ? "" : " number " + index;
    return new IllegalArgumentException(
        "Cannot use %s%s of %s: [%s] is not %s. Give a value that is."
            .formatted(parameter.name(), where, family.name(), value, parameter.domain().words()));
  }
}
