package farm.sheaf.client.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.json.Json;
import farm.sheaf.worker.film.InstalledFfmpeg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What ffprobe says of a film, its frames counted one by one.
 *
 * @param rate such as {@code 24/1}
 */
public record Film(int frames, String rate, String pixelFormat, int width, int height) {
  public static Film of(Path file) throws IOException {
    JsonNode stream =
        Json.parseObject(
                output(
                    List.of(
                        InstalledFfmpeg.program().ffprobe().toString(),
                        "-v",
                        "error",
                        "-count_frames",
                        "-select_streams",
                        "v:0",
                        "-show_streams",
                        "-of",
                        "json",
                        file.toString())))
            .path("streams")
            .path(0);
    return new Film(
        stream.path("nb_read_frames").asInt(),
        stream.path("r_frame_rate").asText(),
        stream.path("pix_fmt").asText(),
        stream.path("width").asInt(),
        stream.path("height").asInt());
  }

  private static String output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
