// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.ecall.rtp.Pcmu;
import dev.dcmrig.ecall.rtp.RtpException;
import dev.dcmrig.ecall.rtp.RtpPacket;
import dev.dcmrig.ecall.rtp.RtpSender;
import dev.dcmrig.ecall.rtp.ToneDetector;
import dev.dcmrig.ecall.rtp.ToneGenerator;
import dev.dcmrig.ecall.sdp.Media;
import dev.dcmrig.network.wire.CountedDatagrams;
import dev.dcmrig.network.wire.NetworkMap;
import dev.dcmrig.sim.Hold;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The agent's voice in one call: PCMU over RTP. In virtual time it comes in bursts
 * (docs/DCM-INTERFACE.md, 2.3).
 */
final class CentreVoice {
  private static final int SAMPLES = 160;
  private static final long PACKET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int FIRST_BURST = 50;
  private static final int BURST = 10;
  private static final long BURST_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final double LEVEL_DBOV = -15;
  private static final int PCMU = 0;

  /** One minute of sound is kept for listening; what comes later is only counted. */
  private static final int MAX_KEPT_SAMPLES = 60 * Pcmu.SAMPLE_RATE_HZ;

  private static final int STRETCH_SAMPLES = 5 * ToneDetector.BLOCK_SAMPLES;

  private final Timeline timeline;
  private final NetworkMap map;
  private final String fixedAddress;
  private final String source;
  private final RtpSender sender;
  private final VoiceRules rules;
  private final Timer packet;
  private final TreeSet<Integer> payloadTypes = new TreeSet<>();
  private final short[] samples = new short[SAMPLES];
  private short[] heard = new short[Pcmu.SAMPLE_RATE_HZ];
  private int heardCount;
  private @Nullable CountedDatagrams socket;
  private @Nullable Media far;
  private @Nullable ToneGenerator tone;
  private int leftInBurst = FIRST_BURST;
  private boolean closed;

  CentreVoice(
      Timeline timeline,
      Vertx vertx,
      Context context,
      NetworkMap map,
      Seed.Stream ids,
      String fixedAddress,
      VoiceRules rules) {
    this.timeline = timeline;
    this.map = map;
    this.fixedAddress = fixedAddress;
    this.rules = rules;
    this.source = "centre/rtp/" + fixedAddress;
    this.sender = new RtpSender(PCMU, ids.nextLong(), ids.nextLong(), ids.nextLong());
    this.packet = timeline.timer(this::send);
    Hold hold = timeline.hold("opening " + fixedAddress);
    context.runOnContext(
        ignored ->
            CountedDatagrams.bind(
                timeline,
                vertx,
                context,
                (datagram, from) -> {
                  if (map.isOwnUdp(from)) {
                    timeline.post(source, () -> received(datagram));
                  }
                },
                bound -> {
                  timeline.post(source, () -> opened(bound));
                  hold.release();
                }));
  }

  private void opened(@Nullable CountedDatagrams bound) {
    socket = bound;
    if (bound == null) {
      return;
    }
    if (closed) {
      bound.close(0);
      return;
    }
    map.udp(fixedAddress, bound);
    map.flow(bound.localPort(), fixedAddress);
  }

  /** The agent's voice: a tone in Hz; 0 is silence. */
  void speak(double hertz) {
    tone = hertz > 0 ? new ToneGenerator((int) Math.round(hertz), LEVEL_DBOV) : null;
  }

  /** Both sides know each other: sound flows, in the directions that were agreed. */
  void start(Media farSide) {
    far = farSide;
    if (farSide.direction().receives()) {
      packet.armAfter(0);
    }
  }

  /** Nothing more is sent; what comes is still heard. */
  void silence() {
    packet.cancel();
  }

  private void send() {
    Media to = far;
    CountedDatagrams out = socket;
    if (closed || to == null || out == null) {
      return;
    }
    ToneGenerator speaking = tone;
    if (speaking == null) {
      Arrays.fill(samples, (short) 0);
    } else {
      speaking.fill(samples);
    }
    byte[] bytes = sender.next(Pcmu.encode(samples)).encode();
    Integer realPort = map.realUdpPort(to.connectionAddress() + ":" + to.port());
    if (realPort != null) {
      out.send(realPort, bytes);
    }
    if (timeline.isVirtual() && --leftInBurst <= 0) {
      leftInBurst = BURST;
      long pause = BURST_INTERVAL_NANOS - BURST * PACKET_NANOS;
      sender.skip(pause / PACKET_NANOS * SAMPLES);
      packet.armAfter(pause + PACKET_NANOS);
    } else {
      packet.armAfter(PACKET_NANOS);
    }
  }

  private void received(byte[] datagram) {
    if (closed) {
      return;
    }
    try {
      RtpPacket arrived = RtpPacket.decode(datagram);
      payloadTypes.add(arrived.payloadType());
      Media agreed = far;
      rules.look(arrived, agreed, timeline.nowNanos());
      boolean sends = agreed == null || agreed.direction().sends();
      if (sends && arrived.payloadType() == PCMU) {
        keep(Pcmu.decode(arrived.payload()));
      }
      timeline.changed();
    } catch (RtpException e) {
      payloadTypes.add(-1);
    }
  }

  private void keep(short[] more) {
    if (heardCount + more.length > MAX_KEPT_SAMPLES) {
      return;
    }
    if (heardCount + more.length > heard.length) {
      heard = Arrays.copyOf(heard, heard.length * 2);
    }
    System.arraycopy(more, 0, heard, heardCount, more.length);
    heardCount += more.length;
  }

  /** Whether a tone of this frequency has come from the vehicle. */
  boolean heard(double hertz) {
    int frequency = (int) Math.round(hertz);
    for (int start = 0; start + STRETCH_SAMPLES <= heardCount; start += STRETCH_SAMPLES) {
      short[] stretch = Arrays.copyOfRange(heard, start, start + STRETCH_SAMPLES);
      if (ToneDetector.detect(stretch, frequency).isPresent()) {
        return true;
      }
    }
    return false;
  }

  List<Integer> payloadTypes() {
    return List.copyOf(payloadTypes);
  }

  void close() {
    if (!closed) {
      closed = true;
      packet.cancel();
      map.forgetUdp(fixedAddress);
      CountedDatagrams out = socket;
      if (out != null) {
        out.close(0);
      }
    }
  }
}
