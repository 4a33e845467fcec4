package farm.sheaf.client;

import farm.sheaf.client.command.Context;
import farm.sheaf.client.command.Interruption;
import farm.sheaf.client.command.SheafCommand;
import farm.sheaf.client.farm.Farms;
import farm.sheaf.client.farm.OnAws;
import farm.sheaf.client.farm.OneMachine;
import farm.sheaf.client.machine.Machine;
import farm.sheaf.client.talk.Style;
import farm.sheaf.client.talk.Talk;
import farm.sheaf.local.home.FarmHome;
import java.time.InstantSource;
import java.util.Map;

/** The command line's entry point: puts this process's own parts together. */
public final class Main {
  private static final String LOG_SETTINGS = "logback.configurationFile";

  private Main() {}

  public static void main(String[] args) {
    if (System.getProperty(LOG_SETTINGS) == null) {
      System.setProperty(LOG_SETTINGS, "logback-client.xml");
    }
    Map<String, String> environment = System.getenv();
    Style style = Style.of(environment, Boolean.getBoolean(Style.TERMINAL_PROPERTY));
    Context context =
        new Context(
            new Talk(System.out, System.err, style),
            farms(environment),
            Machine.real(),
            new Context.Time(InstantSource.system(), Thread::sleep),
            new Interruption());
    System.exit(SheafCommand.line(context).execute(args));
  }

  private static Farms farms(Map<String, String> environment) {
    return "aws".equals(environment.get("SHEAF_FARM"))
        ? new OnAws(environment)
        : new OneMachine(FarmHome.of(environment));
  }
}
