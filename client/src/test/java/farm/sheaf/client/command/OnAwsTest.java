package farm.sheaf.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.aws.StubServer;
import farm.sheaf.aws.StubServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands at a farm on AWS, whose services answer over HTTP as AWS's do. */
final class OnAwsTest {
  private static final String SETTINGS =
      """
      {"version": 1, "stage": "prod", "server": "server-prod:live", "api": "https://x",
       "repository": "r", "environment": {"SHEAF_RENDER_FILES_BUCKET": "films-prod",
       "SHEAF_JOB_TABLE": "JobTable-prod"}}\
      """;
  private static final String NO_PARAMETER =
      "{\"__type\": \"ParameterNotFound\", \"message\": \"no such parameter\"}";

  @TempDir private Path folder = Path.of("");
  private final List<String> asked = new ArrayList<>();
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void noFilesOfThisMachine() throws IOException {
    environment =
        Map.of(
            "AWS_CONFIG_FILE", folder.resolve("config").toString(),
            "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
    Files.writeString(
        folder.resolve("config"),
        """
        [profile studio]
        region = eu-west-1
        aws_access_key_id = AKIDSTUDIO
        aws_secret_access_key = word
        [profile nowhere]
        aws_access_key_id = AKID
        aws_secret_access_key = word
        """);
  }

  @Test
  void a_farm_is_found_by_its_stage_and_asked_through_its_alias() {
    Typed typed = at(this::deployed, "list", "--stage", "prod");

    assertThat(typed).isEqualTo(new Typed(0, "JOB  STATUS  FRAMES  SUBMITTED  FILE\n", ""));
    assertThat(asked).contains("/2015-03-31/functions/server-prod%3Alive/invocations");
  }

  @Test
  void the_words_may_stand_before_the_command_or_be_variables() {
    assertThat(at(this::deployed, "--stage", "prod", "list").exit()).isZero();

    try (StubServer aws = new StubServer(this::deployed)) {
      assertThat(Typed.in(with(aws, Map.of("SHEAF_STAGE", "prod")), "list").exit()).isZero();
    }
  }

  @Test
  void a_typed_profile_beats_keys_and_brings_its_region() {
    Typed typed = at(this::deployed, "env", "--stage", "prod", "--profile", "studio");

    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .contains("export AWS_PROFILE=studio\n", "export SHEAF_RENDER_FILES_BUCKET=films-prod\n")
        .contains("export AWS_REGION=us-east-1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ExpiredTokenException | The security token included in the request is expired | 4"
            + " | The AWS credentials have expired.~Sign in again: aws sso login",
        "UnrecognizedClientException | The security token included in the request is invalid. | 4"
            + " | AWS does not know the access key (The security token included in the request is"
            + " invalid.).~Check it with: aws sts get-caller-identity. If it works elsewhere, the"
            + " region us-east-1 may not be enabled for the account.",
        "InvalidSignatureException | The request signature we calculated does not match | 4"
            + " | AWS refuses the signature: the secret key does not belong to its access"
            + " key.~Set both anew: aws configure",
        "InvalidSignatureException | Signature expired: 2026 is now earlier than 2027 | 1"
            + " | AWS refuses requests from this machine because its clock is wrong (Signature"
            + " expired: 2026 is now earlier than 2027).~Set the clock, for example: sudo"
            + " timedatectl set-ntp true",
        "AccessDeniedException | User: arn:aws:iam::1:user/a is not authorized to perform:"
            + " ssm:GetParameter on resource: arn:aws:ssm:us-east-1:1:parameter/sheaf/prod/farm"
            + " because no identity-based policy allows it | 4"
            + " | You are not allowed to do this: reading the farm's settings (/sheaf/prod/farm)"
            + " needs the permission ssm:GetParameter on"
            + " arn:aws:ssm:us-east-1:1:parameter/sheaf/prod/farm.~Ask who looks after the account"
            + " for it, or use another --profile. Who you are: aws sts get-caller-identity",
        "ThrottlingException | Rate exceeded | 1"
            + " | AWS takes no more requests at the moment (reading the farm's settings"
            + " (/sheaf/prod/farm): Rate exceeded).~Try again in a minute.",
      })
  void a_refusal_says_what_happened_and_what_to_do(
      String code, String message, int exit, String said) {
    Answer refusal =
        new Answer(400, "{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(code, message));

    Typed typed = at(_ -> refusal, "list", "--stage", "prod");

    assertThat(typed).isEqualTo(new Typed(exit, "", "sheaf: " + said.replace('~', '\n') + "\n"));
  }

  @Test
  void a_stage_that_is_not_there_names_those_that_are() {
    assertThat(at(asks -> others(asks, ""), "list", "--stage", "prd").err())
        .isEqualTo(
            """
            sheaf: There is no farm "prd" in us-east-1.
            Did you mean --stage prod?
            """);
    assertThat(at(asks -> others(asks, ""), "list", "--stage", "shorts").err())
        .contains("There is: night, prod");
  }

  @Test
  void a_stage_in_another_region_says_in_which() {
    String buckets =
        "<Bucket><Name>render-files-bucket-shorts-123456789012-eu-north-1</Name></Bucket>";

    assertThat(at(asks -> others(asks, buckets), "list", "--stage", "shorts").err())
        .isEqualTo(
            """
            sheaf: There is no farm "shorts" in us-east-1; there is one in eu-north-1.
            Add: --region eu-north-1
            """);
  }

  @Test
  void an_account_without_farms_says_how_to_make_one() {
    Typed typed =
        at(
            asks ->
                asks.operation().equals("GetParameter")
                    ? new Answer(400, NO_PARAMETER)
                    : new Answer(403, ""),
            "list",
            "--stage",
            "prod");

    assertThat(typed.err())
        .isEqualTo(
            """
            sheaf: There is no farm "prod" in us-east-1.
            Make one: ./sheaf deploy --stage prod; or name another region with --region, another \
            account with --profile.
            """);
  }

  @Test
  void credentials_that_are_not_there_are_told_before_any_request() {
    Map<String, String> bare = new HashMap<>(environment);
    bare.put("AWS_REGION", "us-east-1");

    assertThat(Typed.in(bare, "list", "--stage", "prod"))
        .isEqualTo(
            new Typed(
                4,
                "",
                """
                sheaf: There are no AWS credentials: none in the environment, and no default profile.
                Sign in and name the profile: aws configure sso, then --profile NAME; or set \
                AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
                """));
  }

  @Test
  void a_profile_that_is_not_there_names_the_nearest() {
    assertThat(Typed.in(environment, "list", "--stage", "prod", "--profile", "stodio"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                sheaf: There is no AWS profile "stodio" in %s.
                Did you mean studio?
                """
                    .formatted(folder.resolve("config"))));
  }

  @Test
  void a_region_must_come_from_somewhere() {
    assertThat(Typed.in(environment, "list", "--stage", "prod", "--profile", "nowhere").err())
        .isEqualTo(
            """
            sheaf: Which region? None is given, and the AWS profile "nowhere" names none.
            Add it, such as: --region eu-central-1
            """);
  }

  @Test
  void a_region_that_aws_does_not_have_names_the_nearest() {
    Typed typed =
        Typed.in(
            environment,
            "list",
            "--stage",
            "prod",
            "--profile",
            "studio",
            "--region",
            "eu-centrl-1");

    assertThat(typed.err())
        .startsWith("sheaf: There is no AWS region \"eu-centrl-1\".\nDid you mean eu-central-1");
  }

  @Test
  void an_end_that_does_not_answer_is_told_as_such() {
    StubServer gone = new StubServer(this::deployed);
    Map<String, String> at = with(gone, Map.of());
    gone.close();

    assertThat(Typed.in(at, "list", "--stage", "prod").err())
        .startsWith("sheaf: AWS does not answer (reading the farm's settings (/sheaf/prod/farm): ")
        .endsWith("\nCheck the network, and HTTPS_PROXY where there is a proxy.\n");
  }

  @Test
  void a_region_without_a_stage_asks_which_farm() {
    assertThat(Typed.in(environment, "list", "--region", "eu-west-1").err())
        .isEqualTo(
            """
            sheaf: Which farm? --region is for farms on AWS; add --stage prod, or your stage's name.
            """);
  }

  @Test
  void a_stage_that_cannot_be_is_refused() {
    assertThat(Typed.in(environment, "list", "--stage", "Prod").err())
        .isEqualTo(
            """
            sheaf: stage: "Prod" cannot be; write 1 to 10 lower-case letters or digits, such as prod
            """);
  }

  @Test
  void a_farm_on_aws_is_not_started_from_here() {
    assertThat(Typed.in(environment, "up", "--stage", "prod").err())
        .startsWith("sheaf: A farm on AWS runs by itself: ./sheaf deploy --stage prod makes it");
  }

  @Test
  void settings_of_a_later_sheaf_are_told_to_be_such() {
    String later = "{\\\"version\\\": 2}";

    assertThat(at(_ -> parameter(later), "list", "--stage", "prod").err())
        .contains("was deployed by a later Sheaf (its settings have version 2, this one knows 1)");
  }

  @Test
  void the_doctor_finds_out_what_is_wrong_with_the_account() {
    Typed typed =
        at(
            _ -> new Answer(400, "{\"__type\": \"ExpiredTokenException\", \"message\": \"old\"}"),
            "doctor",
            "--stage",
            "prod");

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.out())
        .contains("fail  farm             The AWS credentials have expired.")
        .contains("Sign in again: aws sso login")
        .doesNotContain("blender");
  }

  private Typed at(StubServer.Script script, String... words) {
    try (StubServer aws =
        new StubServer(
            asks -> {
              asked.add(asks.path());
              return script.answer(asks);
            })) {
      return Typed.in(with(aws, Map.of()), words);
    }
  }

  private Map<String, String> with(StubServer aws, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(aws.environment());
    all.putAll(more);
    return all;
  }

  private Answer deployed(StubServer.Request asks) {
    return asks.operation().equals("GetParameter")
        ? parameter(SETTINGS.replace("\"", "\\\"").replace("\n", " "))
        : new Answer(200, "{\"statusCode\": 200, \"body\": \"{\\\"jobs\\\": []}\"}");
  }

  private static Answer parameter(String value) {
    return new Answer(200, "{\"Parameter\": {\"Value\": \"%s\"}}".formatted(value));
  }

  private static Answer others(StubServer.Request asks, String buckets) {
    return switch (asks.operation()) {
      case "GetParameter" -> new Answer(400, NO_PARAMETER);
      case "GetParametersByPath" ->
          new Answer(
              200,
              """
              {"Parameters": [{"Name": "/sheaf/prod/farm"}, {"Name": "/sheaf/prod/cluster"},
               {"Name": "/sheaf/night/farm"}]}\
              """);
      default ->
          new Answer(
              200,
              "<ListAllMyBucketsResult><Buckets>"
                  + buckets
                  + "</Buckets></ListAllMyBucketsResult>");
    };
  }
}
