package farm.sheaf.client;

import farm.sheaf.client.command.Context;
import farm.sheaf.client.command.Interruption;
import farm.sheaf.client.command.SheafCommand;
import farm.sheaf.client.farm.Farms;
import farm.sheaf.client.machine.Machine;
import farm.sheaf.talk.Style;
import farm.sheaf.talk.Talk;
import java.time.InstantSource;
import java.util.Map;

/** The command line's entry point: puts this process's own parts together. */
public final class Main {
  private static final String LOG_SETTINGS = "logback.configurationFile";

  /** Several clients for HTTP are among the libraries, and the SDK wants to be told which. */
  private static final String SDK_HTTP = "software.amazon.awssdk.http.service.impl";

  private Main() {}

  public static void main(String[] args) {
    if (System.getProperty(LOG_SETTINGS) == null) {
      System.setProperty(LOG_SETTINGS, "logback-client.xml");
    }
    System.setProperty(
        SDK_HTTP, "software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService");
    Map<String, String> environment = System.getenv();
    Style style = Style.of(environment, Boolean.getBoolean(Style.TERMINAL_PROPERTY));
    Context context =
        new Context(
            new Talk(System.out, System.err, style),
            Farms::of,
            Machine.real(),
            new Context.Time(InstantSource.system(), Thread::sleep),
            new Interruption());
    System.exit(SheafCommand.line(context).execute(args));
  }
}
