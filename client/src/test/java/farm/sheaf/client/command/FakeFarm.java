package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.client.farm.Answer;
import farm.sheaf.client.farm.Doors;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.farm.FarmServer;
import farm.sheaf.client.farm.Farms;
import farm.sheaf.client.farm.ObjectStore;
import farm.sheaf.client.farm.Place;
import farm.sheaf.client.farm.Start;
import farm.sheaf.client.farm.StoredObject;
import farm.sheaf.client.farm.Upload;
import farm.sheaf.talk.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A farm in memory: it answers what a test has laid ready, and remembers what it was asked. */
final class FakeFarm implements Farms, FarmServer, ObjectStore {
  enum State {
    RUNNING,
    STOPPED
  }

  final List<ObjectNode> asked = new ArrayList<>();
  final List<Place> uploads = new ArrayList<>();
  final Map<Place, byte[]> objects = new TreeMap<>(Comparator.comparing(Place::toString));
  private final Map<Place, String> digests = new TreeMap<>(Comparator.comparing(Place::toString));
  private final Deque<Answer> answers = new ArrayDeque<>();
  State state = State.RUNNING;
  boolean workersThere = true;
  int started;
  int closed;

  /** Lays an answer ready; the last one is given again and again. */
  FakeFarm answers(int statusCode, String body) {
    answers.add(new Answer(statusCode, (ObjectNode) Json.parse(body).orElseThrow()));
    return this;
  }

  FakeFarm holds(Place place, String content) {
    objects.put(place, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public Answer ask(ObjectNode request) {
    asked.add(request.deepCopy());
    Answer answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    return new Answer(answer.statusCode(), answer.body().deepCopy());
  }

  @Override
  public Optional<Farm> running() {
    return state == State.RUNNING ? Optional.of(farm()) : Optional.empty();
  }

  @Override
  public Optional<Doors> doors() {
    return state == State.RUNNING ? Optional.of(ofThisMachine()) : Optional.empty();
  }

  @Override
  public Optional<Map<String, String>> variables() {
    return doors().map(Doors::environment);
  }

  @Override
  public OwnFarm start(Start how) {
    started++;
    return new OwnFarm() {
      @Override
      public Farm farm() {
        return FakeFarm.this.farm();
      }

      @Override
      public Doors doors() {
        return ofThisMachine();
      }

      @Override
      public boolean hasWorkers() {
        return workersThere;
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  private Farm farm() {
    return new Farm(this, this, FarmResources.ONE_MACHINE.buckets());
  }

  private static Doors ofThisMachine() {
    return new Doors(
        Path.of("/farm home"),
        4711,
        new Doors.Ends(
            URI.create("http://127.0.0.1:9001"),
            URI.create("http://127.0.0.1:9002"),
            URI.create("http://127.0.0.1:9003")),
        new Doors.Key("SHEAFKEY", "secret'word"));
  }

  @Override
  public Optional<StoredObject> find(Place place) {
    return Optional.ofNullable(objects.get(place)).map(content -> stored(place, content));
  }

  @Override
  public Upload.End upload(Upload upload) {
    Place to = upload.to();
    try {
      objects.put(to, Files.readAllBytes(upload.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    digests.put(to, upload.digest());
    uploads.add(to);
    return Upload.End.STORED;
  }

  @Override
  public List<StoredObject> list(Place prefix) {
    return objects.entrySet().stream()
        .filter(each -> each.getKey().toString().startsWith(prefix.toString()))
        .map(each -> stored(each.getKey(), each.getValue()))
        .toList();
  }

  @Override
  public void download(Place from, Path to) {
    try {
      Files.write(to, content(from), StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String text(Place place) {
    return new String(content(place), StandardCharsets.UTF_8);
  }

  private byte[] content(Place place) {
    return Optional.ofNullable(objects.get(place)).orElseThrow();
  }

  private StoredObject stored(Place place, byte[] content) {
    return new StoredObject(
        place, content.length, "etag-of-" + place.key(), Optional.ofNullable(digests.get(place)));
  }
}
