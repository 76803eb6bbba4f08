package dev.elbo.store;

import dev.elbo.feature.TableProfile;
import java.io.IOException;

/**
 * profile.json: what the rows were like that a model was trained on, kept beside the model for the
 * checks of rows to come.
 */
public final class ProfileFile {
  private static final int VERSION = 1;

  /** Ten thousand columns have some 10 MB. */
  private static final long MOST_BYTES = 256L << 20;

  private ProfileFile() {}

  private record Document(int formatVersion, TableProfile table) {
    private Document {
      table.rows(); // None is an error.
    }
  }

  /**
   * Writes a profile.
   *
   * @throws dev.elbo.ElboException (settings) if the place cannot be written
   */
  public static void write(WholeFile file, TableProfile profile) {
    file.write(Json.toDocument(new Document(VERSION, profile)));
  }

  /**
   * Reads a profile.
   *
   * @throws dev.elbo.ElboException (data) naming the file, if it is none, of a newer version or
   *     larger than any could be
   */
  public static TableProfile read(WholeFile file) {
    try {
      if (file.length() > MOST_BYTES) {
        throw Failures.damaged(
            file.path(), "its length [%d] is more than [%d]".formatted(file.length(), MOST_BYTES));
      }
    } catch (IOException e) {
      throw Failures.cannotRead(file.path(), e);
    }
    return Json.fromDocument(file.read(), Document.class, file.path(), VERSION).table();
  }
}
