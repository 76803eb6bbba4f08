package dev.elbo.vae.cuda;

import dev.elbo.ElboException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Compiles {@code kernels.cu} for the card at hand with NVRTC, and keeps what came of it. */
final class Cubins {
  private final CubinCache cache;
  private final String source;

  Cubins(CubinCache cache) {
    this.cache = cache;
    this.source = source();
  }

  /**
   * Machine code for a card, or PTX where the card is newer than the compiler.
   *
   * @param capability ten times the major number of what it can execute plus the minor one
   */
  byte[] get(int capability) {
    int[] major = new int[1];
    int[] minor = new int[1];
    CudaCalls.checkCompiler(nvrtc.nvrtcVersion(major, minor), "nvrtcVersion");
    String target = target(capability, architectures());
    String compiler = "NVRTC %d.%d".formatted(major[0], minor[0]);
    return cache.get(compiler + " " + target, source, () -> compile(target));
  }

  /** What NVRTC calls the best code for a card. */
  static String target(int capability, int[] known) {
    if (Arrays.stream(known).anyMatch(one -> one == capability)) {
      return "sm_" + capability;
    }
    int below =
        Arrays.stream(known)
            .filter(one -> one < capability)
            .max()
            .orElseThrow(
                () ->
                    ElboException.environment(
                        "Cannot compile for a GPU of compute capability [%d.%d]: the NVRTC that is installed knows %s. Install that of an older CUDA."
                            .formatted(capability / 10, capability % 10, Arrays.toString(known)),
                        null));
    return "compute_" + below;
  }

  private static int[] architectures() {
    int[] count = new int[1];
    CudaCalls.checkCompiler(nvrtc.nvrtcGetNumSupportedArchs(count), "nvrtcGetNumSupportedArchs");
    int[] known = new int[count[0]];
    CudaCalls.checkCompiler(nvrtc.nvrtcGetSupportedArchs(known), "nvrtcGetSupportedArchs");
    return known;
  }

  private byte[] compile(String target) {
    try (BytePointer text = new BytePointer(source, StandardCharsets.UTF_8);
        BytePointer name = new BytePointer("kernels.cu", StandardCharsets.UTF_8);
        BytePointer option =
            new BytePointer("--gpu-architecture=" + target, StandardCharsets.UTF_8);
        PointerPointer<BytePointer> options = new PointerPointer<>(new BytePointer[] {option});
        PointerPointer<BytePointer> none = new PointerPointer<>(0L);
        _nvrtcProgram program = new _nvrtcProgram()) {
      CudaCalls.checkCompiler(
          nvrtc.nvrtcCreateProgram(program, text, name, 0, none, none), "nvrtcCreateProgram");
      CudaCalls.checkCompiler(
          nvrtc.nvrtcCompileProgram(program, 1, options),
          "nvrtcCompileProgram for %s: %s".formatted(target, log(program)));
      return target.startsWith("sm_") ? cubin(program) : ptx(program);
    }
  }

  private static String log(_nvrtcProgram program) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      CudaCalls.checkCompiler(
          nvrtc.nvrtcGetProgramLogSize(program, size), "nvrtcGetProgramLogSize");
      byte[] text = new byte[Math.toIntExact(size.get())];
      CudaCalls.checkCompiler(nvrtc.nvrtcGetProgramLog(program, text), "nvrtcGetProgramLog");
      return new String(text, StandardCharsets.UTF_8).trim();
    }
  }

  private static byte[] cubin(_nvrtcProgram program) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      CudaCalls.checkCompiler(nvrtc.nvrtcGetCUBINSize(program, size), "nvrtcGetCUBINSize");
      byte[] code = new byte[Math.toIntExact(size.get())];
      CudaCalls.checkCompiler(nvrtc.nvrtcGetCUBIN(program, code), "nvrtcGetCUBIN");
      return code;
    }
  }

  private static byte[] ptx(_nvrtcProgram program) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      CudaCalls.checkCompiler(nvrtc.nvrtcGetPTXSize(program, size), "nvrtcGetPTXSize");
      byte[] code = new byte[Math.toIntExact(size.get())];
      CudaCalls.checkCompiler(nvrtc.nvrtcGetPTX(program, code), "nvrtcGetPTX");
      return code;
    }
  }

  /** The text of {@code kernels.cu}. */
  static String source() {
    try (InputStream in = Cubins.class.getResourceAsStream("kernels.cu")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
