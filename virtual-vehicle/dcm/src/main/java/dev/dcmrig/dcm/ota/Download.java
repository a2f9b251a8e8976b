// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.boot.DownloadArea;
import dev.dcmrig.dcm.http.HttpAnswer;
import dev.dcmrig.uptane.verify.Attack;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the file that an action is at into the flash, one block of 64 KiB by one range request
 * (RFC 9110 14.2), so that no more than a block is ever held. What a reset leaves is looked at
 * before it is trusted: the flash must still have the SHA-256 that was noted after the last whole
 * block.
 */
final class Download {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]+)-([0-9]+)/([0-9]+)");
  private static final HexFormat HEX = HexFormat.of();

  /** How often the image may have changed at the server under way before that is given up. */
  private static final int MAX_CHANGES = 3;

  /** Who wants the image. */
  interface Listener {
    /** Another block is on the flash. */
    void progressed();

    /** The file is on the flash; whether it is what was announced. */
    void complete(boolean asAnnounced);

    /**
     * It will never come.
     *
     * @param attack the kind of attack that this may be; null for none
     */
    void failed(@Nullable Attack attack, String why);
  }

  private final DdiClient client;
  private final DownloadArea area;
  private final FlashPace pace;
  private final OtaSettings settings;
  private final OtaRules rules;
  private final Listener listener;
  private @Nullable Action action;
  private @Nullable MessageDigest digest;
  private boolean asked;
  private int changes;

  Download(
      DdiClient client,
      FirmwareKeeper firmware,
      FlashPace pace,
      OtaSettings settings,
      OtaRules rules,
      Listener listener) {
    this.client = client;
    this.area = firmware.download();
    this.pace = pace;
    this.settings = settings;
    this.rules = rules;
    this.listener = listener;
  }

  /** Goes on, if a block is to be fetched and none is under way. */
  void proceed(Action of) {
    if (asked || pace.isBusy()) {
      return;
    }
    if (action != of) {
      action = of;
      changes = 0;
      resume(of);
    }
    Artifact artifact = of.artifact();
    if (of.written >= artifact.size()) {
      MessageDigest whole = digest;
      boolean right = whole != null && HEX.formatHex(whole.digest()).equals(artifact.sha256());
      action = null;
      listener.complete(right);
      return;
    }
    asked = true;
    client.get(artifact.path(), headers(of), settings.tries(), new Block(of));
  }

  /** What is under way is not told any more. */
  void stop() {
    action = null;
    asked = false;
  }

  private void resume(Action of) {
    int kept = of.written;
    if (rules.isPartLookedAt()) {
      boolean right = area.holds(of.place(), kept, HEX.parseHex(of.writtenSha256));
      kept = right ? kept : 0;
    } else {
      kept = of.begun;
    }
    int from = rules.resumeAt(kept);
    digest = area.digestOf(of.place(), from);
    of.written = from;
    of.begun = from;
    if (from == 0) {
      of.etag = "";
    }
    of.keep();
  }

  private void startOver(Action of) {
    of.written = 0;
    of.begun = 0;
    of.etag = "";
    of.keep();
    digest = area.digestOf(of.place(), 0);
  }

  private Map<String, String> headers(Action of) {
    long last = Math.min(of.artifact().size(), of.written + (long) FirmwareKeeper.BLOCK_BYTES) - 1;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Range", "bytes=" + of.written + "-" + last);
    if (!of.etag.isEmpty() && rules.isOfSameImage()) {
      headers.put("If-Range", of.etag);
    }
    return headers;
  }

  private final class Block implements DdiClient.Outcome {
    private final Action of;

    Block(Action of) {
      this.of = of;
    }

    @Override
    public void answered(HttpAnswer answer) {
      asked = false;
      if (action != of) {
        return;
      }
      if (answer.status() == PARTIAL) {
        partial(answer);
      } else if (answer.status() == OK && answer.body().length == of.artifact().size()) {
        // The server knows no ranges, or the image is another one: either way it is all here.
        startOver(of);
        take(answer, answer.body());
      } else if (answer.status() == OK || answer.status() == RANGE_NOT_SATISFIABLE) {
        changed();
      } else {
        listener.failed(Attack.DENIED, "the server answers " + answer.status() + " to the image");
      }
    }

    private void partial(HttpAnswer answer) {
      Matcher range = CONTENT_RANGE.matcher(answer.header("content-range"));
      boolean asAsked =
          range.matches()
              && parse(range.group(1)).filter(first -> first == of.written).isPresent()
              && parse(range.group(3)).filter(size -> size == of.artifact().size()).isPresent()
              && answer.body().length > 0
              && isWholeBlock(answer.body().length);
      if (!asAsked || isOther(answer.header("etag"))) {
        changed();
      } else {
        take(answer, answer.body());
      }
    }

    private boolean isWholeBlock(int length) {
      return length == Math.min(FirmwareKeeper.BLOCK_BYTES, of.artifact().size() - of.written);
    }

    private boolean isOther(String etag) {
      return !of.etag.isEmpty() && !etag.isEmpty() && !etag.equals(of.etag);
    }

    private void changed() {
      startAgain(
          Attack.ARBITRARY_SOFTWARE,
          "the image at the server changes, or is not of the announced size");
    }

    private void startAgain(Attack attack, String why) {
      changes++;
      if (changes > MAX_CHANGES) {
        listener.failed(attack, why);
        return;
      }
      startOver(of);
      listener.progressed();
    }

    private void take(HttpAnswer answer, byte[] body) {
      if (!area.isWritable(of.place() + of.written, body.length)) {
        // What was begun before a loss of supply has cost an erasure that nobody had counted with.
        listener.failed(null, "the flash is worn out");
        return;
      }
      String etag = answer.header("etag");
      // A weak one says nothing of the bytes (RFC 9110 13.1.5).
      of.etag = etag.startsWith("\"") ? etag : "";
      int offset = of.written;
      of.begun = offset + body.length;
      of.keep();
      int at = of.place() + offset;
      pace.begin(body.length, () -> area.write(at, body), () -> written(body));
    }

    private void written(byte[] body) {
      MessageDigest running = digest;
      if (action != of || running == null) {
        return;
      }
      running.update(body);
      of.written = of.begun;
      of.writtenSha256 = HEX.formatHex(soFar(running));
      of.keep();
      listener.progressed();
    }

    /** Whoever waits for it looks each second, and asks again. */
    @Override
    public void lost() {
      asked = false;
    }

    /** A server that has the image may have no delta for ever: the update does not wait for it. */
    @Override
    public void refused(int status) {
      lost();
      if (action == of && of.isLoadingDelta()) {
        listener.failed(Attack.DENIED, "the server answers " + status + " to the delta");
      }
    }

    @Override
    public void tooSlow() {
      asked = false;
      if (action == of) {
        listener.failed(Attack.SLOW_RETRIEVAL, "the image comes too slowly");
      }
    }

    @Override
    public void tooLong(int status) {
      asked = false;
      if (action == of) {
        startAgain(Attack.ENDLESS_DATA, "more of the image comes than was asked for");
      }
    }
  }

  private static Optional<Long> parse(String digits) {
    return digits.length() > 18 ? Optional.empty() : Optional.of(Long.parseLong(digits));
  }

  private static byte[] soFar(MessageDigest digest) {
    try {
      return ((MessageDigest) digest.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of every Java runtime can be copied", e);
    }
  }
}
