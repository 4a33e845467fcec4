package farm.sheaf.core.frame;

import farm.sheaf.core.job.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An ordered set of frame numbers, written as people write it: {@code 1-250}, {@code 1-250x2},
 * {@code 5,9,20-30}, {@code -10-5}.
 *
 * <p>Numbers lie in Blender's own range, {@value #LOWEST} to {@value #HIGHEST} (MINAFRAME and
 * MAXFRAME in DNA_scene_types.h); a set has at most {@value #MOST} of them.
 */
public final class FrameSet {
  /** Blender's MINAFRAME. */
  public static final int LOWEST = -1_048_574;

  /** Blender's MAXFRAME. */
  public static final int HIGHEST = 1_048_574;

  /** The most frames that one set, and so one job, may have. */
  public static final int MOST = 100_000;

  /** The most characters of a person's text that an error repeats. */
  private static final int SHOWN = 80;

  public static final FrameSet EMPTY = new FrameSet(new int[0]);

  private static final Pattern PART =
      Pattern.compile("(-?[0-9]{1,9})(?:-(-?[0-9]{1,9})(?:x([0-9]{1,9}))?)?");

  private final int[] frames;

  private FrameSet(int[] sorted) {
    this.frames = sorted;
  }

  public static FrameSet of(int... frames) {
    return checked(Arrays.stream(frames));
  }

  public static FrameSet of(Collection<Integer> frames) {
    return checked(frames.stream().mapToInt(Integer::intValue));
  }

  /** All frames from start to end, both included. */
  public static FrameSet range(int start, int end) {
    return stepped(start, end, 1, start + "-" + end);
  }

  /**
   * Reads what a person wrote.
   *
   * @throws InvalidRequestException naming the part that is wrong and what to write instead
   */
  public static FrameSet parse(String text) {
    List<FrameSet> parts = new ArrayList<>();
    long size = 0;
    for (String raw : text.split(",", -1)) {
      FrameSet part = parsePart(raw.strip(), text);
      size += part.size();
      if (size > MOST) {
        throw tooMany(text, size);
      }
      parts.add(part);
    }
    return checked(parts.stream().flatMapToInt(FrameSet::stream));
  }

  private static FrameSet parsePart(String part, String text) {
    Matcher m = PART.matcher(part);
    if (!m.matches()) {
      throw new InvalidRequestException(
          "frames: \"%s\" is not a frame range; write it like \"1-250\", \"1-250x2\" or \"5,9,20-30\""
              .formatted(text.length() <= SHOWN ? text : shown(part)));
    }
    int start = Integer.parseInt(m.group(1));
    int end = m.group(2) == null ? start : Integer.parseInt(m.group(2));
    int step = m.group(3) == null ? 1 : Integer.parseInt(m.group(3));
    return stepped(start, end, step, part);
  }

  private static FrameSet stepped(int start, int end, int step, String text) {
    if (start > end) {
      throw new InvalidRequestException(
          "frames: \"%s\" starts after its end; write the smaller number first, \"%d-%d\""
              .formatted(text, end, start));
    }
    if (step < 1) {
      throw new InvalidRequestException(
          "frames: the step in \"%s\" must be 1 or more".formatted(text));
    }
    requireInRange(start);
    requireInRange(end);
    long size = ((long) end - start) / step + 1;
    if (size > MOST) {
      throw tooMany(text, size);
    }
    return new FrameSet(IntStream.range(0, (int) size).map(i -> start + i * step).toArray());
  }

  private static InvalidRequestException tooMany(String text, long size) {
    return new InvalidRequestException(
        "frames: \"%s\" has %,d frames; a job has at most %,d, so submit it in parts"
            .formatted(shown(text), size, MOST));
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  private static FrameSet checked(IntStream stream) {
    int[] sorted = stream.sorted().distinct().toArray();
    if (sorted.length > 0) {
      requireInRange(sorted[0]);
      requireInRange(sorted[sorted.length - 1]);
    }
    return new FrameSet(sorted);
  }

  private static void requireInRange(int frame) {
    if (frame < LOWEST || frame > HIGHEST) {
      throw new InvalidRequestException(
          "frames: %d lies outside Blender's range of %d to %d".formatted(frame, LOWEST, HIGHEST));
    }
  }

  public int size() {
    return frames.length;
  }

  public boolean isEmpty() {
    return frames.length == 0;
  }

  /** The lowest frame; the set must not be empty. */
  public int first() {
    return frames[0];
  }

  /** The highest frame; the set must not be empty. */
  public int last() {
    return frames[frames.length - 1];
  }

  public boolean contains(int frame) {
    return Arrays.binarySearch(frames, frame) >= 0;
  }

  public boolean containsAll(FrameSet other) {
    return other.stream().allMatch(this::contains);
  }

  public FrameSet union(FrameSet other) {
    return checked(IntStream.concat(stream(), other.stream()));
  }

  public FrameSet minus(FrameSet other) {
    return new FrameSet(stream().filter(f -> !other.contains(f)).toArray());
  }

  public FrameSet intersect(FrameSet other) {
    return new FrameSet(stream().filter(other::contains).toArray());
  }

  /** The frames from this position to before that one, counted from 0 in ascending order. */
  public FrameSet slice(int from, int to) {
    return new FrameSet(Arrays.copyOfRange(frames, from, to));
  }

  /** Where a frame stands in ascending order, or -1. */
  public int indexOf(int frame) {
    return Math.max(-1, Arrays.binarySearch(frames, frame));
  }

  /** Ascending. */
  public IntStream stream() {
    return Arrays.stream(frames);
  }

  /** Ascending. */
  public List<Integer> toList() {
    return stream().boxed().toList();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof FrameSet other && Arrays.equals(frames, other.frames);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(frames);
  }

  /**
   * The one text of this set, the shortest usual one; {@link #parse} reads it back, and job ids
   * follow from it. Empty for the empty set.
   */
  public String notation() {
    List<String> parts = new ArrayList<>();
    int i = 0;
    while (i < frames.length) {
      int end = endOfRun(i);
      if (end - i >= 2) {
        int step = frames[i + 1] - frames[i];
        parts.add(frames[i] + "-" + frames[end] + (step == 1 ? "" : "x" + step));
        i = end + 1;
      } else {
        parts.add(Integer.toString(frames[i]));
        i++;
      }
    }
    return parts.stream().collect(Collectors.joining(","));
  }

  /** {@link #notation()}. */
  @Override
  public String toString() {
    return notation();
  }

  private int endOfRun(int from) {
    if (from + 1 >= frames.length) {
      return from;
    }
    int step = frames[from + 1] - frames[from];
    int end = from + 1;
    while (end + 1 < frames.length && frames[end + 1] - frames[end] == step) {
      end++;
    }
    return end;
  }
}
