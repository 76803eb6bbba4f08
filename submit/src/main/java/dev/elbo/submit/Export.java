package dev.elbo.submit;

import dev.elbo.job.ExportOptions;
import dev.elbo.job.models.Dl4jExport;
import dev.elbo.job.models.ExportRequest.Existing;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code elbo models export MODEL}; runs in this JVM, without Spark. */
@Command(
    name = "export",
    description = {
      "Writes a model in the format of another library.",
      "dl4j: encoder.zip and decoder.zip, plain networks of Deeplearning4j that load without Elbo. A model that is more than dense layers is an error that says where.",
    },
    footer = {
      "",
      "Examples:",
      "  elbo models export runs/digits-5f2c9a --format dl4j --out digits-dl4j",
      "  elbo models export hdfs:///models/digits --format dl4j --out /tmp/digits --overwrite",
    })
final class Export extends Verb {
  @Mixin private ExportOptions asked = new ExportOptions();

  Export(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Dl4jExport.run(
        new Configuration(),
        asked.request(
            around.workingDirectory(), options.overwrite() ? Existing.REPLACE : Existing.KEEP),
        options.quiet()
            ? new PrintStream(OutputStream.nullOutputStream(), false, Charset.defaultCharset())
            : around.out());
    return ExitCodes.DONE;
  }
}
