package farm.sheaf.client.machine;

import java.util.List;

/** What there is to know before something is installed. */
record Situation(List<Program> missing, Source source, Right right, Consent consent) {
  Situation {
    missing = List.copyOf(missing);
  }

  /** Where this system gets its programs from. */
  enum Source {
    APT,
    DNF,
    BREW,
    UNKNOWN
  }

  /** What this user may do. */
  enum Right {
    ROOT,
    /** {@code sudo} asks for no password. */
    SUDO,
    NONE
  }

  /** What this user wants. */
  enum Consent {
    GIVEN,
    /** {@code SHEAF_NO_INSTALL} is set. */
    REFUSED
  }
}
