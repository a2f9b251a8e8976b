// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The emergency-assistance centre (the PSAP role) with its agent. */
public interface EmergencyCentre {

  // How it behaves from now on.

  /** Answers calls after this much ringing; the default is 3 s. */
  void ringTime(Duration duration);

  /** Lets calls ring, those that ring now too, and never answers. */
  void neverAnswer();

  /** Refuses the next {@code calls} calls with this SIP status. */
  void refuse(int status, int calls);

  /** Acknowledges the MSD it receives, or withholds the acknowledgement. */
  void acknowledgeMsd(boolean acknowledge);

  /**
   * Acknowledges each MSD to come as not received ({@code received="false"}, RFC 8147 9.1.1), as a
   * centre that can't read it; or reads them as they are. An MSD that really can't be read is
   * always acknowledged so, where {@link #acknowledgeMsd} lets it.
   */
  void rejectMsd(boolean reject);

  /** What the occupant will do once the call is connected. */
  void occupant(Occupant occupant);

  /** Services that the agent finds are needed: {@code "ambulance", "fire", "police"}; or none. */
  void servicesNeeded(List<String> services);

  /** The agent's voice is a tone of this frequency in Hz; 0 is silence. */
  void speak(double hertz);

  /**
   * Does wrong from now on, in this way beside any other that it was told; what the centre does
   * right then is for the DCM to put up with (docs/DCM-INTERFACE.md, 2.2).
   */
  void misbehave(Misbehaviour how);

  /** Does nothing wrong from now on. */
  void behave();

  /** The agent ends each call this long after the answer; without it a call lasts. */
  void talkTime(Duration duration);

  // What it does now.

  /** Asks for the MSD again in a car's current call (RFC 8147); without one nothing happens. */
  void requestMsd(String vin);

  /** Ends a car's current call, if there is one. */
  void hangUp(String vin);

  /** Loses a car's current call, if there is one, without a word, as a broken line. */
  void loseCall(String vin);

  /** Calls a car back. */
  void callBack(String vin);

  /**
   * Sends an INFO that asks for the MSD in a car's current call, whose CSeq has been used before
   * (RFC 3261 12.2.2: it is answered with 500); without a call nothing happens.
   */
  void requestMsdOutOfOrder(String vin);

  // What it has seen.

  /** Every call that arrived here or was placed from here, in order of time. */
  List<Call> calls();

  List<Incident> incidents();

  /** What the DCM did wrong on its way to the centre, in order of time; put up with or refused. */
  List<Wrong> wrongs();

  /** One call. */
  interface Call {

    /** VIN of the car, by the network's word; empty for a caller that the network doesn't know. */
    String vin();

    /** Whether the centre placed it (a call back). */
    boolean isCallBack();

    /** When the INVITE arrived, or was sent. */
    Duration started();

    @Nullable Duration connected();

    @Nullable Duration ended();

    /** {@code "vehicle"}, {@code "centre"}, {@code "lost"}, or for a refusal its status. */
    Optional<String> endedBy();

    /** Request-URI of the INVITE. */
    String dialled();

    /** Every MSD that came with the call or in it, in order of time. */
    List<CrashData> data();

    /** Whether the centre heard a tone of this frequency from the vehicle. */
    boolean heard(double hertz);

    /** RTP payload types received. */
    List<Integer> payloadTypes();
  }

  /**
   * The minimum set of data (EN 15722) as the centre decoded it.
   *
   * @param version of the MSD's format, 1 to 3
   * @param vehicleType by the number of the standard; 1 is M1
   * @param propulsion what drives the vehicle, as a DCM profile has it: {@code "gasoline-tank"}
   * @param direction degrees clockwise from north; empty if unknown
   * @param recent earlier positions, newest first, in degrees
   * @param passengers empty if unknown
   */
  record CrashData(
      Duration received,
      int version,
      int messageIdentifier,
      boolean automatic,
      boolean testCall,
      boolean trusted,
      int vehicleType,
      String vin,
      List<String> propulsion,
      Instant timestamp,
      Place position,
      Optional<Double> direction,
      List<Place> recent,
      Optional<Integer> passengers) {}

  /** Degrees, WGS 84, north and east positive. */
  record Place(double latitude, double longitude) {}

  /**
   * One thing that the DCM did wrong.
   *
   * @param vin of the car, as of {@link Call#vin}
   * @param what one sentence for people: what was seen, and the rule that it breaks
   */
  record Wrong(Duration at, String vin, WrongKind kind, String what) {}

  /** One thing that a centre can do wrong. */
  enum Misbehaviour {
    /** Each acknowledgement names an MSD that nobody has sent. */
    ACKNOWLEDGES_ANOTHER_MSD,
    /** Each INFO of the DCM is answered with 403. */
    REFUSES_EACH_INFO,
    /** What would acknowledge an MSD is no XML. */
    SENDS_CONTROL_DATA_THAT_ARE_NO_XML,
    /** The 200 has a multipart body that ends in its midst. */
    ANSWERS_WITH_A_BODY_THAT_IS_CUT,
    /** The 200 has no body. */
    ANSWERS_WITHOUT_SDP,
    /** The 200 takes PCMA, which nobody has offered. */
    ANSWERS_WITH_ANOTHER_CODEC,
    /** A call back offers PCMA alone. */
    OFFERS_ANOTHER_CODEC,
    /** No ACK follows the answer to a call back. */
    NEVER_CONFIRMS_A_CALL_BACK,
    /** Each REGISTER is answered with 503. */
    REFUSES_EACH_REGISTRATION,
    /** The agent's side of a call is over without a BYE: no sound, no word, an open line. */
    ENDS_CALLS_WITHOUT_BYE
  }

  /** What a thing that the DCM did wrong is about. */
  enum WrongKind {
    /** Bytes that are no SIP message, or a request that breaks the grammar or asks too much. */
    SIP,
    /** A header that the interface asks for is missing, or says something else. */
    HEADER,
    /** CSeq, tag or branch of a request do not follow those before (RFC 3261 8.1.1, 12.2). */
    DIALOG,
    /** A REGISTER that lacks what it must say. */
    REGISTRATION,
    /** Voice that is not what was agreed: RFC 3550, the payload type, the direction. */
    VOICE,
    /** A connection that serves more than one purpose, or stays open too long. */
    CONNECTION,
    /** A body that can't be taken apart, or of a type that the centre does not know. */
    BODY,
    /** An offer or answer without a usable voice stream. */
    SDP,
    /** INFO without the package that the centre asks for, or with another (RFC 6086). */
    INFO_PACKAGE,
    /** No MSD where one is due, or one that nothing names. */
    MSD_MISSING,
    /** An MSD that can't be decoded. */
    MSD_UNREADABLE,
    /** An MSD with a value that EN 15722 does not allow. */
    MSD_OUT_OF_RANGE
  }

  /**
   * A case at the centre.
   *
   * @param vin of the car, as of {@link Call#vin}
   */
  record Incident(
      String vin,
      Duration opened,
      @Nullable Duration closed,
      Place position,
      List<String> dispatched,
      String outcome) {}

  /** What the person in the car does. */
  enum Occupant {
    SPEAKS,
    SILENT,
    SAYS_ACCIDENTAL
  }
}
