package dev.elbo.submit;

import dev.elbo.job.gpu.GpuFindings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code elbo doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks at this machine and the Spark that would be used, and says what to change.",
      "First what the command finds, then what the driver finds: native libraries, kernels, memory.",
    },
    footer = {"", "Example:", "  elbo doctor --master yarn"})
final class Doctor extends Verb {

  Doctor(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Launches launches = new Launches(around, options);
    Map<String, String> findings = findings(launches);
    List<String> advice = Threads.advice(around.environment());
    if (options.json()) {
      Map<String, Object> event = new LinkedHashMap<>(Map.of("event", "command"));
      event.putAll(findings);
      event.put("advice", advice);
      around.out().println(Events.line(event));
    } else if (!options.quiet()) {
      findings.forEach((name, value) -> around.out().printf("%-12s %s%n", name, value));
      advice.forEach(a -> around.out().println("-> " + a));
      around.out().println();
    }
    around.out().flush();
    return run(launches.here("", List.of("doctor")));
  }

  private Map<String, String> findings(Launches launches) {
    Map<String, String> findings = new LinkedHashMap<>();
    findings.put("java", Runtime.version() + ", " + System.getProperty("java.home"));
    findings.put("spark", around.spark().version() + ", " + around.spark().folder());
    findings.put("master", launches.master().url());
    findings.put(
        "machine",
        "%,d MiB, %d cores".formatted(around.machine().memoryMiB(), around.machine().cores()));
    findings.put("gpu", String.join("; ", GpuFindings.here().devices()));
    return findings;
  }
}
