package dev.elbo.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of Spark 3.5, of the clusters and of the JVM, and what they are a sign of. */
class SymptomTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Container killed by YARN for exceeding physical memory limits. 5.1 GB of 5 GB physical memory used. Consider boosting spark.executor.memoryOverhead. | CONTAINER_MEMORY
          Container killed by YARN for exceeding virtual memory limits. 11.2 GB of 10.5 GB virtual memory used. Consider boosting spark.executor.memoryOverhead or boosting yarn.nodemanager.vmem-pmem-ratio or disabling yarn.nodemanager.vmem-check-enabled because of YARN-4714. | CONTAINER_MEMORY
          The executor with id 3 exited with exit code 137(SIGKILL, possible container OOM). The API gave the following brief reason: OOMKilled | CONTAINER_MEMORY
          The executor with id 3 exited with exit code 137(SIGKILL, possible container OOM). | KILLED
          The executor with id 3 was deleted by a user or the framework. | TERMINATED
          Container container_1700_0001_01_000003 on host: node7 was preempted. | PREEMPTED
          Executor decommission: worker decommissioned because of kill request from HTTP endpoint | DECOMMISSIONED
          Container from a bad node: container_1700_0001_01_000003 on host: node7. Exit status: 134. Diagnostics: [2026-01-01 00:00:00]Exception from container-launch. | CRASH
          Container from a bad node: container_1700_0001_01_000003 on host: node7. Exit status: 143. Diagnostics: Container killed on request. Exit code is 143 | TERMINATED
          Container container_1700_0001_01_000003 exited from explicit termination request. | TERMINATED
          Command exited with code 137 | KILLED
          Command exited with code 134 | CRASH
          Command exited with code 139 | CRASH
          Command exited with code 132 | ILLEGAL_INSTRUCTION
          Command exited with code 143 | TERMINATED
          Command exited with code 52 | OUT_OF_MEMORY
          Command exited with code 53 | LOCAL_FOLDER
          Command exited with code 56 | NO_HEARTBEAT
          Command exited with code 127 | NO_JAVA
          Command exited with code 1 | EARLY_END
          Command exited with code 17 | UNKNOWN
          Executor heartbeat timed out after 129533 ms | NO_HEARTBEAT
          Remote RPC client disassociated. Likely due to containers exceeding thresholds, or network issues. Check driver logs for WARN messages. | DISCONNECTED
          worker lost: Not receiving heartbeat for 60 seconds | HOST_LOST
          java.lang.OutOfMemoryError: Java heap space | HEAP
          java.lang.OutOfMemoryError: GC overhead limit exceeded | HEAP
          java.lang.OutOfMemoryError: Direct buffer memory | DIRECT_BUFFERS
          java.lang.OutOfMemoryError: Cannot reserve 4194304 bytes of direct buffer memory (allocated: 100, limit: 200) | DIRECT_BUFFERS
          java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached | THREADS
          java.lang.OutOfMemoryError: Physical memory usage is too high: physicalBytes (1204M) > maxPhysicalBytes (1200M) | NATIVE_MEMORY
          java.lang.OutOfMemoryError: Cannot allocate new FloatPointer(1000): totalBytes = 768M, physicalBytes = 1204M | NATIVE_MEMORY
          java.io.IOException: No space left on device | DISK_FULL
          java.io.IOException: Disk quota exceeded | DISK_FULL
          java.io.FileNotFoundException: /mnt/1/blockmgr-7/0c/temp_shuffle_1 (Read-only file system) | DISK_LOST
          java.io.IOException: Failed to create local dir in /mnt/1/blockmgr-7/0c. | LOCAL_FOLDER
          java.lang.UnsatisfiedLinkError: no jnind4jcpu in java.library.path | NATIVE_LIBRARIES
          Total size of serialized results of 3 tasks (1056.0 MiB) is bigger than spark.driver.maxResultSize (1024.0 MiB) | RESULTS
          TaskResultLost (result lost from block manager) | RESULT_LOST
          FetchFailed(BlockManagerId(0, 127.0.0.1, 41000, None), shuffleId=1, mapIndex=0, mapId=1, reduceId=0, message= | LOST_DATA
          org.apache.spark.SparkException: Failed to get broadcast_7_piece0 of broadcast_7 | LOST_DATA
          java.net.ConnectException: Connection refused | DISCONNECTED
          Job 7 cancelled because SparkContext was shut down | CANCELLED
          java.lang.NullPointerException | UNKNOWN
          """)
  void theWordsSayWhatHappened(String words, Symptom expected) {
    assertThat(Symptom.in(words)).isEqualTo(expected);
  }
}
