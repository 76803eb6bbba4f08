package dev.elbo.submit;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;

/** What nvidia-smi says about the GPUs of this machine. */
final class Gpu {
  static final String NONE = "no GPU found";
  private static final int SECONDS = 10;

  private Gpu() {}

  /** Name, memory and driver of each, or that there is none. */
  static String found() {
    return ask(
        "nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader");
  }

  static String ask(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "nvidia-smi does not answer";
      }
      String answer =
          new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
      return process.exitValue() == 0 ? answer.replace("\n", "; ") : NONE + " (" + answer + ")";
    } catch (IOException e) {
      return NONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NONE;
    }
  }
}
