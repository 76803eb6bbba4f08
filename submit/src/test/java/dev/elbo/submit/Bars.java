package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarConsumer;

/** What was drawn of a progress bar, whose own thread may draw between any two steps. */
final class Bars {
  private final List<String> drawn = new CopyOnWriteArrayList<>();

  ProgressBarConsumer terminal() {
    return new DelegatingProgressBarConsumer(drawn::add, 100);
  }

  /** One drawing shows all of it, though the bar's own thread may have drawn since. */
  void assertShown(String... parts) {
    assertThat(drawn).anySatisfy(bar -> assertThat(bar).contains(parts));
  }
}
