package farm.sheaf.conformance.selection;

/** Whether the suite runs against a kind of servers. */
public sealed interface Decision {
  record Run() implements Decision {}

  /** It need not: nobody asked for it. */
  record NotRun(String why) implements Decision {}

  /** It was asked for and cannot, which fails the build. */
  record Impossible(String why) implements Decision {}
}
