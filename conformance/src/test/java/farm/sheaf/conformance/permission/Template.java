package farm.sheaf.conformance.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A CloudFormation template whose texts can be read: what CloudFormation would put in is put in,
 * with a made-up account and region; a reference to a resource stands as {@code ${LogicalId}} or
 * {@code ${LogicalId.Attribute}}.
 */
public record Template(JsonNode root) {
  public static final String ACCOUNT = "111122223333";
  public static final String REGION = "eu-central-1";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([^!}][^}]*)}");
  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Partition",
          "aws",
          "AWS::AccountId",
          ACCOUNT,
          "AWS::Region",
          REGION,
          "AWS::URLSuffix",
          "amazonaws.com");

  static Template parse(String json) throws IOException {
    return new Template(JSON.readTree(json));
  }

  /** All templates of a cloud assembly. */
  public static List<Template> in(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      List<Template> templates = new java.util.ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".template.json")).toList()) {
        templates.add(parse(Files.readString(file)));
      }
      return templates;
    }
  }

  /** The properties of all resources of a type, by logical id. */
  Map<String, JsonNode> resources(String type) {
    Map<String, JsonNode> found = new TreeMap<>();
    root.path("Resources")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().path("Type").asText().equals(type)) {
                found.put(entry.getKey(), entry.getValue().path("Properties"));
              }
            });
    return found;
  }

  /** The texts of a list, or of a single text. */
  List<String> texts(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).map(this::text).toList()
        : List.of(text(value));
  }

  /** A text with its functions worked out. */
  String text(JsonNode value) {
    if (value.isValueNode()) {
      return value.asText();
    }
    if (value.has("Ref")) {
      return referred(value.path("Ref").asText());
    }
    if (value.has("Fn::GetAtt")) {
      JsonNode parts = value.path("Fn::GetAtt");
      return "${%s.%s}".formatted(parts.path(0).asText(), parts.path(1).asText());
    }
    if (value.has("Fn::Join")) {
      JsonNode join = value.path("Fn::Join");
      return texts(join.path(1)).stream().collect(Collectors.joining(join.path(0).asText()));
    }
    if (value.has("Fn::Sub")) {
      return substituted(value.path("Fn::Sub").asText());
    }
    throw new IllegalArgumentException("a text that this reader does not know: " + value);
  }

  private static String referred(String name) {
    return PSEUDO.getOrDefault(name, "${" + name + "}");
  }

  private static String substituted(String text) {
    return SUBSTITUTED
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(referred(found.group(1))));
  }
}
