package farm.sheaf.client.machine;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.client.machine.InstallDecision.Advise;
import farm.sheaf.client.machine.InstallDecision.NothingToDo;
import farm.sheaf.client.machine.InstallDecision.WithApt;
import farm.sheaf.client.machine.Situation.Consent;
import farm.sheaf.client.machine.Situation.Right;
import farm.sheaf.client.machine.Situation.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InstallDecisionTest {
  private static final List<Program> BOTH = List.of(Program.BLENDER, Program.FFMPEG);

  @Test
  void nothing_is_done_where_all_is_there() {
    assertThat(decided(List.of(), Source.APT, Right.ROOT)).isEqualTo(new NothingToDo());
  }

  @Test
  void root_on_debian_installs_what_is_missing_and_no_more() {
    assertThat(decided(List.of(Program.FFMPEG), Source.APT, Right.ROOT))
        .isEqualTo(new WithApt(List.of(), List.of("ffmpeg")));
  }

  @Test
  void sudo_without_a_password_installs_and_says_how() {
    InstallDecision decision = decided(BOTH, Source.APT, Right.SUDO);

    assertThat(decision)
        .isEqualTo(new WithApt(List.of("sudo", "-n"), List.of("blender", "ffmpeg")));
    assertThat(((WithApt) decision).said())
        .isEqualTo("sudo -n apt-get install -y --no-install-recommends blender ffmpeg");
  }

  @Test
  void who_may_not_install_is_told_the_very_line() {
    assertThat(advice(decided(BOTH, Source.APT, Right.NONE)))
        .isEqualTo(
            """
            Blender and ffmpeg are needed to render, and not found here.
            Install: sudo apt-get install -y --no-install-recommends blender ffmpeg
            If you have it elsewhere, say where: SHEAF_BLENDER=/path/to/blender SHEAF_FFMPEG=/path/to/ffmpeg\
            """);
  }

  @Test
  void who_forbids_it_is_only_told() {
    Situation situation = new Situation(BOTH, Source.APT, Right.ROOT, Consent.REFUSED);

    assertThat(advice(InstallDecision.of(situation)))
        .contains("\nInstall: apt-get install -y --no-install-recommends blender ffmpeg\n");
  }

  @Test
  void other_systems_are_told_their_own_line() {
    assertThat(advice(decided(BOTH, Source.DNF, Right.ROOT)))
        .contains("\nInstall: dnf install -y blender ffmpeg\n");
    assertThat(advice(decided(BOTH, Source.BREW, Right.NONE)))
        .contains("\nInstall: brew install --cask blender && brew install ffmpeg\n");
    assertThat(advice(decided(BOTH, Source.UNKNOWN, Right.ROOT))).contains("blender.org");
  }

  private static InstallDecision decided(List<Program> missing, Source source, Right right) {
    return InstallDecision.of(new Situation(missing, source, right, Consent.GIVEN));
  }

  private static String advice(InstallDecision decision) {
    assertThat(decision).isInstanceOf(Advise.class);
    return ((Advise) decision).message();
  }
}
