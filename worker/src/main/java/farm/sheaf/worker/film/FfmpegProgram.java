package farm.sheaf.worker.film;

import farm.sheaf.core.job.Video;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An ffmpeg on this machine, with the ffprobe that came with it. */
public record FfmpegProgram(Path ffmpeg, Path ffprobe) {
  /** Names the executable where no option does. */
  public static final String VARIABLE = "SHEAF_FFMPEG";

  private static final String ADVICE =
      "install it (Debian and Ubuntu: apt-get install ffmpeg), or name it with --ffmpeg or "
          + VARIABLE;

  private static final Pattern VERSION = Pattern.compile("ffmpeg version (\\S+)");

  /**
   * Looks for ffmpeg: the option, {@code SHEAF_FFMPEG}, then {@code PATH}. An option or variable
   * that names no program is an answer, not a reason to look further.
   *
   * @param option what {@code --ffmpeg} said
   * @param environment the process's own
   */
  public static FfmpegSearch find(Optional<Path> option, Map<String, String> environment) {
    Optional<Path> named =
        option.or(() -> Optional.ofNullable(environment.get(VARIABLE)).map(Path::of));
    List<Path> path =
        Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList();
    if (named.isPresent() && !executable(named.get())) {
      return new FfmpegSearch.NotFound(
          "ffmpeg: %s is not an executable file; %s".formatted(named.get(), ADVICE));
    }
    Optional<Path> ffmpeg = named.or(() -> in(path, "ffmpeg"));
    if (ffmpeg.isEmpty()) {
      return new FfmpegSearch.NotFound("ffmpeg: there is none on PATH; " + ADVICE);
    }
    List<Path> besides = new ArrayList<>();
    Optional.ofNullable(ffmpeg.get().toAbsolutePath().getParent()).ifPresent(besides::add);
    besides.addAll(path);
    return in(besides, "ffprobe")
        .<FfmpegSearch>map(
            ffprobe -> new FfmpegSearch.Found(new FfmpegProgram(ffmpeg.get(), ffprobe)))
        .orElseGet(
            () ->
                new FfmpegSearch.NotFound(
                    "ffmpeg: there is no ffprobe beside %s nor on PATH; %s"
                        .formatted(ffmpeg.get(), ADVICE)));
  }

  private static Optional<Path> in(List<Path> folders, String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(FfmpegProgram::executable)
        .findFirst();
  }

  private static boolean executable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** Starts it once and asks what it is. */
  public FfmpegProbe probe() {
    try {
      Answer version = Answer.of(List.of(ffmpeg.toString(), "-version"));
      Matcher m = VERSION.matcher(version.output());
      if (version.exit() != 0 || !m.find()) {
        return new FfmpegProbe.Unable(
            "ffmpeg: %s does not run (exit %d: %s); %s"
                .formatted(ffmpeg, version.exit(), version.lastLines(), ADVICE));
      }
      Set<Video.Codec> codecs = codecs();
      return codecs.contains(Video.Codec.H264)
          ? new FfmpegProbe.Able(m.group(1), codecs)
          : new FfmpegProbe.Unable(
              "ffmpeg: %s was built without libx264, so it cannot make an MP4; %s"
                  .formatted(ffmpeg, ADVICE));
    } catch (IOException e) {
      return new FfmpegProbe.Unable("ffmpeg: %s; %s".formatted(e.getMessage(), ADVICE));
    }
  }

  private Set<Video.Codec> codecs() throws IOException {
    String encoders = Answer.of(List.of(ffmpeg.toString(), "-hide_banner", "-encoders")).output();
    Set<Video.Codec> codecs = EnumSet.noneOf(Video.Codec.class);
    for (Video.Codec codec : Video.Codec.values()) {
      if (encoders.contains(" " + FfmpegCommand.encoder(codec) + " ")) {
        codecs.add(codec);
      }
    }
    return codecs;
  }
}
