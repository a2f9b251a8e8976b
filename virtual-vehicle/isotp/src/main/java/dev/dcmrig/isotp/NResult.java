// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/** How a message ended: {@code N_Result} of ISO 15765-2:2016, 8.3.7, under its names there. */
public enum NResult {
  /** Sent or received whole. */
  N_OK("N_OK"),

  /** A frame of this side did not get on the bus within N_As or N_Ar. Either side. */
  N_TIMEOUT_A("N_TIMEOUT_A"),

  /** No flow control came within N_Bs. Sender. */
  N_TIMEOUT_BS("N_TIMEOUT_Bs"),

  /** No consecutive frame came within N_Cr. Receiver. */
  N_TIMEOUT_CR("N_TIMEOUT_Cr"),

  /** A consecutive frame had another sequence number than the next one. Receiver. */
  N_WRONG_SN("N_WRONG_SN"),

  /** A flow control had a reserved flow status. Sender. */
  N_INVALID_FS("N_INVALID_FS"),

  /** A new message began before the last one was whole. Receiver. */
  N_UNEXP_PDU("N_UNEXP_PDU"),

  /** N_WFTmax "wait" frames were not enough. Receiver; a sender that has waited too often, too. */
  N_WFT_OVRN("N_WFT_OVRN"),

  /** The receiver has no room for so much. Sender. */
  N_BUFFER_OVFLW("N_BUFFER_OVFLW"),

  /** Anything else: the link was closed, or a fault on demand ended the message. */
  N_ERROR("N_ERROR");

  private final String standardName;

  NResult(String standardName) {
    this.standardName = standardName;
  }

  /** As the standard writes it, for instance {@code N_TIMEOUT_Bs}. */
  @Override
  public String toString() {
    return standardName;
  }
}
