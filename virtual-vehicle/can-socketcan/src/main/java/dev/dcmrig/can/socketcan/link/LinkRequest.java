// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.socketcan.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A message to the kernel about an interface, byte for byte as {@code ip link} sends it.
 *
 * <pre>
 *   0  u32 length      of all
 *   4  u16 type        16 RTM_NEWLINK, 18 RTM_GETLINK
 *   6  u16 flags       1 request, 4 acknowledge, 0x300 all there are
 *   8  u32 sequence    the answer has it again
 *  12  u32 port        0: from this socket
 *  16  u8  family, u16 type, s32 index, u32 flags, u32 which of them change
 *  32  attributes
 * </pre>
 */
public final class LinkRequest {
  static final int RTM_NEWLINK = 16;
  static final int RTM_GETLINK = 18;
  static final int NLM_F_REQUEST = 1;
  static final int NLM_F_ACK = 4;
  static final int NLM_F_DUMP = 0x300;

  private static final int IFF_UP = 1;
  private static final int INDEX_AT = 20;
  private static final int FLAGS_AT = 24;
  private static final int CHANGE_AT = 28;
  private static final int HEADERS = 32;

  private static final int IFLA_MTU = 4;
  private static final int IFLA_TXQLEN = 13;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_INFO_DATA = 2;
  private static final int IFLA_CAN_BITTIMING = 1;
  private static final int IFLA_CAN_CTRLMODE = 5;
  private static final int IFLA_CAN_RESTART_MS = 6;
  private static final int IFLA_CAN_DATA_BITTIMING = 9;
  private static final int IFLA_CAN_TERMINATION = 11;

  /** More than the longest of these messages has. */
  private static final int ROOM = 256;

  private final ByteBuffer bytes = ByteBuffer.allocate(ROOM).order(ByteOrder.nativeOrder());

  private LinkRequest(int type, int flags, int sequence, int index) {
    bytes.putShort(4, (short) type);
    bytes.putShort(6, (short) flags);
    bytes.putInt(8, sequence);
    bytes.putInt(INDEX_AT, index);
    bytes.position(HEADERS);
  }

  private static LinkRequest change(int sequence, int index) {
    return new LinkRequest(RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK, sequence, index);
  }

  /** Asks for every interface there is. */
  public static byte[] all(int sequence) {
    return new LinkRequest(RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, sequence, 0).done();
  }

  /** Brings an interface up or down. */
  public static byte[] upOrDown(int sequence, int index, boolean up) {
    LinkRequest request = change(sequence, index);
    request.bytes.putInt(FLAGS_AT, up ? IFF_UP : 0);
    request.bytes.putInt(CHANGE_AT, IFF_UP);
    return request.done();
  }

  /** Sets what every interface has: MTU and length of the queue. */
  public static byte[] queueAndMtu(int sequence, int index, LinkSettings settings) {
    LinkRequest request = change(sequence, index);
    request.put(IFLA_TXQLEN, settings.transmitQueueLength());
    request.put(IFLA_MTU, settings.mtu());
    return request.done();
  }

  /**
   * Sets a controller.
   *
   * @param now the ways in which it works now; those of them that the settings choose and don't
   *     name are switched off
   */
  public static byte[] controller(
      int sequence, int index, LinkSettings settings, Set<ControllerMode> now) {
    LinkRequest request = change(sequence, index);
    int info = request.open(IFLA_LINKINFO);
    request.put(IFLA_INFO_KIND, "can".getBytes(StandardCharsets.US_ASCII));
    int data = request.open(IFLA_INFO_DATA);
    request.put(IFLA_CAN_RESTART_MS, settings.restartMillis());
    if (settings.terminationOhms().isPresent()) {
      request.put(IFLA_CAN_TERMINATION, u16(settings.terminationOhms().getAsInt()));
    }
    request.timing(IFLA_CAN_BITTIMING, settings.bitRate(), settings.samplePointPerMille());
    request.timing(
        IFLA_CAN_DATA_BITTIMING, settings.dataBitRate(), settings.dataSamplePointPerMille());
    request.modes(settings.modes(), now);
    request.close(data);
    request.close(info);
    return request.done();
  }

  private void timing(int type, OptionalInt bitRate, OptionalInt samplePoint) {
    if (bitRate.isPresent()) {
      ByteBuffer timing = ByteBuffer.allocate(BitTiming.SIZE).order(ByteOrder.nativeOrder());
      timing.putInt(0, bitRate.getAsInt());
      timing.putInt(4, samplePoint.orElse(0));
      put(type, timing.array());
    }
  }

  /** Only what changes or is wanted is named: a driver refuses to hear of what it can't do. */
  private void modes(Set<ControllerMode> wanted, Set<ControllerMode> now) {
    Set<ControllerMode> named = EnumSet.noneOf(ControllerMode.class);
    named.addAll(now);
    named.retainAll(LinkSettings.CHOSEN);
    named.addAll(wanted);
    if (!named.isEmpty()) {
      ByteBuffer modes = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
      modes.putInt(0, ControllerMode.bits(named));
      modes.putInt(4, ControllerMode.bits(wanted));
      put(IFLA_CAN_CTRLMODE, modes.array());
    }
  }

  private static byte[] u16(int value) {
    return ByteBuffer.allocate(2).order(ByteOrder.nativeOrder()).putShort((short) value).array();
  }

  private void put(int type, OptionalInt value) {
    if (value.isPresent()) {
      ByteBuffer four = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
      put(type, four.putInt(value.getAsInt()).array());
    }
  }

  private void put(int type, byte[] value) {
    int start = bytes.position();
    bytes.putShort((short) (Attributes.HEADER + value.length));
    bytes.putShort((short) type);
    bytes.put(value);
    bytes.position(start + Attributes.aligned(Attributes.HEADER + value.length));
  }

  /** Begins an attribute of attributes; {@link #close} writes its length. */
  private int open(int type) {
    int start = bytes.position();
    bytes.putShort((short) 0);
    bytes.putShort((short) type);
    return start;
  }

  private void close(int start) {
    bytes.putShort(start, (short) (bytes.position() - start));
  }

  private byte[] done() {
    bytes.putInt(0, bytes.position());
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
