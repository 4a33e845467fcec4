package farm.sheaf.core.work;

import farm.sheaf.core.job.JobId;

/** Which task of which round of which job. */
public record TaskRef(JobId jobId, int run, int task) {}
