package dev.elbo.job.train;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a run says. */
final class Notes implements Progress {
  private final List<String> messages = new ArrayList<>();

  List<String> messages() {
    return messages;
  }

  @Override
  public void note(String message) {
    messages.add(message);
  }

  @Override
  public void onEnd(RunResult result) {}
}
