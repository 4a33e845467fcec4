package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the workers' image and brings it to the farm's repository. Its tag is a digest of what it
 * is built from, so that an image is built and sent once, on whichever machine.
 */
final class BuildImage implements Step {
  private static final List<String> SOURCES =
      List.of(
          "pom.xml",
          "cluster/image",
          "core/src/main",
          "json/src/main",
          "aws/src/main",
          "worker/src/main",
          "worker/pom.xml");

  private final Deployment deployment;
  private final ImageRegistry registry;
  private @Nullable String digest;

  BuildImage(Deployment deployment) {
    this.deployment = deployment;
    this.registry = new ImageRegistry(deployment.target().access());
  }

  @Override
  public String title() {
    return "Workers' image";
  }

  @Override
  public Look look() {
    return registry
        .digest(deployment.target().repository(), tag())
        .<Look>map(
            there -> {
              digest = there;
              return new Look.Done(tag());
            })
        .orElseGet(Look.Needed::new);
  }

  @Override
  public String run() {
    Path root = deployment.folders().root();
    Shell shell = deployment.shell();
    String engine = engine();
    String image = name() + ":" + tag();
    shell.must(
        Shell.Call.of(
            root,
            root.resolve("cluster/image/build").toString(),
            "--tag",
            image,
            "--blender",
            blender(),
            "--engine",
            engine),
        "docs/operations/deploy.md says what a build needs.");
    ImageRegistry.Login login = registry.login();
    shell.must(
        new Shell.Call(
            List.of(engine, "login", "--username", login.user(), "--password-stdin", host()),
            root,
            login.password()),
        "");
    shell.must(
        Shell.Call.of(root, engine, "push", image),
        "A push that broke off goes on with the parts that are not there yet.");
    digest =
        registry
            .digest(deployment.target().repository(), tag())
            .orElseThrow(
                () ->
                    Problem.failed(
                        "The image %s was pushed, but the repository does not know it.\nLook at it: aws ecr describe-images --repository-name %s"
                            .formatted(image, deployment.target().repository())));
    return tag();
  }

  /** The repository, as an engine names it. */
  String name() {
    return host() + "/" + deployment.target().repository();
  }

  /** What exactly is to run, such as {@code sha256:...}. */
  String digest() {
    if (digest == null) {
      throw new IllegalStateException("the image is there before it is used");
    }
    return digest;
  }

  private String host() {
    String region = deployment.target().region();
    return "%s.dkr.ecr.%s.amazonaws.com%s"
        .formatted(deployment.target().account(), region, region.startsWith("cn-") ? ".cn" : "");
  }

  private String tag() {
    return SourceDigest.of(deployment.folders().root(), SOURCES, blender());
  }

  private String blender() {
    return deployment.choices().blender().word();
  }

  private String engine() {
    Shell shell = deployment.shell();
    String named = shell.environment().getOrDefault("SHEAF_CONTAINER_ENGINE", "");
    if (!named.isBlank()) {
      return named;
    }
    Path root = deployment.folders().root();
    return List.of("docker", "podman").stream()
        .filter(shell::has)
        .filter(each -> shell.run(Shell.Call.of(root, each, "info")).well())
        .findFirst()
        .orElseThrow(() -> Problem.failed("Neither docker nor podman answers."));
  }
}
