// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import java.util.Arrays;

/**
 * RequestDownload, TransferData, RequestTransferExit and RequestFileTransfer (ISO 14229-1:2020,
 * clause 15). One download at a time; a change of session ends it.
 *
 * <p>Does not do: upload, and reading of files and directories (refused as out of range).
 */
final class TransferServices {
  private static final int TWO_BYTES_OF_LENGTH = 0x20;
  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int REPLACE = 3;

  private final ServerState state;
  private boolean active;
  private long size;
  private long taken;
  private int longestBlock;

  /** Counter of the next block; the first one is 1, and 0 follows 0xFF. */
  private int next;

  private boolean anyBlock;

  TransferServices(ServerState state) {
    this.state = state;
    state.atSessionEnd(() -> active = false);
  }

  /** Least length, formats, whole length, then what the ECU says to address and size (15.2). */
  Outcome download(byte[] request) {
    if (request.length < 5) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    int addressBytes = request[2] & 0xF;
    int sizeBytes = (request[2] & 0xF0) >> 4;
    if (addressBytes == 0 || addressBytes > 5 || sizeBytes == 0 || sizeBytes > 4) {
      return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    }
    if (request.length != 3 + addressBytes + sizeBytes) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    if (active) {
      return Outcome.refused(Nrc.CONDITIONS_NOT_CORRECT);
    }
    long bytes = number(request, 3 + addressBytes, sizeBytes);
    Outcome outcome =
        state.actions.download(request[1] & 0xFF, number(request, 3, addressBytes), bytes);
    return outcome.refusal() == null ? begin(outcome, bytes, TWO_BYTES_OF_LENGTH) : outcome;
  }

  private static long number(byte[] request, int at, int bytes) {
    long value = 0;
    for (int n = 0; n < bytes; n++) {
      value = value << 8 | (request[at + n] & 0xFF);
    }
    return value;
  }

  private Outcome begin(Outcome outcome, long bytes, int... head) {
    byte[] length = outcome.data();
    if (length.length != 2) {
      throw new IllegalStateException("a download begins with the length of a block, two bytes");
    }
    active = true;
    size = bytes;
    taken = 0;
    next = 1;
    anyBlock = false;
    longestBlock = (length[0] & 0xFF) << 8 | (length[1] & 0xFF);
    byte[] answer = new byte[head.length + 2];
    for (int n = 0; n < head.length; n++) {
      answer[n] = (byte) head[n];
    }
    System.arraycopy(length, 0, answer, head.length, 2);
    return Outcome.done(answer).after(outcome.afterNanos());
  }

  /** Least length, sequence, counter, length, room, then the ECU (15.4). */
  Outcome data(byte[] request) {
    if (request.length < 2) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    if (!active) {
      return Outcome.refused(Nrc.REQUEST_SEQUENCE_ERROR);
    }
    int counter = request[1] & 0xFF;
    if (anyBlock && counter == ((next - 1) & 0xFF)) {
      // A client that missed the response says it again: it is taken once (15.4.2.2).
      return Outcome.done((byte) counter);
    }
    if (taken == size) {
      return Outcome.refused(Nrc.REQUEST_SEQUENCE_ERROR);
    }
    if (counter != next) {
      return Outcome.refused(Nrc.WRONG_BLOCK_SEQUENCE_COUNTER);
    }
    int length = request.length - 2;
    if (length == 0 || request.length > longestBlock) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    if (taken + length > size) {
      return Outcome.refused(Nrc.TRANSFER_DATA_SUSPENDED);
    }
    Outcome outcome = state.actions.block(taken, Arrays.copyOfRange(request, 2, request.length));
    if (outcome.refusal() != null) {
      return outcome;
    }
    taken += length;
    next = (next + 1) & 0xFF;
    anyBlock = true;
    return Outcome.done((byte) counter).after(outcome.afterNanos());
  }

  Outcome exit(byte[] request) {
    if (!active || taken != size) {
      return Outcome.refused(Nrc.REQUEST_SEQUENCE_ERROR);
    }
    Outcome outcome = state.actions.transferExit(Arrays.copyOfRange(request, 1, request.length));
    active = outcome.refusal() != null;
    return outcome;
  }

  Outcome file(byte[] request) {
    if (request.length < 5) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    int mode = request[1] & 0xFF;
    if (mode != ADD && mode != DELETE && mode != REPLACE) {
      return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    }
    Request read;
    try {
      read = RequestReader.read(request);
    } catch (IllegalArgumentException e) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    if (active) {
      return Outcome.refused(Nrc.CONDITIONS_NOT_CORRECT);
    }
    if (!(read instanceof Request.FileTransfer file) || file.path().isEmpty() || file.size() < 0) {
      return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    }
    Outcome outcome = state.actions.file(file);
    if (outcome.refusal() != null) {
      return outcome;
    }
    if (mode == DELETE) {
      return Outcome.done((byte) mode).after(outcome.afterNanos());
    }
    // modeOfOperation, lengthFormatIdentifier, maxNumberOfBlockLength, dataFormatIdentifier.
    Outcome begun = begin(outcome, file.size(), mode, 2);
    byte[] answer = Arrays.copyOf(begun.data(), begun.data().length + 1);
    answer[answer.length - 1] = (byte) file.format();
    return Outcome.done(answer).after(outcome.afterNanos());
  }
}
