package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;
import java.util.List;

/**
 * Looks whether the farm's bucket names are free. A bucket's name is one for all of AWS, and a
 * stack that finds one taken fails after minutes and with many words.
 */
record CheckNames(Target target, Stacks stacks) implements Check {
  /** What the buckets' names begin with. */
  static final List<String> BUCKETS = List.of("render-files", "png-files", "worker-logging");

  @Override
  public String title() {
    return "Names";
  }

  @Override
  public Look look() {
    String data = target.stack("Data");
    if (stacks.find(data).filter(each -> !each.failedAtBirth()).isPresent()) {
      return new Look.Fine("the farm's own since it was first deployed");
    }
    Buckets buckets = new Buckets(target.access());
    for (String kind : BUCKETS) {
      String name = target.bucket(kind);
      switch (buckets.owner(name)) {
        case NOBODY -> {}
        case SOMEBODY_ELSE ->
            throw Problem.failed(
                "The bucket name %s is taken by another account, and names of buckets are one for all of AWS.\nChoose another stage: --stage NAME"
                    .formatted(name));
        case THIS_ACCOUNT ->
            throw Problem.failed(
                "The bucket %s is there already, but the stack %s is not: it was left by an earlier farm or a deployment that failed.\nIf you need what is in it, choose another stage: --stage NAME\nIf not, remove what is left: ./sheaf remove --stage %s --region %s --with-data"
                    .formatted(name, data, target.stage(), target.region()));
      }
    }
    return new Look.Fine("free");
  }
}
