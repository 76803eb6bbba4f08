package dev.elbo.distribution;

import java.util.List;

/** Whether a theta is made of certain blocks, each number in its domain. */
public final class Domains {
  private Domains() {}

  static void check(Family family, double[] theta) {
    check(family.name(), family.parameters(), theta);
  }

  /**
   * Refuses a theta of another length or outside of its domain.
   *
   * @param owner whose parameters they are, for the error
   */
  public static void check(String owner, List<Parameter> parameters, double[] theta) {
    int at = 0;
    for (Parameter parameter : parameters) {
      int end = at + parameter.length();
      if (end > theta.length) {
        throw length(owner, parameters, theta);
      }
      for (int i = at; i < end; i++) {
        if (!parameter.domain().contains(theta[i])) {
          throw outside(owner, parameter, i - at, theta[i]);
        }
      }
      at = end;
    }
    if (at != theta.length) {
      throw length(owner, parameters, theta);
    }
  }

  private static IllegalArgumentException length(
      String owner, List<Parameter> parameters, double[] theta) {
    return new IllegalArgumentException(
        "Cannot use theta of %s: it has [%d] numbers. Give [%d], the parameters %s."
            .formatted(
                owner,
                theta.length,
                parameters.stream().mapToInt(Parameter::length).sum(),
                parameters.stream().map(Parameter::name).toList()));
  }

  private static IllegalArgumentException outside(
      String owner, Parameter parameter, int index, double value) {
    String where = parameter.length() == 1 ? "" : " number " + index;
    return new IllegalArgumentException(
        "Cannot use %s%s of %s: [%s] is not %s. Give a value that is."
            .formatted(parameter.name(), where, owner, value, parameter.domain().words()));
  }
}
