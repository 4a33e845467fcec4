package farm.sheaf.client.farm;

import java.util.Optional;

/**
 * An object that is there.
 *
 * @param etag without quotes; an MD5 of the content unless it has a dash or the bucket encrypts
 *     with keys of its own
 * @param digest the SHA-256 that Sheaf noted when it uploaded; empty for other people's uploads
 */
public record StoredObject(Place place, long bytes, String etag, Optional<String> digest) {}
