// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.call;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.modem.UdpChannel;
import dev.dcmrig.ecall.rtp.Pcmu;
import dev.dcmrig.ecall.rtp.RtpException;
import dev.dcmrig.ecall.rtp.RtpPacket;
import dev.dcmrig.ecall.rtp.RtpSender;
import dev.dcmrig.ecall.sdp.Media;
import dev.dcmrig.sim.Timer;
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
  private static final int WRONG_PAYLOAD_TYPE = 8;

  private final DcmContext dcm;
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
  VoiceStream(DcmContext dcm, Modem modem, Media far, Runnable lost) throws NoNetworkException {
    this.dcm = dcm;
    this.far = far;
    this.lost = lost;
    int payloadType = dcm.has("wrong-payload-type") ? WRONG_PAYLOAD_TYPE : far.pcmuPayloadType();
    this.sender =
        new RtpSender(
            payloadType, dcm.ids().nextLong(), dcm.ids().nextLong(), dcm.ids().nextLong());
    this.channel = modem.associate(this::received);
    this.packet = dcm.timeline().timer(this::send);
    this.silence = dcm.timeline().timer(this::silent);
    this.burst = dcm.settings().text("voice.mode").equals("burst");
    this.leftInBurst = packets("voice.firstBurst");
    packet.armAfter(0);
    armSilence();
  }

  private int packets(String path) {
    return (int) Math.max(1, dcm.settings().nanos(path) / PACKET_NANOS);
  }

  private void send() {
    if (!dcm.has("one-way-audio")) {
      dcm.pins().microphone().fill(samples);
      if (dcm.has("silent-microphone")) {
        java.util.Arrays.fill(samples, (short) 0);
      }
      channel.send(far.connectionAddress(), far.port(), sender.next(Pcmu.encode(samples)).encode());
    }
    if (burst && --leftInBurst <= 0) {
      leftInBurst = packets("voice.burst");
      long pause = dcm.settings().nanos("voice.burstInterval") - leftInBurst * PACKET_NANOS;
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
        if (!dcm.has("speaker-mute")) {
          dcm.pins().speaker().play(dcm.timeline().nowNanos(), Pcmu.decode(arrived.payload()));
        }
      }
    } catch (RtpException e) {
      // No packet of this stream: a phone passes over it, and it keeps no call alive.
      return;
    }
  }

  private void armSilence() {
    silence.armAfter(dcm.settings().nanos("voice.mediaTimeout"));
  }

  private void silent() {
    lost.run();
  }

  void close() {
    packet.cancel();
    silence.cancel();
    channel.close();
  }
}
