package farm.sheaf.core.job;

import java.time.Instant;

/**
 * One submission. Nothing in it ever changes; what does is in {@link JobRecord}.
 *
 * @param digest of what was asked, whole, in hexadecimal; the id carries its start
 */
public record Job(JobId id, String digest, JobSpec spec, Instant submittedAt) {}
