package farm.sheaf.core.port;

/** The job table by what it is used for. */
public record Stores(JobStore jobs, ProgressStore progress, WorkerStore workers) {}
