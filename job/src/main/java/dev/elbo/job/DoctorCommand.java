package dev.elbo.job;

import dev.elbo.job.doctor.Doctor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code doctor}: what this machine and cluster are, and what to change. */
@Command(
    name = "doctor",
    description =
        "Looks at Java, Spark, memory, the native libraries and GPUs; says what to change.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    return Sessions.with(
        "doctor",
        spark -> {
          System.out.print(Doctor.examine(spark));
          return 0;
        });
  }
}
