package farm.sheaf.aws.table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An index of the job table. It holds the keys of jobs that have both of its attributes.
 *
 * @param partition the attribute that it is parted by
 * @param wanted the one value that stands there
 * @param place the attribute that it is sorted by
 */
record Index(String name, String partition, AttributeValue wanted, String place) {
  /** All jobs by the time of their submission. */
  static final Index BY_TIME =
      new Index("jobs-by-time", "listed", Attributes.text("job"), "listedAt");

  /** Active jobs by their ids. */
  static final Index ACTIVE =
      new Index("active-jobs", "active", Attributes.text("yes"), Key.PARTITION);
}
