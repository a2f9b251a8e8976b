// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.error.ControllerProblem;
import dev.dcmrig.can.error.ErrorClass;
import dev.dcmrig.can.error.ProtocolViolation;

/**
 * Error frames in the form in which Linux hands them over ({@code linux/can/error.h}): the
 * identifier is the class, bytes 6 and 7 are TEC and REC.
 */
final class ErrorFrames {
  static final int PROTOCOL = ErrorClass.PROTOCOL.bit() | ErrorClass.BUS_ERROR.bit();
  static final int NO_ACKNOWLEDGE =
      ErrorClass.NO_ACKNOWLEDGEMENT.bit() | ErrorClass.BUS_ERROR.bit();
  static final int BUS_OFF = ErrorClass.BUS_OFF.bit();
  static final int RESTARTED = ErrorClass.RESTARTED.bit();

  private static final int PASSIVE =
      ControllerProblem.RECEIVE_PASSIVE.bit() | ControllerProblem.TRANSMIT_PASSIVE.bit();

  private ErrorFrames() {}

  static Frame of(int kind, EmulatedNode node) {
    byte[] data = new byte[8];
    int id = kind | ErrorClass.COUNTERS.bit();
    if (node.errorState() == ErrorState.ERROR_PASSIVE) {
      id |= ErrorClass.CONTROLLER.bit();
      data[1] = (byte) PASSIVE;
    }
    if ((kind & ErrorClass.PROTOCOL.bit()) != 0) {
      data[2] = (byte) ProtocolViolation.BIT.bit();
    }
    data[6] = (byte) Math.min(node.transmitErrors(), 255);
    data[7] = (byte) node.receiveErrors();
    return Frame.of(id, Frame.ERROR, data.length, data);
  }
}
