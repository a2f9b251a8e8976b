// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import dev.dcmrig.uds.EcuDescription.DataIdentifier;
import dev.dcmrig.uds.EcuDescription.Routine;
import dev.dcmrig.uds.EcuDescription.Session;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sessions, reset, data, routines and trouble codes, each with its checks in the order of the
 * standard's figure (ISO 14229-1:2020, 10.2, 10.3, 10.5, 10.7, 10.8, 11.2, 11.7, 12.2, 12.3, 14.2).
 */
final class ServerServices {
  private static final int DTC_FORMAT_14229 = 0x01;
  private static final int ALL_RECORDS = 0xFF;
  private static final int LAST_OF_ONE = 0x01;

  private final ServerState state;

  ServerServices(ServerState state) {
    this.state = state;
  }

  private static int number(byte[] request, int at, int size) {
    int value = 0;
    for (int n = 0; n < size; n++) {
      value = value << 8 | (request[at + n] & 0xFF);
    }
    return value;
  }

  Outcome session(byte[] request, int type) {
    if (request.length != 2) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    Session next = Objects.requireNonNull(state.ecu.sessions().get(type));
    int star = next.p2StarMillis() / 10;
    return Outcome.done(
        (byte) type,
        (byte) (next.p2Millis() >> 8),
        (byte) next.p2Millis(),
        (byte) (star >> 8),
        (byte) star);
  }

  Outcome exactly(byte[] request, int length) {
    return request.length == length
        ? Outcome.done((byte) (request[1] & ~Request.SUPPRESS))
        : Outcome.refused(Nrc.INCORRECT_LENGTH);
  }

  Outcome communication(byte[] request, int type) {
    if (request.length != 3) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    int messages = request[2] & 0xFF;
    if ((messages & 3) == 0) {
      return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    }
    state.actions.communication(type, messages);
    return Outcome.done((byte) type);
  }

  Outcome dtcSetting(byte[] request, int type) {
    if (request.length != 2) {
      // Nothing of the option record is known here.
      return Outcome.refused(request.length > 2 ? Nrc.REQUEST_OUT_OF_RANGE : Nrc.INCORRECT_LENGTH);
    }
    state.dtcs.setting(type == 1);
    return Outcome.done((byte) type);
  }

  /** Figure of 11.2: length, then each identifier, then security, then the response's length. */
  Outcome read(byte[] request) {
    int count = (request.length - 1) / 2;
    if (request.length < 3 || request.length % 2 == 0 || count > state.ecu.maxIdentifiers()) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    boolean any = false;
    for (int n = 0; n < count; n++) {
      int id = number(request, 1 + 2 * n, 2);
      DataIdentifier identifier = identifier(id, known -> state.inSession(known.read()));
      if (identifier == null) {
        continue;
      }
      if (!state.secure(identifier.read())) {
        return Outcome.refused(Nrc.SECURITY_ACCESS_DENIED);
      }
      any = true;
      data.write(id >> 8);
      data.write(id);
      data.writeBytes(state.actions.read(id));
      if (1 + data.size() > state.ecu.maxResponse()) {
        return Outcome.refused(Nrc.RESPONSE_TOO_LONG);
      }
    }
    return any ? Outcome.done(data.toByteArray()) : Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
  }

  private @Nullable DataIdentifier identifier(int id, Predicate<DataIdentifier> fits) {
    for (DataIdentifier identifier : state.ecu.data()) {
      if (identifier.id() == id && fits.test(identifier)) {
        return identifier;
      }
    }
    return null;
  }

  /** Figure of 11.7: least length, identifier in session, security, whole length, action. */
  Outcome write(byte[] request) {
    if (request.length < 4) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    int id = number(request, 1, 2);
    DataIdentifier identifier = identifier(id, known -> state.inSession(known.write()));
    if (identifier == null) {
      return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    }
    if (!state.secure(identifier.write())) {
      return Outcome.refused(Nrc.SECURITY_ACCESS_DENIED);
    }
    if (identifier.length() != 0 && request.length != 3 + identifier.length()) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    Outcome outcome = state.actions.write(id, Arrays.copyOfRange(request, 3, request.length));
    return outcome.refusal() != null
        ? outcome
        : Outcome.done((byte) (id >> 8), (byte) id).after(outcome.afterNanos());
  }

  /** Figure of 14.2: least length, routine in session, security, action, whole length, action. */
  Outcome routine(byte[] request, int action) {
    if (request.length < 4) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    int id = number(request, 2, 2);
    Routine routine = null;
    for (Routine known : state.ecu.routines()) {
      routine = known.id() == id && state.inSession(known.rule()) ? known : routine;
    }
    if (routine == null) {
      return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    }
    if (!state.secure(routine.rule())) {
      return Outcome.refused(Nrc.SECURITY_ACCESS_DENIED);
    }
    if (!routine.actions().contains(action)) {
      return Outcome.refused(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    if (request.length != 4 + (action == 1 ? routine.optionLength() : 0)) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    byte[] option = Arrays.copyOfRange(request, 4, request.length);
    Outcome outcome = state.actions.routine(id, action, option);
    if (outcome.refusal() != null) {
      return outcome;
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(action);
    data.write(id >> 8);
    data.write(id);
    data.writeBytes(outcome.data());
    return Outcome.done(data.toByteArray()).after(outcome.afterNanos());
  }

  Outcome clearDtcs(byte[] request) {
    // A fifth byte would choose another memory than the primary one, of which there is none.
    if (request.length != 4) {
      return Outcome.refused(request.length == 5 ? Nrc.REQUEST_OUT_OF_RANGE : Nrc.INCORRECT_LENGTH);
    }
    return state.dtcs.clear(number(request, 1, 3))
        ? Outcome.done()
        : Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
  }

  Outcome readDtcs(byte[] request, int kind) {
    int length = kind == 0x0A ? 2 : kind <= 0x02 ? 3 : 6;
    if (request.length != length) {
      return Outcome.refused(Nrc.INCORRECT_LENGTH);
    }
    return switch (kind) {
      case 0x01 -> count(request[2] & state.ecu.statusAvailability());
      case 0x02 -> list(kind, request[2] & state.ecu.statusAvailability());
      case 0x0A -> list(kind, -1);
      default -> records(kind, number(request, 2, 3), request[5] & 0xFF);
    };
  }

  private Outcome count(int mask) {
    int count = state.dtcs.matching(mask).size();
    return Outcome.done(
        (byte) 0x01,
        (byte) state.ecu.statusAvailability(),
        (byte) DTC_FORMAT_14229,
        (byte) (count >> 8),
        (byte) count);
  }

  private Outcome list(int kind, int mask) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(kind);
    data.write(state.ecu.statusAvailability());
    for (int code : mask == -1 ? state.dtcs.all() : state.dtcs.matching(mask)) {
      code(data, code);
    }
    return fits(data);
  }

  private void code(ByteArrayOutputStream data, int code) {
    data.write(code >> 16);
    data.write(code >> 8);
    data.write(code);
    data.write(state.dtcs.status(code) & state.ecu.statusAvailability());
  }

  private Outcome fits(ByteArrayOutputStream data) {
    return 1 + data.size() > state.ecu.maxResponse()
        ? Outcome.refused(Nrc.RESPONSE_TOO_LONG)
        : Outcome.done(data.toByteArray());
  }

  private Outcome records(int kind, int code, int number) {
    if (!state.dtcs.knows(code) || (number != ALL_RECORDS && number != LAST_OF_ONE)) {
      return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(kind);
    code(data, code);
    byte[] snapshot = state.dtcs.snapshot(code);
    if (kind == 0x06) {
      data.write(LAST_OF_ONE);
      data.write(state.dtcs.occurrences(code));
    } else if (snapshot.length > 0) {
      data.write(LAST_OF_ONE);
      data.writeBytes(snapshot);
    }
    return fits(data);
  }
}
