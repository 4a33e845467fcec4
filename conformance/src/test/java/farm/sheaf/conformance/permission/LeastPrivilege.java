package farm.sheaf.conformance.permission;

import farm.sheaf.conformance.farm.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares what a role was seen to need with what it is granted, both ways.
 *
 * @param excused grants that no run can show the use of, with their reasons; {@code iam-unseen.csv}
 * @param pools the queues of all pools: what was seen with one of them is needed with each
 */
public record LeastPrivilege(List<Excuse> excused, Set<String> pools) {
  public LeastPrivilege {
    excused = List.copyOf(excused);
    pools = Set.copyOf(pools);
  }

  /**
   * A grant that is right though it is not seen to be used.
   *
   * @param resource an ARN, or the end of one after a {@code *}
   */
  public record Excuse(Role role, String action, String resource, String reason) {
    boolean covers(Role other, Grant grant) {
      return role == other
          && action.equals(grant.action())
          && new Grant(action, resource).covers(new Need(grant.action(), grant.resource()));
    }
  }

  static List<Excuse> readExcuses() throws IOException {
    List<Excuse> excuses = new ArrayList<>();
    for (List<String> cells : IamActions.csv("iam-unseen.csv")) {
      Role role = Role.valueOf(cells.get(0).toUpperCase(java.util.Locale.ROOT));
      excuses.add(new Excuse(role, cells.get(1), cells.get(2), cells.get(3)));
    }
    return excuses;
  }

  /** What a role needs and is not granted. */
  List<Need> missing(Set<Need> needs, Set<Grant> grants) {
    return withAllPools(needs).stream()
        .filter(need -> grants.stream().noneMatch(grant -> grant.covers(need)))
        .toList();
  }

  /** What a role is granted, was never seen to use, and has no excuse for. */
  List<Grant> idle(Role role, Set<Need> needs, Set<Grant> grants) {
    return unused(needs, grants).stream()
        .filter(grant -> excused.stream().noneMatch(excuse -> excuse.covers(role, grant)))
        .toList();
  }

  /** Excuses for grants that are used, or are not there. */
  List<Excuse> stale(Role role, Set<Need> needs, Set<Grant> grants) {
    List<Grant> unused = unused(needs, grants);
    return excused.stream()
        .filter(excuse -> excuse.role() == role)
        .filter(excuse -> unused.stream().noneMatch(grant -> excuse.covers(role, grant)))
        .toList();
  }

  private List<Grant> unused(Set<Need> needs, Set<Grant> grants) {
    Set<Need> all = withAllPools(needs);
    return grants.stream().filter(grant -> all.stream().noneMatch(grant::covers)).toList();
  }

  private Set<Need> withAllPools(Set<Need> needs) {
    Set<Need> all = new LinkedHashSet<>(needs);
    needs.stream()
        .filter(need -> pools.contains(need.resource()))
        .forEach(need -> pools.forEach(queue -> all.add(new Need(need.action(), queue))));
    return all;
  }
}
