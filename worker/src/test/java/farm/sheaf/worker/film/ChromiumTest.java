package farm.sheaf.worker.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import farm.sheaf.core.frame.FrameSet;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A joined film in the browser that most people have. */
class ChromiumTest {
  private static final int PATIENCE_SECONDS = 90;

  /** Asks the video what it is, and what it shows in the middle of three frames. */
  private static final String PAGE =
      """
      <!doctype html><video id=v muted></video><script>
      const tell = text => fetch('/told', {method: 'POST', body: text});
      const seek = (v, t) => new Promise(done => { v.onseeked = done; v.currentTime = t; });
      (async () => {
        const v = document.getElementById('v');
        v.src = URL.createObjectURL(await (await fetch('/film.mp4')).blob());
        await new Promise((done, fail) => {
          v.onloadeddata = done;
          v.onerror = () => fail(v.error.message);
        });
        const canvas = new OffscreenCanvas(1, 1);
        const context = canvas.getContext('2d');
        const seen = [v.videoWidth, v.videoHeight, v.duration.toFixed(4)];
        for (const place of [0, 255, 256, 257, 299]) {
          await seek(v, (place + 0.5) * 1001 / 30000);
          context.drawImage(v, 0, 0, 1, 1);
          seen.push(context.getImageData(0, 0, 1, 1).data[1]);
        }
        tell(seen.join(' '));
      })().catch(trouble => tell('trouble: ' + trouble));
      </script>
      """;

  @TempDir Path folder;

  @Test
  void a_joined_film_plays_in_chromium_and_finds_the_frames_beside_a_joint()
      throws IOException, InterruptedException {
    Optional<Path> chromium = chromium();
    if (chromium.isEmpty()) {
      System.out.println(
          "NOT RUN: no film was tried in Chromium, for there is none on PATH; install it (Debian:"
              + " apt-get install chromium)");
    }
    assumeTrue(chromium.isPresent(), "Chromium is not installed");
    Path film =
        new Filming(folder)
            .film(Filming.order(FrameSet.range(0, 299), "30000/1001"), DrawnFrames.png(128, 96));

    String[] told = told(chromium.get(), film).split(" ", -1);

    assertThat(told).startsWith("128", "96", "10.0100").hasSize(8);
    List<Integer> greys =
        Arrays.stream(told).skip(3).map(g -> Math.round((Integer.parseInt(g) - 40) / 12f)).toList();
    assertThat(greys).isEqualTo(Stream.of(0, 255, 256, 257, 299).map(place -> place % 16).toList());
  }

  private static Optional<Path> chromium() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(place -> Stream.of(Path.of(place, "chromium"), Path.of(place, "google-chrome")))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private String told(Path chromium, Path film) throws IOException, InterruptedException {
    CompletableFuture<String> told = new CompletableFuture<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", at -> answer(at, "text/html", PAGE.getBytes(StandardCharsets.UTF_8)));
    server.createContext("/film.mp4", at -> answer(at, "video/mp4", Files.readAllBytes(film)));
    server.createContext(
        "/told",
        at -> {
          told.complete(new String(at.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(at, "text/plain", new byte[0]);
        });
    server.start();
    Process browser = start(chromium, server.getAddress().getPort());
    try {
      return told.completeOnTimeout(
              "Chromium told nothing: " + Files.readString(folder.resolve("chromium.log")),
              PATIENCE_SECONDS,
              TimeUnit.SECONDS)
          .join();
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly().waitFor();
      server.stop(0);
    }
  }

  private Process start(Path chromium, int port) throws IOException {
    ProcessBuilder browser =
        new ProcessBuilder(
            chromium.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--remote-debugging-port=0",
            "--user-data-dir=" + folder.resolve("profile"),
            "http://127.0.0.1:" + port + "/");
    browser.environment().put("TMPDIR", folder.toString());
    return browser
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("chromium.log").toFile())
        .start();
  }

  private static void answer(HttpExchange at, String type, byte[] body) throws IOException {
    try (at) {
      at.getResponseHeaders().set("Content-Type", type);
      at.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      at.getResponseBody().write(body);
    }
  }
}
