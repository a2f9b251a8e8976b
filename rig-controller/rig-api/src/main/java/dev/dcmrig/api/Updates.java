// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.api;

import java.util.List;
import java.util.Optional;

/**
 * The server of updates over the air, as a release engineer meets it. What a DCM makes of an update
 * is seen on the network and on the bus.
 */
public interface Updates {

  /** From its next configuration on the car's DCM knows the server. */
  void enrol(String vin);

  /**
   * Offers an update to a car.
   *
   * @param asked whether the user in the car is to be asked, or only told
   */
  void offer(String vin, Image image, boolean asked);

  /** Offers an update to a car in another manner. */
  void offer(String vin, Image image, Manner manner);

  /**
   * Offers an update with a delta beside its image. The user is only told. The image is as large as
   * the one that the car was offered last, and differs from it in three eighths.
   *
   * @param delta what it is like; the bench signs the image, never a delta
   */
  void offer(String vin, String version, Delta delta);

  /** Takes back what was offered to a car, or to its wave, and is not over. */
  void withdraw(String vin);

  /**
   * Offers an update to a car while somebody attacks it. The user is only told.
   *
   * @param attack its id in {@code hil-configs/ota/attacks.yaml}
   */
  void offerUnderAttack(String vin, Image image, String attack);

  /**
   * Offers a car software for its ECUs, each by itself, while somebody attacks it.
   *
   * @param attack its id in {@code hil-configs/ota/attacks.yaml}
   */
  void offerUnderAttack(String vin, List<EcuSoftware> ecus, String attack);

  /**
   * What somebody hands to an ECU who plays its primary on the bus: a message of the time server,
   * which answers anybody, then targets metadata.
   *
   * @param nonce of the ECU
   * @param attack its id in {@code hil-configs/ota/attacks.yaml}
   */
  List<byte[]> ofAPrimary(String vin, EcuSoftware software, String nonce, String attack);

  /** Both repositories change their root keys, so many times one after the other. */
  void rotateRoots(int times);

  /** The kinds of attack that the director has noticed by itself, the oldest first. */
  List<String> noticedByDirector();

  /**
   * Offers a car software for several of its ECUs at once, about which the user is only told.
   *
   * @param image for the DCM itself; empty: it keeps what it has
   * @param ecus behind the DCM, in the order in which they get it; one or more
   * @param allOrNothing whether none may keep what it got when one has failed
   */
  void offer(String vin, Optional<Image> image, List<EcuSoftware> ecus, boolean allOrNothing);

  /**
   * Begins a rollout to all cars that were enrolled, one wave for each, in the order in which they
   * were. A wave must succeed before the next one begins; one that fails pauses the rollout.
   */
  void rollOut(Image image);

  /** Many further cars, and a rollout over them. */
  UpdateFleet fleet();

  /** What an operator wants of the rollout that was begun last; of the fleet's, if there is one. */
  void wish(RolloutWish wish);

  /** How an update is offered. */
  enum Manner {
    /** The server gives it out only when the user has confirmed (DDI: confirmationBase). */
    TO_BE_CONFIRMED,
    /** It is downloaded, and never installed. */
    DOWNLOADED_ONLY,
    /** It is downloaded at any time, and installed from five minutes from now on, for an hour. */
    IN_A_WINDOW,
    /** The user is asked for five minutes, and only told from then on. */
    FORCED_LATER
  }

  /** What a delta beside an image is like (docs/DCM-INTERFACE.md, 2.9). */
  enum Delta {
    /** It makes the image of the one that the car was offered last. */
    FITTING,
    /** It makes the image of one that the car was never offered, as its name says. */
    OF_ANOTHER_BASE,
    /** One of its bytes was another one before it was released. */
    DAMAGED,
    /** 32 KiB of it make 1 GiB. */
    ENDLESS,
    /** It asks for a window of 2 GiB. */
    OF_A_WIDE_WINDOW,
    /** It makes an image that nobody has signed. */
    OF_ANOTHER_IMAGE
  }

  /** What an operator can want of a rollout. */
  enum RolloutWish {
    /** Nobody is told who has not read it yet, and no wave begins. */
    PAUSE,
    /** It goes on; what failed so far is accepted. */
    RESUME,
    /** It ends: who has not installed yet gives it up. */
    CANCEL
  }

  /**
   * A firmware image for the device under test.
   *
   * @param version of one to four numbers with dots between them
   * @param hardware that it is made for; empty for that of the device under test
   * @param start what its start is like
   * @param kibibytes its size, 1 or more
   */
  record Image(String version, String hardware, Start start, int kibibytes) {}

  /**
   * Software for an ECU behind the device under test. What the ECU goes back to comes with it.
   *
   * @param ecu as the car's data call it: {@code "navigation"}
   * @param version that the ECU shall tell (F189)
   * @param before version that it goes back to when the new one does not work
   * @param hardware of the ECU (F191), which it is signed for
   * @param madeFor hardware that it says itself it is made for; another one is a mistake of a
   *     release
   * @param kibibytes its size, 1 or more
   */
  record EcuSoftware(
      String ecu, String version, String before, String hardware, String madeFor, int kibibytes) {}

  /** What the start of an image is like. */
  enum Start {
    RUNS,
    HANGS,
    FAILS_ITS_SELF_TEST
  }
}
