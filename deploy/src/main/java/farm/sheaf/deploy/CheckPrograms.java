package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Looks for the programs of others that are needed; all that lack are told at once. */
record CheckPrograms(Shell shell, DeployFolders folders, List<Need> needs) implements Check {
  @Override
  public String title() {
    return "Programs on this machine";
  }

  @Override
  public Look look() {
    List<String> there = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    for (Need need : needs) {
      List<String> troubles = new ArrayList<>();
      String found = find(need, troubles);
      if (found.isEmpty()) {
        lacking.add("  - %s\n    (%s)".formatted(need.how(), String.join("; ", troubles)));
      } else {
        there.add(found);
      }
    }
    if (!lacking.isEmpty()) {
      throw Problem.failed(
          "This machine lacks:\n%s\nInstall %s and try again."
              .formatted(String.join("\n", lacking), lacking.size() == 1 ? "it" : "them"));
    }
    return new Look.Fine(String.join(", ", there));
  }

  private String find(Need need, List<String> troubles) {
    for (String name : need.names()) {
      if (!shell.has(name)) {
        troubles.add(name + " is not there");
        continue;
      }
      List<String> words = new ArrayList<>(List.of(name));
      words.addAll(need.question());
      Shell.Ended said = shell.run(new Shell.Call(words, folders.root(), ""));
      Matcher version = need.version().matcher(said.output());
      if (!said.well()) {
        troubles.add("%s is there but does not answer".formatted(name));
      } else if (!version.find() || version.groupCount() < 2) {
        if (version.groupCount() == 0) {
          return name;
        }
        troubles.add("%s does not tell its version".formatted(name));
      } else {
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (need.least().holds(major, minor)) {
          return "%s %d.%d".formatted(name, major, minor);
        }
        troubles.add("%s is %d.%d".formatted(name, major, minor));
      }
    }
    return "";
  }
}
