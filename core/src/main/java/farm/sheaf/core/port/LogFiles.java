package farm.sheaf.core.port;

import farm.sheaf.core.job.JobId;

/** The bucket of readable logs. */
public interface LogFiles {
  /** Writes a part of a log; the same key again replaces it. */
  void put(String key, String text);

  /** Removes all logs of a job. */
  void deleteAll(JobId id);
}
