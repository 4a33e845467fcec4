package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.client.progress.UploadTalk;
import farm.sheaf.client.scene.Bytes;
import farm.sheaf.client.scene.SceneFile;
import farm.sheaf.client.scene.UploadScene;
import farm.sheaf.talk.Talk;
import java.time.InstantSource;

/** Uploads a scene and submits it. */
record SendScene(Farm farm, Talk talk, InstantSource clock) {
  /**
   * @param settings of the submission; {@code file} is added
   */
  JobDocument send(SceneFile scene, String key, ObjectNode settings) {
    UploadScene upload = new UploadScene(farm.objects());
    UploadTalk progress = new UploadTalk(talk, clock, scene.name(), scene.bytes());
    switch (upload.upload(scene, farm.scene(key), progress)) {
      case UploadScene.Outcome.Sent sent ->
          talk.say("Uploaded %s (%s).".formatted(key, Bytes.said(sent.bytes())));
      case UploadScene.Outcome.AlreadyThere() -> {}
    }
    return new Jobs(farm.server()).submit(settings.put("file", key));
  }
}
