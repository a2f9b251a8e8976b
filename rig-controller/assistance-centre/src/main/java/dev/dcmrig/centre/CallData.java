// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.ecall.control.Control;
import dev.dcmrig.ecall.mime.MimePart;
import dev.dcmrig.ecall.msd.DecodedMsd;
import dev.dcmrig.ecall.msd.MsdCodec;
import dev.dcmrig.ecall.msd.MsdException;
import dev.dcmrig.ecall.msd.MsdField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The minimum sets of data of one call, and what is to be said of the newest one. */
final class CallData {
  private final RingBehaviour behaviour;
  private final ControlBodies bodies;
  private final PartnerNotes.About notes;
  private final List<CrashData> read = new ArrayList<>();

  CallData(RingBehaviour behaviour, ControlBodies bodies, PartnerNotes.About notes) {
    this.behaviour = behaviour;
    this.bodies = bodies;
    this.notes = notes;
  }

  /**
   * Takes an MSD in.
   *
   * @return the acknowledgement it deserves; empty when the centre withholds it, or nothing names
   *     the data
   */
  Optional<Control> take(Duration now, MimePart msd) {
    boolean readable = read(now, msd.body());
    Optional<String> id = msd.contentId().filter(each -> !each.isBlank());
    if (id.isEmpty()) {
      notes.wrong(
          WrongKind.MSD_MISSING,
          "an MSD without Content-ID, by which it would be acknowledged (RFC 8147 4)");
    }
    return id.filter(each -> behaviour.acknowledgesMsd)
        .map(each -> bodies.acknowledgement(each, readable && !behaviour.rejectsMsd));
  }

  private boolean read(Duration now, byte[] bytes) {
    try {
      DecodedMsd decoded = MsdCodec.read(bytes);
      read.add(MsdReading.read(now, decoded.msd()));
      decoded.faults().forEach(fault -> notes.wrong(WrongKind.MSD_OUT_OF_RANGE, "MSD: " + fault));
      return true;
    } catch (MsdException e) {
      List<MsdField> fields = e.fields();
      String last = fields.isEmpty() ? "nothing" : fields.get(fields.size() - 1).name();
      notes.wrong(
          WrongKind.MSD_UNREADABLE,
          "decoding of the MSD stopped: "
              + e.getMessage()
              + "; read up to "
              + last
              + " of "
              + HexFormat.of().withUpperCase().formatHex(bytes));
      return false;
    }
  }

  /** The newest position in degrees; not a number where it is unknown. */
  Place position() {
    return read.isEmpty()
        ? new Place(Double.NaN, Double.NaN)
        : read.get(read.size() - 1).position();
  }

  /** Whether the newest data say that the vehicle called by itself. */
  boolean isCrash() {
    return !read.isEmpty() && read.get(read.size() - 1).automatic();
  }

  List<CrashData> all() {
    return List.copyOf(read);
  }
}
