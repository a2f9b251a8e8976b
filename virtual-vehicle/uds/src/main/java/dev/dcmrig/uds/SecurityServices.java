// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import java.util.Arrays;

/**
 * SecurityAccess (ISO 14229-1:2020, 10.4) and Authentication (10.6). Seeds and keys, certificates
 * and proofs are those of the ECU's {@link EcuActions}.
 *
 * <p>Wrong keys count over a reset, and a delay begins anew with one: nobody tries keys faster by
 * switching the ECU off and on (10.4, annex I).
 */
final class SecurityServices {
  /** Wrong keys in a row before the delay. */
  static final int MAX_ATTEMPTS = 3;

  /** No seed for so long after too many wrong keys. */
  static final long DELAY_NANOS = 10_000_000_000L;

  static final int DE_AUTHENTICATE = 0;
  static final int CONFIGURATION = 8;
  private static final int NO_LEVEL_ASKED = -1;

  /** authenticationReturnParameter (table B.5). */
  private static final byte DE_AUTHENTICATED = 0x10;

  private static final byte CERTIFICATE_EXCHANGE = 0x02;
  private static final byte[] NOTHING = {};

  private final ServerState state;
  private int asked = NO_LEVEL_ASKED;
  private byte[] seed = NOTHING;
  private int wrongKeys;
  private long lockedUntilNanos = Long.MIN_VALUE;

  SecurityServices(ServerState state) {
    this.state = state;
    this.wrongKeys = state.actions.wrongKeys();
    state.atSessionEnd(this::forgetSeed);
    if (wrongKeys >= MAX_ATTEMPTS) {
      delay();
    }
  }

  private void count(int inARow) {
    wrongKeys = inARow;
    state.actions.keepWrongKeys(inARow);
  }

  private void delay() {
    lockedUntilNanos = state.timeline.nowNanos() + DELAY_NANOS;
  }

  private void forgetSeed() {
    asked = NO_LEVEL_ASKED;
    seed = NOTHING;
  }

  Outcome access(byte[] request, int type) {
    return type % 2 == 1 ? askSeed(request, type) : sendKey(request, type - 1);
  }

  private Outcome askSeed(byte[] request, int level) {
    if (request.length != 2) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    if (state.timeline.nowNanos() < lockedUntilNanos) {
      return Outcome.refused(Nrc.REQUIRED_TIME_DELAY);
    }
    if (wrongKeys >= MAX_ATTEMPTS) {
      count(0);
    }
    byte[] next = state.actions.seed(level);
    if (state.isUnlocked(level)) {
      forgetSeed();
      return answer(level, new byte[next.length]);
    }
    asked = level;
    seed = next.clone();
    return answer(level, seed);
  }

  private Outcome sendKey(byte[] request, int level) {
    if (request.length < 3) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    if (asked != level) {
      return Outcome.refused(Nrc.REQUEST_SEQUENCE_ERROR);
    }
    byte[] key = Arrays.copyOfRange(request, 2, request.length);
    boolean fits = state.actions.keyFits(level, seed, key);
    forgetSeed();
    if (fits) {
      count(0);
      state.unlock(level);
      return answer(level + 1, NOTHING);
    }
    count(wrongKeys + 1);
    if (wrongKeys < MAX_ATTEMPTS) {
      return Outcome.refused(Nrc.INVALID_KEY);
    }
    delay();
    return Outcome.refused(Nrc.EXCEEDED_ATTEMPTS);
  }

  private static Outcome answer(int type, byte[] data) {
    byte[] answer = new byte[1 + data.length];
    answer[0] = (byte) type;
    System.arraycopy(data, 0, answer, 1, data.length);
    return Outcome.done(answer);
  }

  Outcome authentication(byte[] request, int task) {
    if (task == DE_AUTHENTICATE || task == CONFIGURATION) {
      if (request.length != 2) {
        return Outcome.refused(Nrc.INCORRECT_LENGTH);
      }
      if (task == CONFIGURATION) {
        return Outcome.done((byte) task, CERTIFICATE_EXCHANGE);
      }
      Outcome left = state.actions.authenticate(task, NOTHING);
      return left.refusal() == null ? Outcome.done((byte) task, DE_AUTHENTICATED) : left;
    }
    if (request.length < 3) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    Outcome outcome =
        state.actions.authenticate(task, Arrays.copyOfRange(request, 2, request.length));
    return outcome.refusal() != null
        ? outcome
        : answer(task, outcome.data()).after(outcome.afterNanos());
  }
}
