package farm.sheaf.conformance.permission;

/**
 * One action on one resource that a call needs.
 *
 * @param resource its whole ARN
 */
public record Need(String action, String resource) {}
