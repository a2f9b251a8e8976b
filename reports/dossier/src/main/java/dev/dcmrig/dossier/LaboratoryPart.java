// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dossier;

import dev.dcmrig.evidence.laboratory.Laboratory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the laboratory says; what it did not say stands in red. */
final class LaboratoryPart {
  private final Frame frame;
  private final Dossier dossier;
  private final Map<String, Laboratory> labs;
  private final Words words;

  LaboratoryPart(Frame frame, Dossier dossier, Map<String, Laboratory> labs) {
    this.frame = frame;
    this.dossier = dossier;
    this.labs = labs;
    this.words = frame.words();
  }

  void write(Html out) {
    frame.heading(out, "laboratory", false);
    for (Dossier.RunPart run : dossier.runs()) {
      Laboratory lab = labs.get(run.run());
      out.element("h3", words.get("run") + " " + run.run());
      if (lab == null) {
        out.element("p", words.get("noLab", run.run()), "class", "open");
      }
      item(out, lab);
      instruments(out, lab, LocalDate.ofInstant(Instant.parse(run.started()), ZoneOffset.UTC));
      clocks(out, lab);
    }
  }

  private void item(Html out, @Nullable Laboratory lab) {
    frame.pairs(out);
    pair(out, "lab", lab == null ? "" : lab.laboratory().name());
    pair(out, "address", lab == null ? "" : lab.laboratory().address());
    pair(out, "customer", lab == null ? "" : lab.customer().name());
    pair(out, "address", lab == null ? "" : lab.customer().address());
    pair(out, "place", lab == null ? "" : lab.place());
    pair(out, "name", lab == null ? "" : lab.dut().name());
    pair(out, "part", lab == null ? "" : lab.dut().part());
    pair(out, "hardware", lab == null ? "" : lab.dut().hardware());
    pair(out, "software", lab == null ? "" : lab.dut().software());
    pair(out, "calibration", lab == null ? "" : lab.dut().calibration());
    pair(out, "serial", lab == null ? "" : lab.dut().serial());
    named(out, "IMEI", lab == null ? "" : lab.dut().imei());
    named(out, "ICCID", lab == null ? "" : lab.dut().iccid());
    pair(out, "condition", lab == null ? "" : lab.dut().condition());
    pair(out, "received", lab == null ? "" : lab.dut().received());
    pair(out, "environment", lab == null ? "" : lab.environment());
    pair(out, "sampling", lab == null ? "" : lab.sampling());
    frame.endTable(out);
  }

  private void pair(Html out, String key, String value) {
    named(out, words.get(key), value);
  }

  private void named(Html out, String name, String value) {
    out.open("tr").element("th", name, "scope", "row");
    frame.given(out, value);
    out.close();
  }

  private void instruments(Html out, @Nullable Laboratory lab, LocalDate day) {
    if (lab == null || lab.instruments().isEmpty()) {
      out.element("p", words.get("noInstruments"), "class", "open");
      return;
    }
    frame.table(out, "instrument", "type", "serial", "calibrated", "due", "certificate");
    for (Laboratory.Instrument it : lab.instruments()) {
      out.open("tr").element("td", it.name());
      frame.given(out, it.type());
      frame.given(out, it.serial());
      frame.given(out, it.calibrated());
      if (it.isExpired(day)) {
        out.element("td", it.due() + " " + words.get("expired"), "class", "failed");
      } else {
        frame.given(out, it.due());
      }
      frame.given(out, it.certificate());
      out.close();
    }
    frame.endTable(out);
  }

  private void clocks(Html out, @Nullable Laboratory lab) {
    if (lab == null || lab.clocks().isEmpty()) {
      out.element("p", words.get("noClocks"), "class", "open");
      return;
    }
    frame.table(out, "clock", "offset", "how");
    for (Laboratory.Clock it : lab.clocks()) {
      out.open("tr").element("td", it.name());
      frame.given(out, it.offset());
      frame.given(out, it.how());
      out.close();
    }
    frame.endTable(out);
  }
}
