// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.modem.UdpChannel;
import dev.dcmrig.ecall.rtp.Pcmu;
import dev.dcmrig.ecall.rtp.RtpException;
import dev.dcmrig.ecall.rtp.RtpPacket;
import dev.dcmrig.ecall.rtp.RtpSender;
import dev.dcmrig.ecall.sdp.Media;
import dev.dcmrig.sim.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Voice of one call, both ways: PCMU in RTP packets of 20 ms. With {@code voice.mode: burst} one
 * second is sent after the answer and then 200 ms every 5 s, so that a day of virtual time does not
 * carry a day of silence.
 */
final class VoiceStream {
  /** The fixed port of the DCM's RTP. */
  static final int RTP_PORT = 40_000;

  private static final int SAMPLES = 160;
  private static final long PACKET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final DcmContext dcm;
  private final VoiceSettings settings;
  private final CallRules rules;
  private final Media far;
  private final Runnable lost;
  private final RtpSender sender;
  private final UdpChannel channel;
  private final Timer packet;
  private final Timer silence;
  private final short[] samples = new short[SAMPLES];
  private final boolean burst;
  private int leftInBurst;

  /**
   * @param lost runs when nothing has arrived for {@code voice.mediaTimeout}
   */
  VoiceStream(CallParts parts, Media far, Runnable lost) throws NoNetworkException {
    this.dcm = parts.dcm();
    this.settings = parts.voice();
    this.rules = parts.rules();
    this.far = far;
    this.lost = lost;
    this.sender =
        new RtpSender(
            rules.payloadType(far.pcmuPayloadType()),
            dcm.ids().nextLong(),
            dcm.ids().nextLong(),
            dcm.ids().nextLong());
    this.channel = parts.modem().associate(this::received);
    this.packet = dcm.timeline().timer(this::send);
    this.silence = dcm.timeline().timer(this::silent);
    this.burst = settings.mode().equals("burst");
    this.leftInBurst = packets(settings.firstBurst());
    packet.armAfter(0);
    armSilence();
  }

  private static int packets(Duration length) {
    return (int) Math.max(1, length.toNanos() / PACKET_NANOS);
  }

  private void send() {
    if (rules.isVoiceSent()) {
      dcm.pins().microphone().fill(samples);
      byte[] voice = Pcmu.encode(rules.heard(samples));
      channel.send(far.connectionAddress(), far.port(), sender.next(voice).encode());
    }
    if (burst && --leftInBurst <= 0) {
      leftInBurst = packets(settings.burst());
      long pause = settings.burstInterval().toNanos() - leftInBurst * PACKET_NANOS;
      sender.skip(pause / PACKET_NANOS * SAMPLES);
      packet.armAfter(pause + PACKET_NANOS);
    } else {
      packet.armAfter(PACKET_NANOS);
    }
  }

  private void received(byte[] datagram) {
    try {
      RtpPacket arrived = RtpPacket.decode(datagram);
      if (arrived.payloadType() == far.pcmuPayloadType()) {
        armSilence();
        if (rules.isVoicePlayed()) {
          dcm.pins().speaker().play(dcm.timeline().nowNanos(), Pcmu.decode(arrived.payload()));
        }
      }
    } catch (RtpException e) {
      // No packet of this stream: a phone passes over it, and it keeps no call alive.
      return;
    }
  }

  private void armSilence() {
    silence.armAfter(settings.mediaTimeout().toNanos());
  }

  private void silent() {
    lost.run();
  }

  void close() {
    if (!rules.isVoiceEndedWithCall()) {
      silence.cancel();
      return;
    }
    packet.cancel();
    silence.cancel();
    channel.close();
  }
}
