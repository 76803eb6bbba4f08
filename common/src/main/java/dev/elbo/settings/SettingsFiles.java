package dev.elbo.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.elbo.ElboException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Reads a settings file and what it includes, through Hadoop's FileSystem. */
final class SettingsFiles {
  private final Configuration hadoop;
  private final Origins origins;
  private final List<String> opened = new ArrayList<>();

  SettingsFiles(Configuration hadoop, Origins origins) {
    this.hadoop = hadoop;
    this.origins = origins;
  }

  /**
   * One file, substitutions unresolved.
   *
   * @param name what people call it
   * @param location where it is, absolute
   */
  Config read(String name, String location) {
    if (opened.contains(location)) {
      throw ElboException.settings(
          ("Cannot read settings file %s: it includes itself by way of %s."
                  + " Remove one of the includes.")
              .formatted(name, opened));
    }
    opened.add(location);
    Config config = parse(name, location);
    opened.remove(location);
    return config;
  }

  /**
   * Settings that are in no file; what they include is relative to a folder.
   *
   * @param name what people call them
   */
  Config text(String name, String text, String folder) {
    String location = Location.resolve(folder, name);
    origins.file(name, location);
    try {
      return ConfigFactory.parseString(text, options(name, location));
    } catch (ConfigException e) {
      throw Hocon.unreadable(e, name, origins);
    } catch (StackOverflowError e) {
      throw Hocon.tooDeep(e, name);
    }
  }

  private ConfigParseOptions options(String name, String location) {
    return ConfigParseOptions.defaults()
        .setSyntax(ConfigSyntax.CONF)
        .setOriginDescription(name)
        .setIncluder(new Beside(name, location));
  }

  private Config parse(String name, String location) {
    origins.file(name, location);
    ConfigParseOptions options = options(name, location);
    try (Reader reader = open(new Path(location))) {
      return ConfigFactory.parseReader(reader, options);
    } catch (UnsupportedFileSystemException e) {
      throw ElboException.settings(
          ("Cannot read settings file %s: Hadoop has no file system for [%s]: [%s]."
                  + " Check the part before the colon, or give Spark the jar of that file system.")
              .formatted(name, location, e.getMessage()),
          e);
    } catch (FileNotFoundException e) {
      throw ElboException.settings(
          ("Cannot read settings file %s: [%s] is not a file."
                  + " Give the path of one, such as conf/digits.conf.")
              .formatted(name, location),
          e);
    } catch (IOException | ConfigException.IO | IllegalArgumentException e) {
      // Hadoop wraps an unknown host into an IllegalArgumentException.
      throw ElboException.environment(
          ("Cannot read settings file %s: [%s]."
                  + " Check that the file system answers and the file is readable.")
              .formatted(name, e.getMessage()),
          e);
    } catch (ConfigException e) {
      throw Hocon.unreadable(e, name, origins);
    } catch (StackOverflowError e) {
      throw Hocon.tooDeep(e, name);
    }
  }

  private Reader open(Path path) throws IOException {
    return new InputStreamReader(fileSystem(path).open(path), StandardCharsets.UTF_8);
  }

  private FileSystem fileSystem(Path path) throws IOException {
    try {
      return path.getFileSystem(hadoop);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException missing) {
        throw (IOException) new UnsupportedFileSystemException(missing.getMessage()).initCause(e);
      }
      throw e;
    }
  }

  /**
   * Includes are relative to the including file and have to exist: a typing error trains nothing.
   */
  private final class Beside implements ConfigIncluder, ConfigIncluderFile {
    private final String name;
    private final String location;

    Beside(String name, String location) {
      this.name = name;
      this.location = location;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      return include(context, what.getPath());
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      String found = Location.resolve(Location.parent(location), what);
      String called =
          found.equals(what) ? what : name.substring(0, name.lastIndexOf('/') + 1) + what;
      return read(called, found).root();
    }
  }
}
