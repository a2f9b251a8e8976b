// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.laboratory;

import dev.dcmrig.sim.settings.Key;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * {@code lab.yaml}: what ISO/IEC 17025:2017 7.8.2 asks of the operator. What is left out is {@link
 * #OPEN}, and stands in red in a dossier.
 */
public record Laboratory(
    @Key("who tests") Party laboratory,
    @Key("who asked for it") Party customer,
    @Key(value = "where it was tested", fallback = "-") String place,
    @Key("what was tested") Item dut,
    @Key(value = "with what it was measured", fallback = "[]") List<Instrument> instruments,
    @Key(value = "clocks against UTC", fallback = "[]") List<Clock> clocks,
    @Key(value = "temperature, humidity and what else counts", fallback = "-") String environment,
    @Key(value = "how the item was chosen", fallback = "-") String sampling,
    @Key(value = "what was not as the method says", fallback = "[]") List<String> deviations,
    @Key(value = "opinions and interpretations, apart from results", fallback = "[]")
        List<String> opinions,
    @Key(value = "who authorises the dossier", fallback = "[]") List<Signatory> signatories) {

  /** Said where nothing was. */
  public static final String OPEN = "-";

  /** A laboratory or a customer. */
  public record Party(
      @Key(value = "its name", fallback = OPEN) String name,
      @Key(value = "its address", fallback = OPEN) String address) {}

  /** The device under test. */
  public record Item(
      @Key(value = "what it is", fallback = OPEN) String name,
      @Key(value = "its part number", fallback = OPEN) String part,
      @Key("its hardware version") String hardware,
      @Key("its software version") String software,
      @Key(value = "version of its calibration data", fallback = OPEN) String calibration,
      @Key(value = "its serial number", fallback = OPEN) String serial,
      @Key(value = "IMEI, 15 digits", fallback = OPEN) String imei,
      @Key(value = "ICCID of its SIM, 19 or 20 digits", fallback = OPEN) String iccid,
      @Key(value = "its condition on receipt", fallback = OPEN) String condition,
      @Key(value = "when it was received, YYYY-MM-DD", fallback = OPEN) String received) {

    public Item {
      digits("imei", imei, 15, 15);
      digits("iccid", iccid, 19, 20);
      date("received", received);
    }
  }

  /** An instrument, a simulator included. */
  public record Instrument(
      @Key("what it is") String name,
      @Key(value = "its type", fallback = OPEN) String type,
      @Key(value = "its serial number", fallback = OPEN) String serial,
      @Key(value = "when it was calibrated, YYYY-MM-DD", fallback = OPEN) String calibrated,
      @Key(value = "until when that counts, YYYY-MM-DD", fallback = OPEN) String due,
      @Key(value = "number of the certificate", fallback = OPEN) String certificate) {

    public Instrument {
      date("calibrated", calibrated);
      date("due", due);
    }

    /**
     * Whether its calibration did not count on a day: it is over, or was made later.
     *
     * @return false where no date was given: that stands in red, and is no proof
     */
    public boolean isExpired(LocalDate day) {
      boolean over = !due.equals(OPEN) && LocalDate.parse(due).isBefore(day);
      boolean later = !calibrated.equals(OPEN) && LocalDate.parse(calibrated).isAfter(day);
      return over || later;
    }
  }

  /** A clock of the bench. */
  public record Clock(
      @Key("whose it is: rig, GNSS simulator, network simulator") String name,
      @Key(value = "its difference from UTC, with unit", fallback = OPEN) String offset,
      @Key(value = "how that was found", fallback = OPEN) String how) {}

  /** Who signs. */
  public record Signatory(
      @Key("name") String name, @Key(value = "function", fallback = OPEN) String role) {}

  public Laboratory {
    instruments = List.copyOf(instruments);
    clocks = List.copyOf(clocks);
    deviations = List.copyOf(deviations);
    opinions = List.copyOf(opinions);
    signatories = List.copyOf(signatories);
  }

  /** The instruments whose calibration did not count on a day. */
  public List<Instrument> expired(LocalDate day) {
    return instruments.stream().filter(instrument -> instrument.isExpired(day)).toList();
  }

  /** ITU-T E.118 and 3GPP TS 23.003: the last digit is Luhn's. */
  private static void digits(String key, String text, int least, int most) {
    if (text.equals(OPEN)) {
      return;
    }
    boolean formed = text.matches("[0-9]{" + least + "," + most + "}");
    int sum = 0;
    for (int index = 0; formed && index < text.length(); index++) {
      int digit = text.charAt(text.length() - 1 - index) - '0';
      int twice = index % 2 == 0 ? digit : 2 * digit;
      sum += twice > 9 ? twice - 9 : twice;
    }
    if (!formed || sum % 10 != 0) {
      throw new IllegalArgumentException(
          key + " '" + text + "' has not its " + most + " digits, or the last one does not fit");
    }
  }

  private static void date(String key, String text) {
    try {
      if (!text.equals(OPEN)) {
        LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(key + " '" + text + "' is no date: write 2026-11-30", e);
    }
  }
}
