// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

/**
 * What a sender did wrong in a message that can be read all the same.
 *
 * @param field the field that it is about
 * @param bit offset of the field from the first bit of the message
 * @param what one sentence, with the value and what is allowed
 */
public record MsdFault(String field, int bit, String what) {
  @Override
  public String toString() {
    return field + " at bit " + bit + ": " + what;
  }
}
