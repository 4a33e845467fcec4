package farm.sheaf.core.job;

/**
 * What a worker has, as far as it decides which scenes it can render: its Blender, its device. Two
 * workers of one kind say the same words, so that what one cannot do need not be asked of the
 * other.
 *
 * @param words for people and for comparison, such as {@code Blender 3.4.1, CPU, no denoiser};
 *     empty where a worker does not tell
 */
public record WorkerKind(String words) implements Comparable<WorkerKind> {
  public static final WorkerKind UNKNOWN = new WorkerKind("");

  private static final int LONGEST = 120;

  public WorkerKind {
    words = words.strip();
    if (words.length() > LONGEST) {
      words = words.substring(0, LONGEST);
    }
  }

  @Override
  public int compareTo(WorkerKind other) {
    return words.compareTo(other.words);
  }

  @Override
  public String toString() {
    return words.isEmpty() ? "a worker that does not say what it has" : words;
  }
}
