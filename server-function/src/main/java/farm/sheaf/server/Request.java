package farm.sheaf.server;

import farm.sheaf.core.farm.Submission;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import java.util.Optional;

/** What a user asks of the farm, however it came. */
sealed interface Request {
  /** Also the status of that same submission, when there was one. */
  record Submit(Submission submission) implements Request {}

  record Status(JobId jobId) implements Request {}

  record Cancel(JobId jobId) implements Request {}

  record Requeue(JobId jobId, Optional<FrameSet> frames) implements Request {}

  record Delete(JobId jobId) implements Request {}

  record ListJobs(int limit, Optional<String> after) implements Request {}
}
