package dev.elbo.submit.fault;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.JavaConverters;

/** What goes wrong when a task starts. Most of it hits the second task of a stage. */
public enum Sabotage {
  /** Nothing. */
  NONE {
    @Override
    void onTaskStart() {}
  },
  /** Both tasks take their time, long enough to ask for an executor; then one has nothing to do. */
  DAWDLE {
    @Override
    void onTaskStart() throws InterruptedException {
      if (isFirstAttempt()) {
        Thread.sleep(isSecondTask() ? 8_000 : 3_000);
      }
    }
  },
  /** The first attempt never ends by itself. */
  STALL {
    @Override
    void onTaskStart() throws InterruptedException {
      if (isSecondTask() && isFirstAttempt()) {
        Thread.sleep(3_600_000);
      }
    }
  },
  /** The first attempt throws when all of its work is done. */
  THROW {
    @Override
    void onTaskStart() {
      if (isSecondTask() && isFirstAttempt()) {
        TaskCompletionListener thrower =
            context -> {
              throw new IllegalStateException("sabotage");
            };
        TaskContext.get().addTaskCompletionListener(thrower);
      }
    }
  },
  /** The executor forgets what it cached. */
  DROP {
    @Override
    void onTaskStart() {
      BlockManager blocks = SparkEnv.get().blockManager();
      JavaConverters.seqAsJavaList(blocks.getMatchingBlockIds(id -> id.isRDD()).toSeq())
          .forEach(id -> blocks.removeBlock(id, true));
    }
  },
  /** The executor ends as if the system had killed it, on every attempt. */
  HALT {
    @Override
    void onTaskStart() {
      if (isSecondTask()) {
        Runtime.getRuntime().halt(137);
      }
    }
  },
  /** The JVM of the executor crashes, on every attempt. */
  CRASH {
    @Override
    void onTaskStart() throws ReflectiveOperationException {
      if (isSecondTask()) {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field field = unsafe.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        unsafe.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
      }
    }
  },
  /** Somebody else takes the heap of the executor, on every attempt. */
  HEAP {
    @Override
    void onTaskStart() {
      if (isSecondTask()) {
        for (int size = 1 << 20; size >= 1 << 17; size >>= 1) { // No gap for a vector.
          hoard(size);
        }
        HOARD.remove(HOARD.size() - 1);
      }
    }
  };

  private static final List<byte[]> HOARD = new ArrayList<>();

  abstract void onTaskStart() throws ReflectiveOperationException, InterruptedException;

  private static void hoard(int size) {
    try {
      while (true) {
        HOARD.add(new byte[size]);
      }
    } catch (OutOfMemoryError e) {
      return;
    }
  }

  private static boolean isSecondTask() {
    return TaskContext.getPartitionId() == 1;
  }

  private static boolean isFirstAttempt() {
    return TaskContext.get().attemptNumber() == 0;
  }
}
