package farm.sheaf.deploy.cluster.health;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role or user of IAM, by what can be told of it. The ARN of a role's session has the role's name
 * but not its path, and that is where the roles of single sign-on differ.
 */
record Principal(String account, Kind kind, String name) {
  private static final Pattern SESSION =
      Pattern.compile("arn:[^:]+:sts::(\\d+):assumed-role/([^/]+)/.*");
  private static final Pattern ENTITY =
      Pattern.compile("arn:[^:]+:iam::(\\d+):(role|user)/(?:.*/)?([^/]+)");
  private static final Pattern ROOT = Pattern.compile("arn:[^:]+:iam::(\\d+):root");

  enum Kind {
    ROLE,
    USER,
    ROOT,
    OTHER
  }

  static Principal of(String arn) {
    Matcher session = SESSION.matcher(arn);
    if (session.matches()) {
      return new Principal(session.group(1), Kind.ROLE, session.group(2));
    }
    Matcher entity = ENTITY.matcher(arn);
    if (entity.matches()) {
      Kind kind = entity.group(2).equals("role") ? Kind.ROLE : Kind.USER;
      return new Principal(entity.group(1), kind, entity.group(3));
    }
    Matcher root = ROOT.matcher(arn);
    return root.matches()
        ? new Principal(root.group(1), Kind.ROOT, "root")
        : new Principal("", Kind.OTHER, arn);
  }

  /** An ARN to begin with; a role with a path needs its path put in. */
  String arn() {
    return switch (kind) {
      case ROLE -> "arn:aws:iam::%s:role/%s".formatted(account, name);
      case USER -> "arn:aws:iam::%s:user/%s".formatted(account, name);
      case ROOT -> "arn:aws:iam::%s:root".formatted(account);
      case OTHER -> name;
    };
  }
}
