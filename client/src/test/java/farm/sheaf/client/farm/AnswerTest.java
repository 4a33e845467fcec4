package farm.sheaf.client.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.talk.Problem;
import org.junit.jupiter.api.Test;

final class AnswerTest {
  @Test
  void the_body_is_json_in_a_string() {
    Answer answer =
        Answer.read("{\"statusCode\": 200, \"body\": \"{\\\"jobId\\\": \\\"a-1\\\"}\"}");

    assertThat(answer.accepted().path("jobId").asText()).isEqualTo("a-1");
  }

  @Test
  void a_body_that_is_an_object_is_understood_too() {
    assertThat(Answer.read("{\"statusCode\": 200, \"body\": {\"jobId\": \"a-1\"}}").body())
        .hasToString("{\"jobId\":\"a-1\"}");
  }

  @Test
  void row07_a_function_that_crashed_is_told_in_words() {
    assertThatThrownBy(() -> Answer.read("{\"errorMessage\": \"out of memory\"}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("out of memory")
        .hasMessageContaining("log");
  }

  @Test
  void what_is_no_answer_at_all_is_shown() {
    assertThatThrownBy(() -> Answer.read("<html>"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("<html>");
    assertThatThrownBy(() -> Answer.read("{\"statusCode\": 200}")).isInstanceOf(Problem.class);
  }
}
