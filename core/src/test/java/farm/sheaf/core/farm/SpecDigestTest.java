package farm.sheaf.core.farm;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Missing;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.Resolution;
import farm.sheaf.core.job.Resolution.Percent;
import farm.sheaf.core.job.Resolution.Pixels;
import farm.sheaf.core.job.Scripts;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.job.WorkSettings;
import farm.sheaf.core.scene.SceneVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The digests of today, digit by digit: a farm finds its jobs by them, so a change here renders
 * every job of every farm again.
 */
class SpecDigestTest {
  private static final SceneVersion BALL = new SceneVersion("ball.blend", "0123abcd", 4_096);

  @ParameterizedTest
  @CsvSource({
    "1-12, 702ac02988555dc78677c16b228ac0899d400f83c55154455625429294e3c764",
    "1, be433e3f9235bb7f43c51871c2c4d0eb95ba8040f95bfc9b4b1d71e31f335e99",
    "'1,2', 12a38402317ae0dde57e6afaabc9bd00a29378da3c324c951159b227ec61ff9c",
    "-10-5, 2a7406cb9460dceb551c8bf0e88a515caa446bcdb27f639152227530def61553",
    "-10--8, 881b3287173103d7ce506fe8799f28c4952f0eb6ea0b1e2a51f4e3c88fbe6960",
    "1-250x2, 8ef42f9c621387e0c4179fc7a12a05528b5ed00b01ece954dc21f4a85e116145",
    "'5,9,20-30', ac06c2efb61ffb95dd8097819da621d8b9f3db3282d410ae5ddc0c86cfb3f36b",
    "'-7,-5,-3,0,1,2', d55c474e6d296fdf67d5d3c026d5cd9d9e98678a3997516fc92b31597d75a89c",
    "0-99999, 36c4295f30cd13c79b8c12c2ef4768022387a141d1220fe1780dd6647ab31bdd"
  })
  void row3_frames_have_the_digest_that_they_always_had(String frames, String digest) {
    JobSpec spec = new JobSpec(BALL, FrameSet.parse(frames), JobSettings.DEFAULT, "ball", "");
    assertThat(SpecDigest.of(spec)).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, 702ac02988555dc78677c16b228ac0899d400f83c55154455625429294e3c764",
    "scene, 60b978dfea948a5915032da2e9a3a36a373b6e7986a42e57a1c4d4179c04b322",
    "camera, e05ec4ffdef58fe3f6aa986e44de1be1e81b67ab03f99ee557596804911c937a",
    "scene and camera, d42afe6452c35a2985cbe32cc4e8fd86349efb3663eaef2e974dbeeac56355d2",
    "cycles, bf2850f98d3a8562608f96aba0cf402428ff20b61aa71b083ea6f9cacbbec594",
    "eevee, 1c227a8582f8d09ffb2b785220bb67a5c0ce1ec7cd4107943a163d7b586542d7",
    "workbench, cf0931bc32410a9960bf6460aec8aefe860dc8700ea78b86acf03ec38c1e3672",
    "64 samples, 755eb4271b89e99e5430d046ed7c437122fc787f864fd336b8144159136e02fd",
    "1920x1080, 90a074bdceef0a2c247b55bb72b1dafb578266bda10218f1db7a1af8a0f2ebb2",
    "50%, fa87ee9b8baa5ca3e6f97abd6a1c9a3be451f7c180452e264868de40f305f978",
    "denoise on, 8440e3ea8ac4093747cace71791bc403d947b3ccb6fbce80e9d37e22425e73f2",
    "denoise off, 93b0cfabffda32615201b6f6b7d0398406ba58a739985b85b0a209d9f7419920",
    "scripts allow, 2ec84337154f704fe81281c76079a777e32a19a103ac06029a0e3148af75b88e",
    "missing fail, f6dda1baaa41d75610ec7ba4cf7dd434b116a28ddeec77cd95fe11349239ffc7",
    "exr, 07cabf7285621de55da837efe072e7717bb9bcb98f89076f6a2b50b942a6f311",
    "jpeg, f538b3bfb7545906d683665a95ee3fe8463bb80b8e32215272eba56048ee7d93",
    "no video, cd2302071b27b3d219ff3c4b871c1a99d6f35eb367f4b3fabafa18b23a1d7649",
    "h265, fa12a19e13f5fbe754c6baee8eb472b9dbdb78febac343c9b60e3e598f63898f",
    "h264:23, 0619455a51e22c35ba3ff5efac1d4d247d54e7ea0e2bfcc48c8480163caf858f",
    "24 fps, 5d55de976d4307dd6b074da073fe2fdf71d03e17255d9cef18ff1f98089a7fc3",
    "30000/1001 fps, c81518db86d30da634ede8e5fc6fd28bba7e9d916c6f1c6b705924210227a5dc",
    "chunk of 10, c3219b0e4953ebbb9f4746a1ebf8864dcdb7ec173078819e5637458d3231e136",
    "1 s, 346a178f95c0214609292d8bb5c64b32608c63fee1fae68ea5ec581868217ff3",
    "90 s, 822741e9f51aa2debad8d8bf18a721d165f172eb3ac736717a1dc9765a11fd93",
    "10 m, eed1be297cb50f2f5acb5098f22634802b7ab8b9bee3a2da80511a694288e679",
    "2 h, 72bef81c829c5816bc29aeb1654f68e682ac0a30f55cbe1dc5a02ede10dcb839",
    "1 h 1 s, feaa8762e9312609800473b94865fc1ce1f0f5f169ba0d33ce1af32471dbf130",
    "2 h 3 m 4 s, d0e7cda78e1fd2df283cb471eb6002e5db9b6d2841a2d5df746aa62dca6c0bfc",
    "11 h, 09577bb3ac89f3e4cdb668e499f5f9393d5b113d25a90cbaa76440df3eeb0a34",
    "1.5 s, 29d5568b77f5e140b6ee4984893feddeef903aeccafe4afb4b75081e4a474452",
    "60.25 s, 80119f2c2fce3573a29cc96577dd7adce427c56d34cd9bdacf38df1c2886efa4",
    "10.000000001 s, f2afdfe8f5e2828cbc590dbfda429e5c9eace94577048b0cd15c4b85fa61892c",
    "5 attempts, aa915d04cfd8b1ab9f49208f72996e16a3177c6e0c79ae9f41b06a49a4414401",
    "gpu, 1336d58ae27c50f05538686142dfe3619f4390ca569bc86a8379599ecfd7bd27",
    "everything, 56fce979fff919c86895fbded7d16d54527d51292f94ca41b3326039583caeb5"
  })
  void row3_each_setting_has_the_digest_that_it_always_had(String setting, String digest) {
    JobSettings settings = settings().get(setting);
    assertThat(settings).as(setting).isNotNull();
    JobSpec spec = new JobSpec(BALL, FrameSet.parse("1-12"), settings, "ball", "");
    assertThat(SpecDigest.of(spec)).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({
    "ball.blend, 0123abcd, '', 702ac02988555dc78677c16b228ac0899d400f83c55154455625429294e3c764",
    "ball.blend, 0123abcd, once more,"
        + " afd4a5058d9368310261d8f272afbaf436bbfe6cae06b691639647be61d62d48",
    "ball.blend, 0123abcd, noch einmal für alle 🎬,"
        + " 9a6a6e61fd553e54f92b19a988eea97fd41d2fc3a87f0654bbf5602219d98905",
    "ball.blend, 0123abce, '', 1504dd7df782ce65a6d84a13fd2223400b95c3b6bdc302204c41d9d05d5b8dff",
    "shots/Kugel über.blend, 0123abcd, '',"
        + " bab5e9983cee3c09fcd7cd519cc03eb913656350f391829e8e4eb8a732d8e551",
  })
  void row3_a_file_and_a_force_have_the_digest_that_they_always_had(
      String key, String etag, String force, String digest) {
    SceneVersion file = new SceneVersion(key, etag, 4_096);
    JobSpec spec = new JobSpec(file, FrameSet.parse("1-12"), JobSettings.DEFAULT, "ball", force);
    assertThat(SpecDigest.of(spec)).isEqualTo(digest);
  }

  @Test
  void row3_a_name_and_a_size_are_not_in_the_digest() {
    FrameSet frames = FrameSet.parse("1-12");
    JobSpec plain = new JobSpec(BALL, frames, JobSettings.DEFAULT, "ball", "");
    SceneVersion larger = new SceneVersion(BALL.key(), BALL.etag(), 5_000);
    JobSpec named = new JobSpec(larger, frames, JobSettings.DEFAULT, "Our film", "");
    assertThat(SpecDigest.of(named)).isEqualTo(SpecDigest.of(plain));
  }

  private static Map<String, JobSettings> settings() {
    Map<String, JobSettings> all = new HashMap<>();
    all.put("nothing", JobSettings.DEFAULT);
    all.put("scene", asked(a -> a.scene = Optional.of("Szene 2")));
    all.put("camera", asked(a -> a.camera = Optional.of("Camera.001")));
    all.put(
        "scene and camera",
        asked(
            a -> {
              a.scene = Optional.of("Szene 2");
              a.camera = Optional.of("Camera.001");
            }));
    for (Engine engine : Engine.values()) {
      all.put(engine.word(), asked(a -> a.engine = Optional.of(engine)));
    }
    all.put("64 samples", asked(a -> a.samples = OptionalInt.of(64)));
    all.put("1920x1080", asked(a -> a.resolution = Optional.of(new Pixels(1920, 1080))));
    all.put("50%", asked(a -> a.resolution = Optional.of(new Percent(50))));
    all.put("denoise on", asked(a -> a.denoise = Denoise.ON));
    all.put("denoise off", asked(a -> a.denoise = Denoise.OFF));
    all.put("scripts allow", asked(a -> a.scripts = Scripts.ALLOW));
    all.put("missing fail", asked(a -> a.missing = Missing.FAIL));
    all.put("exr", asked(a -> a.format = ImageFormat.EXR));
    all.put("jpeg", asked(a -> a.format = ImageFormat.JPEG));
    all.put("no video", asked(a -> a.video = new Video.None()));
    all.put("h265", asked(a -> a.video = new Video.Film(Video.Codec.H265, Video.DEFAULT_CRF)));
    all.put("h264:23", asked(a -> a.video = new Video.Film(Video.Codec.H264, 23)));
    all.put("24 fps", asked(a -> a.fps = Optional.of(new FrameRate(24, 1))));
    all.put("30000/1001 fps", asked(a -> a.fps = Optional.of(new FrameRate(30_000, 1001))));
    all.put("chunk of 10", asked(a -> a.chunk = OptionalInt.of(10)));
    all.put("1 s", timeout(Duration.ofSeconds(1)));
    all.put("90 s", timeout(Duration.ofSeconds(90)));
    all.put("10 m", timeout(Duration.ofMinutes(10)));
    all.put("2 h", timeout(Duration.ofHours(2)));
    all.put("1 h 1 s", timeout(Duration.ofSeconds(3_601)));
    all.put("2 h 3 m 4 s", timeout(Duration.ofSeconds(7_384)));
    all.put("11 h", timeout(Duration.ofHours(11)));
    all.put("1.5 s", timeout(Duration.ofMillis(1_500)));
    all.put("60.25 s", timeout(Duration.ofMillis(60_250)));
    all.put("10.000000001 s", timeout(Duration.ofSeconds(10, 1)));
    all.put("5 attempts", asked(a -> a.maxAttempts = 5));
    all.put("gpu", asked(a -> a.pool = new Pool("gpu")));
    all.put("everything", everything());
    return all;
  }

  private static JobSettings everything() {
    return asked(
        a -> {
          a.scene = Optional.of("Szene 2");
          a.camera = Optional.of("Camera.001");
          a.engine = Optional.of(Engine.EEVEE);
          a.samples = OptionalInt.of(64);
          a.resolution = Optional.of(new Percent(25));
          a.denoise = Denoise.OFF;
          a.scripts = Scripts.ALLOW;
          a.missing = Missing.FAIL;
          a.format = ImageFormat.EXR;
          a.video = new Video.None();
          a.fps = Optional.of(new FrameRate(30_000, 1001));
          a.chunk = OptionalInt.of(7);
          a.timeout = Optional.of(Duration.ofMinutes(9));
          a.maxAttempts = 5;
          a.pool = new Pool("gpu");
        });
  }

  private static JobSettings timeout(Duration timeout) {
    return asked(a -> a.timeout = Optional.of(timeout));
  }

  private static JobSettings asked(Consumer<Asked> change) {
    Asked asked = new Asked();
    change.accept(asked);
    return asked.settings();
  }

  /** The defaults, spelt out and open to change. */
  private static final class Asked {
    private Optional<String> scene = Optional.empty();
    private Optional<String> camera = Optional.empty();
    private Optional<Engine> engine = Optional.empty();
    private OptionalInt samples = OptionalInt.empty();
    private Optional<Resolution> resolution = Optional.empty();
    private Denoise denoise = Denoise.AUTO;
    private Scripts scripts = Scripts.DENY;
    private Missing missing = Missing.WARN;
    private ImageFormat format = ImageFormat.PNG;
    private Video video = new Video.Film(Video.Codec.H264, 18);
    private Optional<FrameRate> fps = Optional.empty();
    private OptionalInt chunk = OptionalInt.empty();
    private Optional<Duration> timeout = Optional.empty();
    private int maxAttempts = 3;
    private Pool pool = new Pool("cpu");

    private JobSettings settings() {
      return new JobSettings(
          new RenderSettings(scene, camera, engine, samples, resolution, denoise, scripts, missing),
          new OutputSettings(format, video, fps),
          new WorkSettings(chunk, timeout, maxAttempts, pool));
    }
  }
}
