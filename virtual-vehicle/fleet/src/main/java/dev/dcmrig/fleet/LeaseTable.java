// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which node hosts which part of a fleet. A part is leased: a node that is not heard of for {@link
 * #LEASE} has lost what it had, and has stopped it by then itself ({@link #HOLD} is shorter). So no
 * part is ever on two nodes, whoever can reach whom. Parts are spread evenly; a node that comes
 * later gets its share when others have let go of theirs. Not thread safe; has no clock.
 */
public final class LeaseTable {
  /** Parts of a fleet, whatever its size: enough for 64 nodes to have about the same. */
  public static final int PARTS = 256;

  /** From the last word of a node until its parts go to others. */
  public static final Duration LEASE = Duration.ofSeconds(5);

  /** From a node's question until it must have stopped, unless a newer one was answered. */
  public static final Duration HOLD = Duration.ofSeconds(4);

  /** New parts in one answer: what a node is told of their vehicles fits into one message. */
  static final int AT_ONCE = 32;

  /**
   * A part that a node may host.
   *
   * @param epoch higher than that of any lease of this part before
   */
  public record Grant(int part, long epoch) {}

  /**
   * A part has come from a node that fell silent to another one.
   *
   * @param nanos from the last word of the one to the first of the other that hosts it
   */
  public record Takeover(int part, String from, String to, long nanos) {}

  private static final class Part {
    private @Nullable String node;
    private long epoch;

    /** The node has been told to let go of it. */
    private boolean recalled;

    /** The node has said that it hosts it. */
    private boolean hosted;

    private @Nullable String lostBy;
    private long lostNanos;
  }

  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Long> lastWord = new TreeMap<>();
  private final List<Takeover> takeovers = new ArrayList<>();
  private long epochs;

  public LeaseTable() {
    for (int number = 0; number < PARTS; number++) {
      parts.add(new Part());
    }
  }

  /**
   * A node asks what it may host until {@link #HOLD} after it has asked.
   *
   * @param hosts parts that it hosts at this moment
   * @return all that it may host; what is missing it lets go of
   */
  public List<Grant> renew(String node, Set<Integer> hosts, long nowNanos) {
    expire(nowNanos);
    lastWord.put(node, nowNanos);
    for (int number = 0; number < PARTS; number++) {
      Part part = parts.get(number);
      if (node.equals(part.node)) {
        heard(number, part, hosts.contains(number), nowNanos);
      }
    }
    spread(node);
    List<Grant> granted = new ArrayList<>();
    for (int number = 0; number < PARTS; number++) {
      Part part = parts.get(number);
      if (node.equals(part.node) && !part.recalled) {
        granted.add(new Grant(number, part.epoch));
      }
    }
    return granted;
  }

  private void heard(int number, Part part, boolean hosts, long nowNanos) {
    if (part.recalled && !hosts) {
      free(part);
    } else if (hosts && !part.hosted) {
      part.hosted = true;
      String from = part.lostBy;
      if (from != null && part.node != null) {
        takeovers.add(new Takeover(number, from, part.node, nowNanos - part.lostNanos));
        part.lostBy = null;
      }
    }
  }

  private static void free(Part part) {
    part.node = null;
    part.recalled = false;
    part.hosted = false;
  }

  /** Gives a node its share of what is free, and recalls what others have over theirs. */
  private void spread(String node) {
    int least = PARTS / lastWord.size();
    int most = (PARTS + lastWord.size() - 1) / lastWord.size();
    Map<String, Integer> counts = counts();
    int has = counts.getOrDefault(node, 0);
    // What the others are short of is theirs, even if this one asks first.
    int wantedByOthers = wanting(counts, least) - Math.max(0, least - has);
    int open = (int) parts.stream().filter(part -> part.node == null).count();
    int given = 0;
    for (Part part : parts) {
      boolean may = has < least || (has < most && open > wantedByOthers);
      if (part.node == null && may && given < AT_ONCE) {
        part.node = node;
        part.epoch = ++epochs;
        has++;
        given++;
        open--;
      }
    }
    counts.put(node, has);
    // What is recalled counts for nobody any more, so that nobody lets go of too much.
    int wanting = wanting(counts, least);
    int free = (int) parts.stream().filter(part -> part.node == null || part.recalled).count();
    for (int still = wanting - free; still > 0; still--) {
      String richest =
          counts.entrySet().stream()
              .max(
                  Map.Entry.<String, Integer>comparingByValue()
                      .thenComparing(Map.Entry.comparingByKey()))
              .map(Map.Entry::getKey)
              .orElseThrow();
      if (counts.getOrDefault(richest, 0) <= least) {
        return;
      }
      recallOne(richest);
      counts.merge(richest, -1, Integer::sum);
    }
  }

  private int wanting(Map<String, Integer> counts, int least) {
    return lastWord.keySet().stream()
        .mapToInt(other -> Math.max(0, least - counts.getOrDefault(other, 0)))
        .sum();
  }

  private void recallOne(String node) {
    parts.stream()
        .filter(part -> node.equals(part.node) && !part.recalled)
        .max(Comparator.comparingLong(part -> part.epoch))
        .ifPresent(part -> part.recalled = true);
  }

  /** Parts of each node that it was not told to let go of. */
  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    lastWord.keySet().forEach(node -> counts.put(node, 0));
    for (Part part : parts) {
      if (part.node != null && !part.recalled) {
        counts.merge(part.node, 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Takes the parts of nodes that were not heard of for {@link #LEASE}. */
  public void expire(long nowNanos) {
    List<String> silent =
        lastWord.entrySet().stream()
            .filter(word -> nowNanos - word.getValue() >= LEASE.toNanos())
            .map(Map.Entry::getKey)
            .toList();
    for (String node : silent) {
      lose(node, lastWord.getOrDefault(node, nowNanos));
    }
  }

  private void lose(String node, long lastNanos) {
    lastWord.remove(node);
    for (Part part : parts) {
      if (node.equals(part.node)) {
        if (part.hosted && part.lostBy == null) {
          part.lostBy = node;
          part.lostNanos = lastNanos;
        }
        free(part);
      }
    }
  }

  /** A node says that it hosts nothing any more, and goes. */
  public void leave(String node) {
    lastWord.remove(node);
    for (Part part : parts) {
      if (node.equals(part.node)) {
        free(part);
      }
    }
  }

  /** Whether a lease is the newest of its part. */
  public boolean isNewest(int part, long epoch) {
    return part >= 0 && part < PARTS && parts.get(part).epoch == epoch;
  }

  /** Nodes that were heard of, by their names. */
  public List<String> nodes() {
    return List.copyOf(lastWord.keySet());
  }

  /** Parts that a node has said to host, not those that it is about to. */
  public int hosted() {
    return (int) parts.stream().filter(part -> part.hosted).count();
  }

  /** The oldest first. */
  public List<Takeover> takeovers() {
    return List.copyOf(takeovers);
  }
}
