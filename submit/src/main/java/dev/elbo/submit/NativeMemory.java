package dev.elbo.submit;

/**
 * How much memory ND4J may take outside of the Java heap. Without limits JavaCPP allows the heap's
 * size once more and four times the heap in all, which a container does not survive.
 *
 * @param heapMiB the Java heap
 * @param overheadMiB what the process may use besides
 */
record NativeMemory(long heapMiB, long overheadMiB) {

  /** A quarter of the overhead is left to the JVM itself: classes, compiled code, stacks. */
  String options() {
    return "-Dorg.bytedeco.javacpp.maxbytes=%dm -Dorg.bytedeco.javacpp.maxphysicalbytes=%dm"
        .formatted(overheadMiB * 3 / 4, heapMiB + overheadMiB);
  }
}
