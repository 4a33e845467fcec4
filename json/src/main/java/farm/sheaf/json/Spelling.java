package farm.sheaf.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Guesses which known word a person meant. */
public final class Spelling {
  private static final int LONGEST = 60;
  private static final int MOST = 3;

  private Spelling() {}

  /** The known word that takes the fewest changes of letters to reach; there must be one. */
  public static String nearest(String typed, Collection<String> known) {
    String start = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(start, candidate)))
        .orElseThrow();
  }

  /** At most three of the known words that differ by few letters, nearest first; often none. */
  public static List<String> near(String typed, Collection<String> known) {
    int tolerance = Math.max(2, typed.length() / 3);
    return known.stream()
        .filter(each -> distance(typed, each) <= tolerance)
        .sorted(
            Comparator.comparingInt((String each) -> distance(typed, each))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** Levenshtein's: how many letters to change, add or remove, without regard to case. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int change = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
