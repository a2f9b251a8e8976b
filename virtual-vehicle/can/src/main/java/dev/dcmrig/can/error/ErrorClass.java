// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.error;

/** The kinds of trouble that one error frame tells of; each is a bit of its identifier. */
public enum ErrorClass implements ErrorBit {
  TX_TIMEOUT(0x001, "transmission timed out"),
  LOST_ARBITRATION(0x002, "lost arbitration"),
  CONTROLLER(0x004, "controller"),
  PROTOCOL(0x008, "protocol violation"),
  TRANSCEIVER(0x010, "transceiver"),
  NO_ACKNOWLEDGEMENT(0x020, "no acknowledgement"),
  BUS_OFF(0x040, "bus off"),
  BUS_ERROR(0x080, "bus error"),
  RESTARTED(0x100, "controller restarted"),
  /** The error counters are in the frame; kernels before 6.0 sent them without saying so. */
  COUNTERS(0x200, "error counters");

  /** The bits of all of them: what a socket asks for to receive every error frame. */
  public static final int ALL = 0x3FF;

  private final int bit;
  private final String words;

  ErrorClass(int bit, String words) {
    this.bit = bit;
    this.words = words;
  }

  @Override
  public int bit() {
    return bit;
  }

  @Override
  public String words() {
    return words;
  }
}
