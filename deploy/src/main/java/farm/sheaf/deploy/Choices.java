package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What whoever deploys has chosen.
 *
 * @param context more keys of the CDK app, such as {@code budget-dollars}
 */
public record Choices(
    Scaling scaling, Blender blender, Workers workers, Access access, Map<String, String> context) {
  public Choices {
    context = Map.copyOf(context);
  }

  /** How the farm gets its workers. */
  public enum Scaling {
    /** By the queue's depth, from none. */
    KEDA,
    /** By CPU use, 1 to 10. */
    HPA,
    /** No cluster: workers are started by hand on any host. */
    NONE;

    boolean cluster() {
      return this != NONE;
    }

    /** As it is typed. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is typed so. */
    public static Scaling of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Which Blender the image has. */
  public enum Blender {
    OFFICIAL,
    DEBIAN;

    /** As it is typed. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is typed so. */
    public static Blender of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** The most workers of each pool. */
  public record Workers(int cpu, int gpu) {
    private static final int MOST = 1_000;

    public Workers {
      if (cpu < 1 || cpu > MOST) {
        throw Problem.usage("max-workers: %d; write a number from 1 to 1,000".formatted(cpu));
      }
      if (gpu < 0 || gpu > MOST) {
        throw Problem.usage("gpu: %d; write a number from 0 to 1,000".formatted(gpu));
      }
    }

    boolean withGpu() {
      return gpu > 0;
    }
  }

  /**
   * Who may reach the cluster, beside whoever deploys.
   *
   * @param cidrs from where; none: from where the deployment runs
   * @param admins ARNs of roles and users
   */
  public record Access(List<String> cidrs, List<String> admins) {
    public Access {
      cidrs = List.copyOf(cidrs);
      admins = List.copyOf(admins);
    }
  }

  /** The name of the overlay below {@code cluster/overlays}. */
  String overlay() {
    return switch (scaling) {
      case KEDA -> workers.withGpu() ? "keda-gpu" : "keda";
      case HPA -> "hpa";
      case NONE -> throw new IllegalStateException("no cluster, no overlay");
    };
  }

  /** The CDK app's context, in a fixed order. */
  Map<String, String> cdk(String stage, List<String> cidrs, List<String> admins) {
    Map<String, String> all = new TreeMap<>();
    context.forEach((key, value) -> all.put("sheaf:" + key, value));
    all.put("sheaf:stage", stage);
    all.put("sheaf:max-workers-cpu", String.valueOf(workers.cpu()));
    all.put("sheaf:max-workers-gpu", String.valueOf(workers.gpu()));
    all.put("sheaf:cluster", scaling.cluster() ? "yes" : "no");
    all.put("sheaf:api-cidrs", String.join(",", cidrs));
    all.put("sheaf:admins", String.join(",", admins));
    return all;
  }
}
