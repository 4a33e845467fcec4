package farm.sheaf.deploy;

/** Installs KEDA, which starts workers by the queue's depth, from its makers' release. */
record InstallKeda(Kubectl kubectl) implements Step {
  private static final String VERSION = "2.20.1";
  private static final String MANIFEST =
      "https://github.com/kedacore/keda/releases/download/v"
          + VERSION
          + "/keda-"
          + VERSION
          + ".yaml";
  private static final String OPERATOR = "deployment/keda-operator";

  @Override
  public String title() {
    return "KEDA";
  }

  @Override
  public Look look() {
    Shell.Ended image =
        kubectl.run(
            "get",
            OPERATOR,
            "--namespace",
            "keda",
            "--ignore-not-found",
            "-o",
            "jsonpath={.spec.template.spec.containers[0].image} ready={.status.readyReplicas}");
    boolean there = image.well() && image.output().contains(":" + VERSION + " ready=1");
    return there ? new Look.Done(VERSION) : new Look.Needed();
  }

  @Override
  public String run() {
    // Its kinds are too large for a client-side apply; a KEDA that somebody put there is taken
    // over.
    kubectl.must("apply", "--server-side", "--force-conflicts", "-f", MANIFEST);
    kubectl.must(
        "rollout",
        "status",
        OPERATOR,
        "--namespace",
        "keda",
        "--timeout=10m",
        "--request-timeout=0");
    return VERSION;
  }
}
