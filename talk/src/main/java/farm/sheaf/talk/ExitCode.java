package farm.sheaf.talk;

/** What a command tells the shell; scripts rely on the numbers. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  USAGE(2),
  JOB_FAILED(3),
  NOT_ALLOWED(4),
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
