// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

/** Orders that an attacker could bring to the DCM, past the telematics service's own logic. */
public interface OrderTricks {

  /**
   * Publishes such an order to a DCM's topic.
   *
   * @param vin of the DCM's vehicle
   */
  void send(String vin, Topic topic, Trick trick);

  /** Where it is published, and what it asks for. */
  enum Topic {
    /** Tracking orders: it asks for a start, if nothing else is said. */
    ORDERS("orders", "start"),
    /** Remote services: it asks to lock. */
    COMMANDS("commands", "lock");

    private final String part;
    private final String action;

    Topic(String part, String action) {
      this.part = part;
      this.action = action;
    }

    /** Last part of the topic's name. */
    public String part() {
      return part;
    }

    /** What an order on it asks for. */
    public String action() {
      return action;
    }
  }

  /** What is wrong with it; it is authentic but for that. */
  enum Trick {
    /** Signed with a key of nobody's. */
    FORGED,
    /** Its text was changed after it had been signed. */
    ALTERED,
    /** One that the DCM has carried out before, again: the oldest there is. */
    REPLAYED,
    /** The newest one that the service has sent, again, as QoS 1 may deliver it. */
    REPEATED,
    /** Another one with the sequence of the newest. */
    OF_THE_SAME_SEQUENCE,
    /** Its time is over. */
    EXPIRED,
    /** Its time is over 5 s later. Nothing is wrong with it. */
    THAT_ENDS_IN_5_S,
    /** For another vehicle. */
    FOR_ANOTHER_VEHICLE,
    /** No JSON Web Signature at all. */
    GARBAGE,
    /** An authentic start that no tracking request stands behind. */
    START_WITHOUT_REQUEST,
    /** The start of the newest request with a new sequence. Nothing is wrong with it. */
    START_SIGNED_ANEW,
    /** An authentic end of a request that there is none of. */
    END_OF_ANOTHER,
    /** An action of the other topic. */
    OF_THE_OTHER_TOPIC,
    /** As long as one may be. Nothing is wrong with it. */
    OF_4096_BYTES,
    OF_4097_BYTES,
    OF_TWO_PARTS,
    OF_FOUR_PARTS,
    /** Base64 with the padding that RFC 7515 leaves out. */
    WITH_PADDING,
    /** Base64 whose last letter has bits that nothing stands for. */
    WITH_SPARE_BITS,
    /** 63 bytes of 64. */
    WITH_A_SHORT_SIGNATURE,
    /** 64 bytes, and a zero byte behind. */
    WITH_A_LONG_SIGNATURE,
    WITH_ANOTHER_TYP,
    WITH_ANOTHER_ALG,
    WITHOUT_TYP,
    WITH_A_FURTHER_HEADER_FIELD,
    WITH_A_FURTHER_FIELD,
    WITHOUT_ITS_ISSUE,
    WITH_A_FIELD_TWICE,
    WITH_ITS_SEQUENCE_AS_TEXT,
    WITH_HALF_A_SEQUENCE,
    WITH_A_NUMBER_AS_ID,
    WITHOUT_LETTERS_IN_ITS_ID,
    /** 65 letters of 64. */
    WITH_A_LONG_ID,
    WITH_A_BLANK_IN_ITS_ID,
    /** A day where an instant must be. */
    WITH_A_DAY_AS_ITS_END,
    WITH_WORDS_BEHIND,
    /** A JSON list of one. */
    IN_A_LIST,
    /** A byte that is no UTF-8. */
    WITH_A_BROKEN_LETTER
  }
}
