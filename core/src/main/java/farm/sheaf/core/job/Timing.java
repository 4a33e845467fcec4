package farm.sheaf.core.job;

import java.time.Duration;

/** How long one attempt at a frame took, as its worker measured it; rendering alone. */
public record Timing(int frame, int attempt, Duration took) {}
