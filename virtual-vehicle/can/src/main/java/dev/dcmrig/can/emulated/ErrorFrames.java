package dev.dcmrig.can.emulated;

import dev.dcmrig.can.Frame;

/**
 * Error frames in the form in which Linux hands them over ({@code linux/can/error.h}): the
 * identifier is the class, bytes 6 and 7 are TEC and REC.
 */
final class ErrorFrames {
  private static final int CLASS_CONTROLLER = 0x04;
  private static final int CLASS_PROTOCOL = 0x08;
  private static final int CLASS_ACK = 0x20;
  private static final int CLASS_BUS_OFF = 0x40;
  private static final int CLASS_BUS_ERROR = 0x80;
  private static final int CLASS_RESTARTED = 0x100;
  private static final int CLASS_COUNTERS = 0x200;
  private static final byte CONTROLLER_PASSIVE = 0x10 | 0x20;
  private static final byte PROTOCOL_BIT = 0x01;

  static final int PROTOCOL = CLASS_PROTOCOL | CLASS_BUS_ERROR;
  static final int NO_ACKNOWLEDGE = CLASS_ACK | CLASS_BUS_ERROR;
  static final int BUS_OFF = CLASS_BUS_OFF;
  static final int RESTARTED = CLASS_RESTARTED;

  private ErrorFrames() {}

  static Frame of(int kind, EmulatedNode node) {
    byte[] data = new byte[8];
    int id = kind | CLASS_COUNTERS;
    if (node.errorState() == ErrorState.ERROR_PASSIVE) {
      id |= CLASS_CONTROLLER;
      data[1] = CONTROLLER_PASSIVE;
    }
    if ((kind & CLASS_PROTOCOL) != 0) {
      data[2] = PROTOCOL_BIT;
    }
    data[6] = (byte) Math.min(node.transmitErrors(), 255);
    data[7] = (byte) node.receiveErrors();
    return Frame.of(id, Frame.ERROR, data.length, data);
  }
}
