// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import java.util.Optional;

/**
 * What an ECU does when it is asked to, on the timeline's thread. Everything that an ECU does not
 * override is refused, or does nothing.
 */
public interface EcuActions {

  /** Whether a request is not heard at all: a fault on purpose. */
  default boolean isIgnored(byte[] request) {
    return false;
  }

  /** A refusal whatever the request is: a fault on purpose. */
  default Optional<Nrc> refusal(byte[] request) {
    return Optional.empty();
  }

  /** The value of a data identifier that the description has. */
  byte[] read(int identifier);

  /** Takes a value of the length that the description wants. */
  default Outcome write(int identifier, byte[] value) {
    return Outcome.refused(Nrc.CONDITIONS_NOT_CORRECT);
  }

  /** Starts (1), stops (2) or asks for results (3) of a routine that the description has. */
  default Outcome routine(int routine, int action, byte[] option) {
    return Outcome.refused(Nrc.CONDITIONS_NOT_CORRECT);
  }

  /** The seed of a security level, which is odd: never all zero. */
  default byte[] seed(int level) {
    return new byte[] {1};
  }

  /** Whether a key answers the seed of a level. */
  default boolean keyFits(int level, byte[] seed, byte[] key) {
    return false;
  }

  /** How many wrong keys there were in a row before the reset; an ECU that keeps none says 0. */
  default int wrongKeys() {
    return 0;
  }

  /** Keeps that number over a reset. */
  default void keepWrongKeys(int count) {}

  /** A task of Authentication but the configuration, which the server itself knows. */
  default Outcome authenticate(int task, byte[] data) {
    return Outcome.refused(Nrc.CONDITIONS_NOT_CORRECT);
  }

  /** Resets, once the response is out. */
  default void reset(int type) {}

  /** Sending and receiving of normal messages, as CommunicationControl says it. */
  default void communication(int type, int messages) {}

  /**
   * Begins a download; gives the longest TransferData request in bytes, as a number of two bytes.
   */
  default Outcome download(int format, long address, long size) {
    return Outcome.refused(Nrc.UPLOAD_DOWNLOAD_NOT_ACCEPTED);
  }

  /** Begins to take a file (add or replace), or deletes one; gives the same, for delete nothing. */
  default Outcome file(Request.FileTransfer request) {
    return Outcome.refused(Nrc.UPLOAD_DOWNLOAD_NOT_ACCEPTED);
  }

  /** Takes the next block of a download. */
  default Outcome block(long offset, byte[] data) {
    return Outcome.refused(Nrc.GENERAL_PROGRAMMING_FAILURE);
  }

  /** Ends a download whose blocks are all there. */
  default Outcome transferExit(byte[] data) {
    return Outcome.done();
  }
}
