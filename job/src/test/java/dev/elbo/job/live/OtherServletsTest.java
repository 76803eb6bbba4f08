package dev.elbo.job.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.SparkPages;
import dev.elbo.job.Sparks;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;

/** A Spark of another servlet API has no tab, and its runs go on. */
class OtherServletsTest {
  /** Loads our classes anew, in a world without the servlets that they were compiled with. */
  private static final class WithoutServlets extends ClassLoader {
    WithoutServlets() {
      super(OtherServletsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("javax.servlet.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.elbo.job.live.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static Object show(ClassLoader loader, SparkContext spark) throws Exception {
    Class<?> type = loader.loadClass(LiveRun.class.getName());
    var constructor = type.getDeclaredConstructor(String.class, List.class, Clock.class);
    constructor.setAccessible(true);
    Object run = constructor.newInstance("run", List.of(), Clock.systemUTC());
    Method show =
        loader
            .loadClass(SparkPage.class.getName())
            .getDeclaredMethod("show", SparkContext.class, type);
    show.setAccessible(true);
    return show.invoke(null, spark, run);
  }

  @Test
  void thereIsNoTabAndNoFailure() throws Exception {
    SparkContext spark = Sparks.local(2, SparkPages.ON).sparkContext();
    assertThat(show(new WithoutServlets(), spark)).isEqualTo(Optional.empty());
    assertThat(show(OtherServletsTest.class.getClassLoader(), spark))
        .isEqualTo(Optional.of(spark.uiWebUrl().get() + "/elbo/"));
  }
}
