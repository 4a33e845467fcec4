package farm.sheaf.client.command;

/** Job documents as the server writes them. */
final class Documents {
  private Documents() {}

  static String job(String status, int done) {
    return job(status, done, "");
  }

  /**
   * @param more fields, each after a comma
   */
  static String job(String status, int done, String more) {
    return """
    {"message": "said by the farm", "jobId": "ball-3f9a2c81d0", "status": "%s",
     "created": true, "file": "ball.blend", "name": "", "run": 1,
     "frames": {"range": "1-4", "total": 4, "done": %d, "failed": 0},
     "tasks": {"total": 2, "queued": 0, "completed": 2, "failed": 0, "canceled": 0},
     "chunk": 2, "settings": {"format": "png", "video": "h264"},
     "submittedAt": "2026-11-20T10:00:00Z", "changedAt": "2026-11-20T10:00:09Z",
     "framesAt": {"bucket": "png-files-bucket", "prefix": "ball-3f9a2c81d0/frames/"},
     "warnings": [], "failures": [], "aFieldOfTomorrow": [1, {"kept": true}]%s}
    """
        .formatted(status, done, more);
  }

  static String completed() {
    return job(
        "completed",
        4,
        """
        , "film": {"bucket": "render-files-bucket", "key": "output/ball-3f9a2c81d0/ball.mp4"}\
        """);
  }

  static String failed() {
    return job("failed", 3, ", \"reason\": \"frame 4 failed\"")
        .replace("\"created\": true", "\"created\": false")
        .replace(
            "\"failures\": []",
            """
            "failures": [{"frame": 4, "kind": "scene", "message": "Cannot render, no camera",
            "attempts": 1}]\
            """);
  }
}
