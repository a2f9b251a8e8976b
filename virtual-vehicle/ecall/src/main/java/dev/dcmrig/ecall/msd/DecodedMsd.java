// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecall.msd;

import java.util.List;

/**
 * A message with everything that was seen in its bytes.
 *
 * @param msd its values; those out of range are kept as they came
 * @param fields each field in the order of the bits; together they cover the whole message
 * @param faults what the sender did wrong; empty for a good message
 */
public record DecodedMsd(Msd msd, List<MsdField> fields, List<MsdFault> faults) {
  public DecodedMsd {
    fields = List.copyOf(fields);
    faults = List.copyOf(faults);
  }
}
