package farm.sheaf.conformance.bench;

import farm.sheaf.aws.table.ItemSize;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts what one thread asks of the table and of the queues. It has DynamoDB tell the units of
 * each request, so that they are not reckoned here; an operation that it does not know is an error,
 * lest it cost nothing.
 */
final class RequestMeter implements ExecutionInterceptor {
  private Reading reading = new Reading(0, 0, 0, Read.NOTHING, 0);

  /**
   * What was counted so far.
   *
   * @param table requests of the table, retries included
   * @param queue requests of the queues, retries included
   * @param writes requests of the table that wrote
   */
  record Reading(long table, long queue, long writes, Read read, double writeUnits) {
    Reading plus(Reading other) {
      return new Reading(
          table + other.table,
          queue + other.queue,
          writes + other.writes,
          read.plus(other.read),
          writeUnits + other.writeUnits);
    }

    Reading minus(Reading before) {
      return new Reading(
          table - before.table,
          queue - before.queue,
          writes - before.writes,
          read.minus(before.read),
          writeUnits - before.writeUnits);
    }

    /** Requests of the table and of the queues. */
    long requests() {
      return table + queue;
    }
  }

  /** What the table gave: items, their bytes as DynamoDB counts them, and its read units. */
  record Read(long items, long bytes, double units) {
    static final Read NOTHING = new Read(0, 0, 0);

    Read plus(Read other) {
      return new Read(items + other.items, bytes + other.bytes, units + other.units);
    }

    Read minus(Read before) {
      return new Read(items - before.items, bytes - before.bytes, units - before.units);
    }
  }

  /** What some work asks for. */
  Reading of(Runnable work) {
    Reading before = reading;
    work.run();
    return reading.minus(before);
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
    return switch (context.request()) {
      case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(total).build();
      case QueryRequest query -> query.toBuilder().returnConsumedCapacity(total).build();
      case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(total).build();
      case UpdateItemRequest update -> update.toBuilder().returnConsumedCapacity(total).build();
      case DynamoDbRequest unknown -> throw new IllegalStateException("not metered: " + unknown);
      case SdkRequest ofAnother -> ofAnother;
    };
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    boolean table = context.request() instanceof DynamoDbRequest;
    add(new Reading(table ? 1 : 0, table ? 0 : 1, 0, Read.NOTHING, 0));
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (context.response() instanceof DynamoDbResponse response) {
      switch (response) {
        case GetItemResponse get ->
            read(get.consumedCapacity(), get.hasItem() ? List.of(get.item()) : List.of());
        case QueryResponse query -> read(query.consumedCapacity(), query.items());
        case PutItemResponse put -> wrote(put.consumedCapacity());
        case UpdateItemResponse update -> wrote(update.consumedCapacity());
        default -> throw new IllegalStateException("not metered: " + response);
      }
    }
  }

  private void read(ConsumedCapacity capacity, List<Map<String, AttributeValue>> items) {
    long bytes = items.stream().mapToLong(ItemSize::of).sum();
    add(new Reading(0, 0, 0, new Read(items.size(), bytes, capacity.capacityUnits()), 0));
  }

  private void wrote(ConsumedCapacity capacity) {
    add(new Reading(0, 0, 1, Read.NOTHING, capacity.capacityUnits()));
  }

  private void add(Reading more) {
    reading = reading.plus(more);
  }
}
