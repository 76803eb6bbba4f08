package dev.elbo.job.benchmark;

import dev.elbo.vae.Products;
import dev.elbo.vae.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a step would reach if it were its matrix products alone. */
final class Roofline {
  private Roofline() {}

  /**
   * Each kind of kernel, and the faster one.
   *
   * @param duration of each measurement, in seconds, after a third of it to warm up
   */
  static Map<String, Object> measure(Shape shape, int batch, double duration) {
    Map<String, Object> result = new LinkedHashMap<>();
    double best = 0;
    for (Products.Kernel kernel : Products.Kernel.values()) {
      Products products = new Products(shape, batch, kernel);
      pass(products, duration / 3);
      double seconds = pass(products, duration);
      String name = kernel.name().toLowerCase(Locale.ROOT);
      result.put(name + "_examples_per_second", batch / seconds);
      result.put(name + "_gigaflops", products.flops() / seconds / 1e9);
      result.put("products", products.count());
      result.put("flops_an_example", products.flops() / batch);
      best = Math.max(best, batch / seconds);
    }
    result.put("examples_per_second", best);
    return result;
  }

  /** One pass over some products. */
  static void touch() {
    new Products(Shape.textbook(), 2, Products.Kernel.MATMUL).run();
  }

  /** The mean seconds of a pass. */
  private static double pass(Products products, double duration) {
    long end = System.nanoTime() + (long) (duration * 1e9);
    double[] seconds = new double[1 << 16];
    int count = 0;
    while (System.nanoTime() < end && count < seconds.length) {
      long start = System.nanoTime();
      products.run();
      seconds[count++] = (System.nanoTime() - start) / 1e9;
    }
    return Arrays.stream(seconds, 0, count).average().orElseThrow();
  }
}
