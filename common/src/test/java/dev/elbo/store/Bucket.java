package dev.elbo.store;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A folder of the local disk that behaves as an object store does: a file is there when it is
 * closed, {@code create(overwrite = false)} looks first and puts later, whoever came meanwhile, a
 * directory is renamed file by file, and times have whole seconds.
 */
public final class Bucket extends FileSystem {
  private static final long GAP_NANOS = 1_000_000;

  private final RawLocalFileSystem disk = new RawLocalFileSystem();

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    setConf(conf);
    disk.initialize(URI.create("file:///"), conf);
  }

  @Override
  public URI getUri() {
    return URI.create("bucket:///");
  }

  private static Path local(Path path) {
    return new Path("file", null, path.toUri().getPath());
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return disk.open(local(path), bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (!overwrite && exists(path)) {
      throw new FileAlreadyExistsException(path + " exists");
    }
    return new FSDataOutputStream(new Upload(disk.pathToFile(local(path)).toPath()), null);
  }

  private static final class Upload extends ByteArrayOutputStream {
    private final java.nio.file.Path target;

    Upload(java.nio.file.Path target) {
      this.target = target;
    }

    @Override
    public void close() throws IOException {
      LockSupport.parkNanos(GAP_NANOS);
      Files.createDirectories(target.getParent());
      java.nio.file.Path part = Files.createTempFile("elbo-upload", null);
      Files.write(part, toByteArray());
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("append");
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (exists(to)) {
      return false;
    }
    copy(from, to);
    return delete(from, true);
  }

  private void copy(Path from, Path to) throws IOException {
    if (!getFileStatus(from).isDirectory()) {
      try (FSDataInputStream in = open(from);
          FSDataOutputStream out = create(to, true)) {
        in.transferTo(out);
      }
      return;
    }
    for (FileStatus file : listStatus(from)) {
      copy(file.getPath(), new Path(to, file.getPath().getName()));
    }
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return disk.delete(local(path), recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return Arrays.stream(disk.listStatus(local(path))).map(this::ours).toArray(FileStatus[]::new);
  }

  private FileStatus ours(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        1,
        status.getModificationTime() / 1000 * 1000,
        new Path("bucket", null, status.getPath().toUri().getPath()));
  }

  @Override
  public void setWorkingDirectory(Path path) {
    disk.setWorkingDirectory(local(path));
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path("bucket:///");
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return disk.mkdirs(local(path), permission);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws FileNotFoundException, IOException {
    return ours(disk.getFileStatus(local(path)));
  }
}
