package farm.sheaf.worker.film;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What ffprobe finds in a film's pictures, by reading all of it.
 *
 * @param stream ffprobe's fields of the stream
 * @param times when each picture begins, in units of the stream's time base, in the file's order
 * @param trouble why there is nothing, in ffprobe's words; else empty
 */
record FilmProbe(Map<String, String> stream, List<Long> times, String trouble) {
  private static final String PACKET = "packet|";
  private static final String STREAM = "stream|";

  static FilmProbe of(FfmpegProgram program, Path film) throws IOException {
    Answer answer =
        Answer.of(
            List.of(
                program.ffprobe().toString(),
                "-v",
                "error",
                "-select_streams",
                "v:0",
                "-show_data_hash",
                "sha256",
                "-show_entries",
                "packet=pts:stream=codec_type,codec_name,pix_fmt,width,height,time_base"
                    + ",extradata_hash",
                "-of",
                "compact",
                film.toString()));
    if (answer.exit() != 0) {
      return new FilmProbe(Map.of(), List.of(), "ffprobe: " + answer.lastLines());
    }
    Map<String, String> stream = new HashMap<>();
    List<Long> times = new ArrayList<>();
    for (String line : answer.output().lines().toList()) {
      if (line.startsWith(STREAM)) {
        stream.putAll(fields(line));
      } else if (line.startsWith(PACKET)) {
        times.add(number(fields(line).getOrDefault("pts", "")));
      }
    }
    return new FilmProbe(stream, times, "");
  }

  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new HashMap<>();
    for (String field : line.split("\\|", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals), field.substring(equals + 1));
      }
    }
    return fields;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException none) {
      return Long.MIN_VALUE;
    }
  }

  /** A field of the stream; empty when ffprobe does not tell. */
  String field(String name) {
    return stream.getOrDefault(name, "");
  }

  static boolean hasSound(FfmpegProgram program, Path film) throws IOException {
    return !Answer.of(
            List.of(
                program.ffprobe().toString(),
                "-v",
                "error",
                "-select_streams",
                "a:0",
                "-show_entries",
                "stream=codec_type",
                "-of",
                "csv=p=0",
                film.toString()))
        .output()
        .isBlank();
  }
}
