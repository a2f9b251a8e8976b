// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.can.e2e.E2eProfile;
import dev.dcmrig.can.e2e.E2eProfile1;
import dev.dcmrig.can.e2e.E2eProfile1.DataIdMode;
import dev.dcmrig.can.e2e.E2eProfile2;
import org.jspecify.annotations.Nullable;

/**
 * The end-to-end protection that a DBC file's attributes give a message.
 *
 * <pre>
 *   E2EProfile     NONE, P1 or P2
 *   E2EDataID      P1: one number, "0x0110"; P2: sixteen bytes, "0x50 0x51 ..."
 *   E2EDataIDMode  P1 only: BOTH (default), ALT, LOW, NIBBLE
 * </pre>
 */
public final class MessageProtection {

  /** One lost frame in a row is tolerated: the counter may step by 2. */
  static final int MAX_DELTA_COUNTER = 2;

  private MessageProtection() {}

  /**
   * The profile of a message, or null if it is not protected.
   *
   * @throws IllegalArgumentException when the attributes make no profile, with the reason
   */
  public static @Nullable E2eProfile of(Message message) {
    String profile = message.attribute("E2EProfile");
    if (profile == null || profile.isEmpty() || profile.equals("NONE")) {
      return null;
    }
    String dataId = message.attribute("E2EDataID");
    if (dataId == null || dataId.isBlank()) {
      throw new IllegalArgumentException(
          "message " + message.name() + " has E2EProfile " + profile + " and no E2EDataID");
    }
    E2eProfile made =
        switch (profile) {
          case "P1" -> new E2eProfile1(number(message, dataId), mode(message), MAX_DELTA_COUNTER);
          case "P2" -> new E2eProfile2(list(message, dataId), MAX_DELTA_COUNTER);
          default ->
              throw new IllegalArgumentException(
                  "message "
                      + message.name()
                      + " has E2EProfile "
                      + profile
                      + "; NONE, P1 and P2 are known");
        };
    if (message.length() < made.minimumLength()) {
      throw new IllegalArgumentException(
          "message "
              + message.name()
              + " of "
              + message.length()
              + " bytes has no room for CRC and counter");
    }
    return made;
  }

  private static DataIdMode mode(Message message) {
    String mode = message.attribute("E2EDataIDMode");
    if (mode == null || mode.isEmpty()) {
      return DataIdMode.BOTH;
    }
    for (DataIdMode known : DataIdMode.values()) {
      if (known.name().equals(mode)) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "message "
            + message.name()
            + " has E2EDataIDMode "
            + mode
            + "; BOTH, ALT, LOW and NIBBLE are known");
  }

  private static byte[] list(Message message, String text) {
    String[] parts = text.trim().split("[\\s,]+");
    if (parts.length != E2eProfile2.LIST_LENGTH) {
      throw new IllegalArgumentException(
          "E2EDataID of message "
              + message.name()
              + " has "
              + parts.length
              + " numbers; profile 2 has "
              + E2eProfile2.LIST_LENGTH);
    }
    byte[] list = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      int number = number(message, parts[i]);
      if (number < 0 || number > 0xFF) {
        throw new IllegalArgumentException(
            "E2EDataID of message " + message.name() + ": " + parts[i] + " is no byte");
      }
      list[i] = (byte) number;
    }
    return list;
  }

  private static int number(Message message, String text) {
    try {
      return Integer.decode(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "E2EDataID of message " + message.name() + ": " + text + " is no number", e);
    }
  }
}
