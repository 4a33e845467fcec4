package farm.sheaf.client.farm;

/** A farm that can be reached. */
public record Farm(FarmServer server, ObjectStore objects, Buckets buckets) {}
