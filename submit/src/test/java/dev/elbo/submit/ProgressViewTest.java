package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of the driver is a fake here: lines as dev.elbo.job writes them, of no real run. */
class ProgressViewTest {
  private static final String START = "{\"event\":\"start\",\"completed\":0,\"epochs\":2}";
  private static final String EPOCH_1 =
      "{\"event\":\"epoch\",\"epoch\":1,\"epochs\":2,\"train\":{\"elbo\":-20.5},\"validation\":{\"elbo\":-21.25},\"line\":\"epoch 1/2  first\"}";
  private static final String EPOCH_2 =
      "{\"event\":\"epoch\",\"epoch\":2,\"epochs\":2,\"train\":{\"elbo\":-19.5},\"line\":\"epoch 2/2  second\"}";
  private static final String END =
      "{\"event\":\"end\",\"run_id\":\"r1\",\"directory\":\"/o\",\"model\":\"/o/model\",\"report\":\"/o/report.html\",\"elbo\":-21.25,\"epoch\":1}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> bars = Collections.synchronizedList(new ArrayList<>());

  private ProgressView view() {
    return new ProgressView(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        new DelegatingProgressBarConsumer(bars::add, 100));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8).replace("\r\u001b[K", "");
  }

  @Test
  void epochsAreLinesAboveTheBarAndTheEndNamesThePaths() {
    try (ProgressView view = view()) {
      view.out(
          "{\"event\":\"application\",\"id\":\"app-1\",\"state\":\"RUNNING\",\"page\":\"http://x:1\"}");
      view.out("{\"event\":\"note\",\"message\":\"600 rows.\"}");
      List.of(START, EPOCH_1, EPOCH_2, END).forEach(view::out);
    }
    assertThat(printed())
        .isEqualTo(
            """
            app-1 is RUNNING (http://x:1)
            600 rows.
            epoch 1/2  first
            epoch 2/2  second
            Run r1 is done: ELBO -21.25 nats at epoch 1.
            model   /o/model
            report  /o/report.html
            """);
  }

  @Test
  void theBarShowsEpochsAndTheElboOfTheRowsHeldOut() {
    try (ProgressView view = view()) {
      List.of(START, EPOCH_1).forEach(view::out);
      assertThat(bars).last().asString().contains("epochs", "50%", "1/2", "elbo -21.25");
      view.out(EPOCH_2);
      assertThat(bars).last().asString().contains("100%", "2/2", "elbo -19.50");
    }
  }

  @Test
  void theBarMovesWithTheRoundsOfAnEpoch() {
    try (ProgressView view = view()) {
      List.of(START, "{\"event\":\"round\",\"epochs_done\":0.5,\"round\":2,\"rounds\":4}")
          .forEach(view::out);
      view.err("now");
      assertThat(bars).last().asString().contains("25%", "0/2");
    }
    assertThat(printed()).isEmpty();
  }

  @Test
  void aResumedRunStartsWhereItWas() {
    try (ProgressView view = view()) {
      view.out("{\"event\":\"start\",\"completed\":3,\"epochs\":4}");
      view.err("a warning");
      assertThat(bars).last().asString().contains("75%", "3/4");
    }
    assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("a warning\n");
  }

  @Test
  void whatIsNoEventStaysAsItIs() {
    List<String> lines =
        List.of("plain", "{broken", "{\"other\":1}", "{\"event\":\"unheard\"}", "{\"event\":7}");
    try (ProgressView view = view()) {
      lines.forEach(view::out);
    }
    assertThat(printed().lines()).containsExactlyElementsOf(lines);
  }

  @Test
  void onATerminalTheDriverIsAskedForEvents(@TempDir Path folder) {
    FakeSpark spark =
        new FakeSpark(folder)
            .terminal()
            .says("echo '" + EPOCH_1 + "'\necho plain\necho odd >&2\nexit 4");
    assertThat(spark.elbo("train", "digits.conf")).isEqualTo(4);
    assertThat(spark.ofDriver()).containsExactly("train", "digits.conf", "--json");
    assertThat(spark.out()).isEqualTo("epoch 1/2  first\nplain\n");
    assertThat(spark.err()).isEqualTo("odd\n");
  }
}
