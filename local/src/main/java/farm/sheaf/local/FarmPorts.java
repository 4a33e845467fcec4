package farm.sheaf.local;

import java.io.IOException;
import java.net.BindException;

/** Which ports the farm's servers listen on, all on the loopback interface. */
public record FarmPorts(Choice s3, Choice sqs, Choice http) {
  /** 27080 for S3, 27081 for SQS, 27082 for HTTP; another where one of them is taken. */
  public static final FarmPorts USUAL =
      new FarmPorts(
          new Choice.Preferred(27_080), new Choice.Preferred(27_081), new Choice.Preferred(27_082));

  /** Any that are free. */
  public static final FarmPorts ANY =
      new FarmPorts(new Choice.Any(), new Choice.Any(), new Choice.Any());

  /** How a port is chosen. */
  public sealed interface Choice {
    /** This one, or any that is free where it is taken. */
    record Preferred(int port) implements Choice {}

    /** This one or none. */
    record Exactly(int port) implements Choice {}

    record Any() implements Choice {}
  }

  /** Starts a server on a port; 0 for any. */
  interface Starter<T> {
    T start(int port) throws IOException;
  }

  static <T> T start(Choice choice, Starter<T> starter) throws IOException {
    return switch (choice) {
      case Choice.Exactly(int port) -> exactly(port, starter);
      case Choice.Any() -> starter.start(0);
      case Choice.Preferred(int port) -> {
        try {
          yield starter.start(port);
        } catch (IOException e) {
          yield orAnother(e, starter);
        }
      }
    };
  }

  private static <T> T exactly(int port, Starter<T> starter) throws IOException {
    try {
      return starter.start(port);
    } catch (IOException e) {
      if (isTaken(e)) {
        throw new FarmStartException(
            "port %d is taken by another program; name another one".formatted(port), e);
      }
      throw e;
    }
  }

  private static <T> T orAnother(IOException fault, Starter<T> starter) throws IOException {
    if (isTaken(fault)) {
      return starter.start(0);
    }
    throw fault;
  }

  /** Jetty wraps the fault of a taken port. */
  private static boolean isTaken(IOException e) {
    return e instanceof BindException || e.getCause() instanceof BindException;
  }
}
