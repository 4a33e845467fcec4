package farm.sheaf.client.command;

import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.Missing;
import farm.sheaf.core.job.Scripts;
import farm.sheaf.deploy.Choices.Blender;
import farm.sheaf.deploy.Choices.Scaling;
import farm.sheaf.json.Spelling;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The words of an option with a closed choice: for shell completion, and for a mistyped one. */
abstract class Words implements Iterable<String> {
  private final String option;
  private final List<String> words;

  private <E> Words(String option, E[] values, Function<E, String> word) {
    this.option = option;
    this.words = Arrays.stream(values).map(word).toList();
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }

  /** The word as the farm spells it, or the problem with it and what was probably meant. */
  String checked(String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    if (words.contains(word)) {
      return word;
    }
    List<String> near = Spelling.near(word, words);
    String meant = near.isEmpty() ? "" : "; did you mean \"%s\"?".formatted(near.getFirst());
    throw new InvalidRequestException(
        "%s: \"%s\" is unknown; write %s%s"
            .formatted(option, typed, String.join(", ", words), meant));
  }

  static final class Engines extends Words {
    Engines() {
      super("engine", Engine.values(), Engine::word);
    }
  }

  static final class Formats extends Words {
    Formats() {
      super("format", ImageFormat.values(), ImageFormat::word);
    }
  }

  static final class Denoising extends Words {
    Denoising() {
      super("denoise", Denoise.values(), Denoise::word);
    }
  }

  static final class ScriptRules extends Words {
    ScriptRules() {
      super("scripts", Scripts.values(), Scripts::word);
    }
  }

  static final class MissingRules extends Words {
    MissingRules() {
      super("missing", Missing.values(), Missing::word);
    }
  }

  static final class Overlays extends Words {
    Overlays() {
      super("overlay", new Scaling[] {Scaling.KEDA, Scaling.HPA}, Scaling::word);
    }
  }

  static final class Blenders extends Words {
    Blenders() {
      super("blender", Blender.values(), Blender::word);
    }
  }
}
