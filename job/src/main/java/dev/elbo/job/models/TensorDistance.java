package dev.elbo.job.models;

import dev.elbo.store.Model;
import dev.elbo.store.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a tensor of one model is from the one of the same name in another.
 *
 * @param from its shape in the first, empty if it has none
 * @param to its shape in the second
 * @param distance the Euclidean norm of the difference, where the shapes are equal
 * @param relative the same, over the norm of the first; absent if that is zero
 * @param largest difference of an element
 */
record TensorDistance(
    String name,
    Optional<List<Integer>> from,
    Optional<List<Integer>> to,
    Optional<Double> distance,
    Optional<Double> relative,
    Optional<Double> largest) {

  /** Of all tensors of two models, in the order of the first. */
  static List<TensorDistance> between(Model from, Model to) {
    Map<String, Tensor> first = named(from);
    Map<String, Tensor> second = named(to);
    Map<String, Tensor> all = new LinkedHashMap<>(first);
    all.putAll(second);
    List<TensorDistance> distances = new ArrayList<>();
    for (String name : all.keySet()) {
      distances.add(
          of(name, Optional.ofNullable(first.get(name)), Optional.ofNullable(second.get(name))));
    }
    return distances;
  }

  private static Map<String, Tensor> named(Model model) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    model.parameters().forEach(tensor -> named.put(tensor.name(), tensor));
    return named;
  }

  private static TensorDistance of(String name, Optional<Tensor> from, Optional<Tensor> to) {
    Optional<List<Integer>> shape = from.map(TensorDistance::shape);
    Optional<List<Integer>> other = to.map(TensorDistance::shape);
    if (shape.isEmpty() || !shape.equals(other)) {
      return new TensorDistance(
          name, shape, other, Optional.empty(), Optional.empty(), Optional.empty());
    }
    float[] a = from.orElseThrow().floats();
    float[] b = to.orElseThrow().floats();
    double squares = 0;
    double norm = 0;
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      double step = (double) b[i] - a[i];
      squares += step * step;
      norm += (double) a[i] * a[i];
      largest = Math.max(largest, Math.abs(step));
    }
    double distance = Math.sqrt(squares);
    return new TensorDistance(
        name,
        shape,
        other,
        Optional.of(distance),
        Optional.of(distance / Math.sqrt(norm)).filter(Double::isFinite),
        Optional.of(largest));
  }

  private static List<Integer> shape(Tensor tensor) {
    return Arrays.stream(tensor.shape()).boxed().toList();
  }
}
