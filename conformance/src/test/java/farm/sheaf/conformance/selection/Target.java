package farm.sheaf.conformance.selection;

/** The kinds of servers that the suite runs against. */
public enum Target {
  EMBEDDED("embedded"),
  LOCALSTACK("LocalStack"),
  ENDPOINTS("endpoints");

  private final String words;

  Target(String words) {
    this.words = words;
  }

  /** As the closing line names it. */
  public String words() {
    return words;
  }
}
