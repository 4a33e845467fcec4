package farm.sheaf.client.command;

import farm.sheaf.client.farm.Farms;
import farm.sheaf.client.machine.Machine;
import farm.sheaf.talk.Style;
import farm.sheaf.talk.Talk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import picocli.CommandLine;

/** What a command said and how it ended. */
record Typed(int exit, String out, String err) {
  /** Types a command at a farm; a clock that stands, and pauses that take no time. */
  static Typed at(FakeFarm farm, String... words) {
    return typed(
        _ -> farm,
        Map.of("SHEAF_NO_INSTALL", "1", "SHEAF_BLENDER", "/bin/sh", "SHEAF_FFMPEG", "/bin/sh"),
        words);
  }

  /** Types a command at a farm, in this environment. */
  static Typed at(FakeFarm farm, Map<String, String> environment, String... words) {
    return typed(_ -> farm, environment, words);
  }

  /** Types a command at whatever farm this environment means. */
  static Typed in(Map<String, String> environment, String... words) {
    return typed(Farms::of, environment, words);
  }

  private static Typed typed(
      Function<Map<String, String>, Farms> farms,
      Map<String, String> environment,
      String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Context context = context(farms, environment, new Talk(stream(out), stream(err), Style.PLAIN));
    int exit = SheafCommand.line(context).execute(words);
    return new Typed(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static String help(FakeFarm farm, String verb) {
    Talk nobody = new Talk(System.out, System.err, Style.PLAIN);
    CommandLine line =
        SheafCommand.line(context(_ -> farm, Map.of(), nobody)).getSubcommands().get(verb);
    return Objects.requireNonNull(line, verb).getUsageMessage();
  }

  private static Context context(
      Function<Map<String, String>, Farms> farms, Map<String, String> environment, Talk talk) {
    return new Context(
        talk,
        farms,
        Machine.of(environment),
        new Context.Time(
            InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z")), duration -> {}),
        new Interruption());
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
