package farm.sheaf.worker.film;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What ffmpeg's programs find in a film. */
public record FilmLook(Path film) {
  /** Fields of the pictures' stream, as {@code key=value}, in ffprobe's order. */
  String stream(String fields) throws IOException {
    return probe("-select_streams", "v:0", "-show_entries", "stream=" + fields, "-of", "csv=p=0");
  }

  /** A field of each packet of pictures, in the file's order. */
  List<Long> packets(String field) throws IOException {
    return probe("-select_streams", "v:0", "-show_entries", "packet=" + field, "-of", "csv=p=0")
        .lines()
        .map(line -> line.replace(",", "").strip())
        .map(Long::valueOf)
        .toList();
  }

  String probe(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Filming.PROGRAM.ffprobe().toString(), "-v", "error"));
    command.addAll(List.of(options));
    command.add(film.toString());
    return Answer.of(command).output().strip();
  }

  /** A digest of each decoded picture, in the order in which they are shown. */
  List<String> decoded() throws IOException {
    return Answer.of(
            List.of(
                Filming.PROGRAM.ffmpeg().toString(),
                "-v",
                "error",
                "-i",
                film.toString(),
                "-map",
                "0:v:0",
                "-vsync",
                "passthrough",
                "-f",
                "framemd5",
                "-"))
        .output()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  /** The grey that each frame of a film shows, to the nearest that {@link DrawnFrames} draws. */
  public List<Integer> greys() throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Filming.PROGRAM.ffmpeg().toString(),
                    "-v",
                    "error",
                    "-i",
                    film.toString(),
                    "-vf",
                    "scale=1:1",
                    "-f",
                    "rawvideo",
                    "-pix_fmt",
                    "rgb24",
                    "-vsync",
                    "0",
                    "-"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] pixels = process.getInputStream().readAllBytes();
    List<Integer> greys = new ArrayList<>();
    for (int i = 0; i < pixels.length; i += 3) {
      int grey = Byte.toUnsignedInt(pixels[i + 1]);
      greys.add(Math.round((grey - 40) / 12f) * 12 + 40);
    }
    return greys;
  }
}
