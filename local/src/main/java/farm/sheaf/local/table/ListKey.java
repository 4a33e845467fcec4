package farm.sheaf.local.table;

import farm.sheaf.core.job.InvalidRequestException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page of the list ends: a job by its time and id. */
record ListKey(Instant submittedAt, String id) {
  private static final Pattern FORM = Pattern.compile("([0-9]{12})\\.([0-9]{9})#(.+)");

  static ListKey of(JobRows.Listed job) {
    return new ListKey(job.submittedAt(), job.id().value());
  }

  static ListKey parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new InvalidRequestException(
          "after: \"%s\" is not the end of a page; send the \"next\" of the page before"
              .formatted(text));
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)));
    return new ListKey(at, m.group(3));
  }

  @Override
  public String toString() {
    return "%012d.%09d#%s".formatted(submittedAt.getEpochSecond(), submittedAt.getNano(), id);
  }
}
