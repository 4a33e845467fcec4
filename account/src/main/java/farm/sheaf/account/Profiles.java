package farm.sheaf.account;

import farm.sheaf.json.Spelling;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;

/** The profiles in AWS's own two files, wherever the environment says that they are. */
record Profiles(ProfileFile file, Path config) {
  static Profiles read(Map<String, String> environment) {
    Path config =
        place(environment, "AWS_CONFIG_FILE", ProfileFileLocation.configurationFilePath());
    Path keys =
        place(
            environment, "AWS_SHARED_CREDENTIALS_FILE", ProfileFileLocation.credentialsFilePath());
    ProfileFile.Aggregator all = ProfileFile.aggregator();
    add(all, keys, ProfileFile.Type.CREDENTIALS);
    add(all, config, ProfileFile.Type.CONFIGURATION);
    return new Profiles(all.build(), config);
  }

  /** A profile's property, if the profile is there and has it. */
  Optional<String> property(String profile, String name) {
    return file.profile(profile).flatMap(each -> each.property(name));
  }

  /** Refuses a profile that is in neither file, naming those that are. */
  void check(String profile) {
    if (file.profile(profile).isPresent()) {
      return;
    }
    List<String> names = file.profiles().keySet().stream().sorted().toList();
    List<String> near = Spelling.near(profile, names);
    String hint =
        near.isEmpty()
            ? names.isEmpty()
                ? "There are no profiles at all; make one with: aws configure sso --profile "
                    + profile
                : "There are: " + String.join(", ", names)
            : "Did you mean %s?".formatted(String.join(" or ", near));
    throw Problem.usage(
        "There is no AWS profile \"%s\" in %s.\n%s".formatted(profile, config, hint));
  }

  private static Path place(Map<String, String> environment, String variable, Path usual) {
    String named = environment.getOrDefault(variable, "");
    return named.isBlank() ? usual : Path.of(named);
  }

  private static void add(ProfileFile.Aggregator all, Path file, ProfileFile.Type type) {
    if (!Files.isReadable(file)) {
      return;
    }
    try {
      all.addFile(ProfileFile.builder().content(file).type(type).build());
    } catch (IllegalArgumentException e) {
      throw new Problem(
          ExitCode.FAILED,
          "%s cannot be read: %s\nMend the file, or name another in AWS_CONFIG_FILE."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
