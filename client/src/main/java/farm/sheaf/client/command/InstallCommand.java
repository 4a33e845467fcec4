package farm.sheaf.client.command;

import farm.sheaf.client.machine.InstallPrograms;
import farm.sheaf.talk.ExitCode;
import picocli.CommandLine.Command;

/** Installs Blender and ffmpeg where they are missing, as {@code render} does before it renders. */
@Command(
    name = "install",
    description = "Install Blender and ffmpeg where they are missing, or say how.")
final class InstallCommand extends Verb {
  InstallCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    new InstallPrograms(context().machine(), talk()).now();
    return ExitCode.DONE;
  }
}
