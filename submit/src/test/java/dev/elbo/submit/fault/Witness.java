package dev.elbo.submit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Writes what happens to executors and tasks, a line each, to {@code events} in a folder. */
final class Witness extends SparkListener {
  private final Path events;

  Witness(Path folder) {
    this.events = folder.resolve("events");
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded added) {
    write("added %s %s".formatted(added.executorId(), added.executorInfo().executorHost()));
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    write("removed %s %s".formatted(removed.executorId(), removed.reason()));
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    if (start.taskInfo().attemptNumber() > 0 || start.stageAttemptId() > 0) {
      write(
          "again %d on %s%s"
              .formatted(
                  start.taskInfo().partitionId(),
                  start.taskInfo().executorId(),
                  start.taskInfo().speculative() ? " speculative" : ""));
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof TaskFailedReason failed) {
      write(
          "failed %d on %s: %s"
              .formatted(
                  end.taskInfo().partitionId(),
                  end.taskInfo().executorId(),
                  failed.toErrorString()));
    } else if (end.taskInfo().speculative()) {
      write("speculative won %d".formatted(end.taskInfo().partitionId()));
    }
  }

  @Override
  public void onBlockUpdated(SparkListenerBlockUpdated updated) {
    var block = updated.blockUpdatedInfo();
    if (block.blockId().isRDD() && !block.storageLevel().isValid()) {
      write("forgot %s".formatted(block.blockId()));
    }
  }

  private synchronized void write(String text) {
    String line = text.lines().findFirst().orElse("");
    try {
      Files.writeString(events, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
