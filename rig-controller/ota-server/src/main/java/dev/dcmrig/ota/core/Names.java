// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import dev.dcmrig.ota.model.Refused;

/** What may be in a name that comes from outside. */
final class Names {
  private Names() {}

  /**
   * A name with something in it, of printable characters.
   *
   * @param what what it names, for the message
   * @param most characters
   */
  static String checked(String what, String name, int most) {
    if (name.isBlank()) {
      throw new Refused(Refused.Reason.INVALID, what + " is empty");
    }
    return text(what, name, most);
  }

  /** A text, perhaps empty, of printable characters. */
  static String text(String what, String text, int most) {
    if (text.length() > most) {
      throw new Refused(
          Refused.Reason.INVALID, what + " has " + text.length() + " characters: at most " + most);
    }
    // A half of a surrogate pair is no character, and no database takes it.
    if (text.codePoints()
        .anyMatch(
            code ->
                Character.isISOControl(code) || Character.getType(code) == Character.SURROGATE)) {
      throw new Refused(
          Refused.Reason.INVALID, what + " has a control character in it, or half a character");
    }
    return text;
  }

  /** The name of a file: no folder, nothing that a shell or a client could take for a path. */
  static String file(String name) {
    checked("the file name", name, 255);
    if (name.contains("/") || name.contains("\\") || name.equals(".") || name.equals("..")) {
      throw new Refused(
          Refused.Reason.INVALID,
          "the file name '" + name + "' is a path: give the name alone, without folders");
    }
    return name;
  }
}
