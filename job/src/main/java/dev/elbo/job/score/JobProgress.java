package dev.elbo.job.score;

import java.util.Map;

/** What a job tells while it goes. */
public interface JobProgress {

  /** Something worth knowing, a sentence. */
  void note(String message);

  /**
   * Some of its tasks are done.
   *
   * @param rows that they wrote or measured
   */
  void onTasks(int done, int all, long rows, double seconds);

  /**
   * The job is done.
   *
   * @param facts for programs, by name
   * @param text for people
   */
  void onEnd(Map<String, Object> facts, String text);
}
