package dev.elbo.job.models;

import dev.elbo.ElboException;
import dev.elbo.dl4j.PlainNetwork;
import dev.elbo.registry.ModelAddress;
import dev.elbo.store.Model;
import dev.elbo.store.SavedNetwork;
import dev.elbo.store.WholeFile;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes encoder.zip and decoder.zip: plain Deeplearning4j networks, which load without Elbo. Both
 * or, where one of them is more than dense layers, none.
 */
public final class Dl4jExport {
  private static final String ENCODER = "encoder.zip";
  private static final String DECODER = "decoder.zip";

  private Dl4jExport() {}

  /**
   * Exports.
   *
   * @param out is told what was written and what it reads and gives
   * @throws ElboException if the model cannot be read or expressed, or files are in the way
   */
  public static void run(Configuration hadoop, ExportRequest request, PrintStream out) {
    Path directory = new Path(request.out());
    WholeFile encoderFile = new WholeFile(hadoop, new Path(directory, ENCODER));
    WholeFile decoderFile = new WholeFile(hadoop, new Path(directory, DECODER));
    if (request.existing() == ExportRequest.Existing.KEEP) {
      requireFree(encoderFile);
      requireFree(decoderFile);
    }
    Model model = ModelAddress.read(hadoop, request.model());
    SavedNetwork saved = SavedNetwork.of(model);
    PlainNetwork encoder =
        PlainNetwork.encoder(
            saved.architecture(), model.metadata().preparation(), saved.parameters());
    PlainNetwork decoder = PlainNetwork.decoder(saved.architecture(), saved.parameters());
    encoderFile.write(encoder::write);
    decoderFile.write(decoder::write);
    out.printf(
        "%s: x [%d] -> %s; with the normalizer of raw rows%n",
        display(encoderFile), model.metadata().schema().features(), outputs(encoder));
    out.printf(
        "%s: z [%d] -> %s%n",
        display(decoderFile), saved.architecture().posterior().inputs(), outputs(decoder));
  }

  private static void requireFree(WholeFile file) {
    if (file.exists()) {
      throw ElboException.settings(
          "Cannot write [%s]: it exists. Use --overwrite to replace it, or another --out."
              .formatted(display(file)));
    }
  }

  private static String outputs(PlainNetwork network) {
    List<PlainNetwork.Output> outputs = network.outputs();
    return outputs.stream()
        .map(output -> "%s [%d]".formatted(output.name(), output.width()))
        .collect(Collectors.joining(", "));
  }

  private static String display(WholeFile file) {
    return "file".equals(file.path().toUri().getScheme())
        ? file.path().toUri().getPath()
        : file.path().toString();
  }
}
