package farm.sheaf.core.port;

import farm.sheaf.core.job.JobId;

/** The bucket of readable logs. */
public interface LogFiles {
  /** Removes all logs of a job. */
  void deleteAll(JobId id);
}
