package dev.elbo.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * The files of a jar, and their summary: our packages and resources by name, the folders of others
 * with the number of files, every native library and every service by name.
 *
 * @param files the names of the entries that are no folders, in the order of the jar
 */
record JarContents(List<String> files) {
  private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a)(\\.\\d+)*");
  private static final String OURS = "dev/elbo";
  private static final String OTHERS_UNDER_OUR_NAME = "dev/elbo/shaded";
  private static final String SERVICES = "META-INF/services/";

  static JarContents of(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return new JarContents(
          file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList());
    }
  }

  /** The providers that each service file names. */
  static Map<String, List<String>> providers(Path jar) throws IOException {
    Map<String, List<String>> providers = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(SERVICES))
          .forEach(entry -> providers.put(name(entry.getName()), lines(file, entry)));
    }
    return providers;
  }

  List<String> natives() {
    return files.stream().filter(file -> NATIVE.matcher(file).matches()).toList();
  }

  /** A line each, sorted. */
  SortedSet<String> summary() {
    SortedSet<String> lines = new TreeSet<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (String file : files) {
      if (NATIVE.matcher(file).matches()) {
        lines.add("native  " + file);
      } else if (file.startsWith(SERVICES)) {
        lines.add("service " + name(file));
      } else if (isOurs(file)) {
        lines.add(file.endsWith(".class") ? "package " + folder(file) : "file    " + file);
      } else {
        counts.merge(folder(file), 1, Integer::sum);
      }
    }
    counts.forEach((folder, count) -> lines.add("folder  " + folder + " " + count));
    return lines;
  }

  private static boolean isOurs(String file) {
    return file.startsWith(OURS + "/") && !file.startsWith(OTHERS_UNDER_OUR_NAME + "/");
  }

  private static String folder(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "/" : file.substring(0, slash);
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static List<String> lines(JarFile jar, ZipEntry entry) {
    try (var in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
