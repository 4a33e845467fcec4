package farm.sheaf.client.deploy;

import farm.sheaf.client.talk.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks whether the account may run machines with GPUs at all: in a new account it may not, and
 * then jobs would wait without anybody being told why. Either kind of machine will do.
 */
record CheckGpuQuota(Deployment deployment) implements Step {
  /** Service Quotas' code for "Running On-Demand G and VT instances". */
  private static final String ON_DEMAND = "L-DB2E81BA";

  /** "All G and VT Spot Instance Requests". */
  private static final String SPOT = "L-3819A6DF";

  /** The smallest machine with a GPU has four. */
  private static final double LEAST = 4;

  private static final Pattern VALUE = Pattern.compile("\\d+(?:\\.\\d+)?");

  @Override
  public String title() {
    return "Quota of GPU machines";
  }

  @Override
  public Look look() {
    double onDemand = quota(ON_DEMAND);
    double spot = quota(SPOT);
    if (Double.isNaN(onDemand) || Double.isNaN(spot)) {
      return new Look.Fine(
          "unknown, because servicequotas:GetServiceQuota is not allowed; a quota of 0 would leave"
              + " GPU jobs waiting");
    }
    if (onDemand < LEAST && spot < LEAST) {
      throw Problem.failed(
          "The account may run no machines with GPUs in %s: its quotas are %.0f vCPUs on demand and %.0f on spot, and the smallest such machine has 4.\nAsk AWS for more (it takes hours to days): aws service-quotas request-service-quota-increase --region %1$s --service-code ec2 --quota-code %s --desired-value 8\nOr deploy without --gpu now, and again with it later."
              .formatted(deployment.target().region(), onDemand, spot, ON_DEMAND));
    }
    return new Look.Fine("%.0f vCPUs on demand, %.0f on spot".formatted(onDemand, spot));
  }

  /** Not a number where this caller may not ask. */
  private double quota(String code) {
    Shell.Ended said =
        deployment
            .shell()
            .run(
                Shell.Call.of(
                    deployment.place().root(),
                    "aws",
                    "service-quotas",
                    "get-service-quota",
                    "--service-code",
                    "ec2",
                    "--quota-code",
                    code,
                    "--query",
                    "Quota.Value",
                    "--output",
                    "text"));
    Matcher value = VALUE.matcher(said.output());
    return said.well() && value.find() ? Double.parseDouble(value.group()) : Double.NaN;
  }

  @Override
  public String run() {
    throw new IllegalStateException("a look is all that it takes");
  }
}
