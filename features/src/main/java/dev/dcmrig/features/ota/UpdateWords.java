// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.UpdateFleet;
import dev.dcmrig.api.UpdateFleet.Term;
import dev.dcmrig.api.Updates.Delta;
import dev.dcmrig.api.Updates.Manner;
import dev.dcmrig.api.Updates.RolloutWish;
import dev.dcmrig.api.Updates.Start;
import dev.dcmrig.api.Vehicle.FlashingStep;
import dev.dcmrig.api.Vehicle.UpdateAnswer;
import dev.dcmrig.features.network.NumberChecks.Server;
import dev.dcmrig.features.ota.FleetConduct.Wrong;
import dev.dcmrig.features.ota.FleetSteps.Ordered;
import dev.dcmrig.features.ota.UpdateSteps.Offered;
import dev.dcmrig.features.ota.UpdateToldChecks.Audience;
import io.cucumber.java.ParameterType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of the steps about updates. */
public final class UpdateWords {
  private static final String OFFERED =
      "hangs|fails its self-test|is for another hardware|the user is asked about"
          + "|the user has to confirm|is only downloaded|has its window 5 min later"
          + "|is forced 5 min later|has a delta of another base|has a delta that is damaged"
          + "|has a delta without an end|has a delta of a wide window"
          + "|has a delta of another image|has a delta";

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  static final String DIRECTOR = "director";
  private static final String UNDER_ATTACK = "under the attack ";
  private static final String HEAD_UNIT = "navigation";
  private static final String GNSS_RECEIVER = "gnss";

  /** What is offered. */
  @ParameterType(OFFERED)
  public Offered offered(String text) {
    return switch (text) {
      case "hangs" -> new Offered(Start.HANGS, "", false, null, null);
      case "fails its self-test" -> new Offered(Start.FAILS_ITS_SELF_TEST, "", false, null, null);
      case "is for another hardware" -> new Offered(Start.RUNS, "dcm-9", false, null, null);
      case "the user has to confirm" -> Offered.as(Manner.TO_BE_CONFIRMED);
      case "is only downloaded" -> Offered.as(Manner.DOWNLOADED_ONLY);
      case "has its window 5 min later" -> Offered.as(Manner.IN_A_WINDOW);
      case "is forced 5 min later" -> Offered.as(Manner.FORCED_LATER);
      case "has a delta" -> Offered.with(Delta.FITTING);
      case "has a delta of another base" -> Offered.with(Delta.OF_ANOTHER_BASE);
      case "has a delta that is damaged" -> Offered.with(Delta.DAMAGED);
      case "has a delta without an end" -> Offered.with(Delta.ENDLESS);
      case "has a delta of a wide window" -> Offered.with(Delta.OF_A_WIDE_WINDOW);
      case "has a delta of another image" -> Offered.with(Delta.OF_ANOTHER_IMAGE);
      default -> Offered.ASKED;
    };
  }

  /** What is offered, if it is nothing usual. */
  @ParameterType("| that (?:" + OFFERED + ")")
  public Offered offeredAs(String text) {
    return text.isEmpty() ? Offered.FORCED : offered(text.substring(" that ".length()));
  }

  /** What has become of the trust in an update. */
  @ParameterType("|, under the attack [a-z0-9-]+|, after [0-9]+ rotations? of the root keys")
  public Trust trust(String text) {
    Matcher number = NUMBER.matcher(text);
    if (text.contains(UNDER_ATTACK)) {
      return new Trust(text.substring((", " + UNDER_ATTACK).length()), 0);
    }
    return new Trust("", number.find() ? Integer.parseInt(number.group()) : 0);
  }

  /**
   * What has become of the trust in an update.
   *
   * @param attack its id in {@code hil-configs/ota/attacks.yaml}; empty: nobody attacks it
   * @param rotations how often both repositories change their root keys before it is offered
   */
  public record Trust(String attack, int rotations) {}

  /** Who notices an attack beside the DCM. */
  @ParameterType("director|head unit|GNSS receiver")
  public String observer(String text) {
    return text.equals(DIRECTOR) ? DIRECTOR : ecu(text);
  }

  /** What is counted of an image that comes; of KiB also the way in which it shall come. */
  @ParameterType("pieces|KiB, by a delta|KiB, as a whole image")
  public String imageUnit(String text) {
    return text;
  }

  /** How far an update is, as it is seen outside of the DCM. */
  @ParameterType("downloading|offered|announced|installing|over")
  public String updatePhase(String text) {
    return text;
  }

  /** Where a rollout over a fleet comes to. */
  @ParameterType("pauses|is over")
  public UpdateFleet.State fleetState(String text) {
    return text.equals("pauses") ? UpdateFleet.State.PAUSED : UpdateFleet.State.OVER;
  }

  /** What a car of a fleet loses. */
  @ParameterType("coverage|supply")
  public UpdateFleet.Loss fleetLoss(String text) {
    return UpdateFleet.Loss.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** When a car of a fleet loses it. */
  @ParameterType("load the image|install it")
  public UpdateFleet.Moment fleetMoment(String text) {
    return text.equals("install it") ? UpdateFleet.Moment.INSTALLING : UpdateFleet.Moment.LOADING;
  }

  /** What a rollout over a fleet orders. */
  @ParameterType(
      "asks each user, who agrees after [0-9]+ min|installs nothing in the first [0-9]+ min"
          + "|asks a failed car again after [0-9]+ min|gives up a car after [0-9]+ min of silence"
          + "|leaves out other hardware")
  public Ordered fleetTerm(String text) {
    Matcher number = NUMBER.matcher(text);
    Duration time = Duration.ofMinutes(number.find() ? Long.parseLong(number.group()) : 0);
    Term term =
        switch (text.substring(0, text.indexOf(' ', text.indexOf(' ') + 1))) {
          case "asks each" -> Term.USERS_AGREE_AFTER;
          case "installs nothing" -> Term.INSTALLS_FROM;
          case "asks a" -> Term.RETRIES_AFTER;
          case "gives up" -> Term.GIVES_UP_AFTER;
          default -> Term.HARDWARE_OF_THE_RELEASE;
        };
    return new Ordered(term, time);
  }

  /** What a rollout does to no car of a fleet. */
  @ParameterType(
      "reads a task again after its success|is told twice of a task that it may not read"
          + "|gets other bytes than the release has|reads a task before its user has agreed"
          + "|runs the new version before it may install|is asked again too soon"
          + "|of other hardware reads a task|is refused a word about its open task"
          + "|is known by another version than it tells|is counted otherwise than it says")
  public Wrong fleetWrong(String text) {
    return switch (text) {
      case "reads a task again after its success" -> Wrong.READ_AGAIN;
      case "is told twice of a task that it may not read" -> Wrong.UNREADABLE_TASK;
      case "gets other bytes than the release has" -> Wrong.GOT_OTHER_BYTES;
      case "reads a task before its user has agreed" -> Wrong.READ_UNASKED;
      case "runs the new version before it may install" -> Wrong.INSTALLED_EARLY;
      case "is asked again too soon" -> Wrong.ASKED_AGAIN_SOON;
      case "of other hardware reads a task" -> Wrong.OF_OTHER_HARDWARE;
      case "is refused a word about its open task" -> Wrong.REFUSED_A_WORD;
      case "is known by another version than it tells" -> Wrong.KNOWN_OTHERWISE;
      default -> Wrong.COUNTED_OTHERWISE;
    };
  }

  /** Who has been told of an update. */
  @ParameterType("head unit has shown|head unit has first told of|update server has been told")
  public Audience updateAudience(String text) {
    return switch (text) {
      case "head unit has shown" -> Audience.USER;
      case "head unit has first told of" -> Audience.USER_FIRST;
      default -> Audience.SERVER;
    };
  }

  /** What an operator does with a rollout. */
  @ParameterType("paused|resumed|cancelled")
  public RolloutWish rolloutWish(String text) {
    return switch (text) {
      case "paused" -> RolloutWish.PAUSE;
      case "resumed" -> RolloutWish.RESUME;
      default -> RolloutWish.CANCEL;
    };
  }

  /** What the user says at the head unit. */
  @ParameterType("accepts|declines|postpones")
  public UpdateAnswer updateAnswer(String text) {
    return switch (text) {
      case "accepts" -> UpdateAnswer.ACCEPT;
      case "declines" -> UpdateAnswer.DECLINE;
      default -> UpdateAnswer.POSTPONE;
    };
  }

  /** What the head unit shows of an update. */
  @ParameterType("NONE|OFFERED|ANNOUNCED|INSTALLING|SUCCEEDED|FAILED")
  public String updateView(String text) {
    return text;
  }

  /** From when on a time is counted: empty for the last event, or what was shown first. */
  @ParameterType("the event|NONE|OFFERED|ANNOUNCED|INSTALLING|SUCCEEDED|FAILED")
  public String updateMoment(String text) {
    return text.equals("the event") ? "" : text;
  }

  /** Which way a number of pieces is bounded. */
  @ParameterType("at most|at least|exactly")
  public String bound(String text) {
    return text;
  }

  /** Whom a DCM keeps a connection to. */
  @ParameterType("service|update server")
  public Server server(String text) {
    return text.equals("service") ? Server.SERVICE : Server.UPDATES;
  }

  /** An ECU behind the DCM that takes software, as the car's data call it. */
  @ParameterType("head unit|GNSS receiver")
  public String ecu(String text) {
    return text.equals("head unit") ? HEAD_UNIT : GNSS_RECEIVER;
  }

  /** Several of them, in the order in which they get their software. */
  @ParameterType("head unit and the GNSS receiver|head unit|GNSS receiver")
  public List<String> ecus(String text) {
    return text.contains(" and ") ? List.of(HEAD_UNIT, GNSS_RECEIVER) : List.of(ecu(text));
  }

  /** Whether the server must have been told the same. */
  @ParameterType("|, and the server was told the same")
  public boolean toldToo(String text) {
    return !text.isEmpty();
  }

  /** Whether a campaign is all or nothing, or by which attack it is met. */
  @ParameterType("all or nothing|each by itself|under the attack [a-z-]+")
  public Campaign together(String text) {
    boolean attacked = text.startsWith(UNDER_ATTACK);
    return new Campaign(
        text.equals("all or nothing"), attacked ? text.substring(UNDER_ATTACK.length()) : "");
  }

  /**
   * How software is offered to several ECUs.
   *
   * @param allOrNothing whether none keeps what it got when one has failed
   * @param attack its id in {@code hil-configs/ota/attacks.yaml}; empty: nobody attacks it
   */
  public record Campaign(boolean allOrNothing, String attack) {}

  /** Where an ECU goes wrong. */
  @ParameterType(
      "the session|security access|the erasure|the download|a block|the transfer's end"
          + "|the checksum|the dependencies|the reset|its start")
  public FlashingStep flashingStep(String text) {
    return switch (text) {
      case "the session" -> FlashingStep.SESSION;
      case "security access" -> FlashingStep.SECURITY_ACCESS;
      case "the erasure" -> FlashingStep.ERASE;
      case "the download" -> FlashingStep.DOWNLOAD;
      case "a block" -> FlashingStep.BLOCK;
      case "the transfer's end" -> FlashingStep.TRANSFER_EXIT;
      case "the checksum" -> FlashingStep.CHECKSUM;
      case "the dependencies" -> FlashingStep.DEPENDENCIES;
      case "the reset" -> FlashingStep.RESET;
      default -> FlashingStep.START;
    };
  }

  /** How an update ends. */
  @ParameterType("succeeded|failed")
  public String updateResult(String text) {
    return text.equals("succeeded") ? "success" : "failure";
  }

  /** How often the supply fails at a point of an installation. */
  @ParameterType("once|once and again while it recovers")
  public String howOften(String text) {
    return text;
  }

  /** A part of an installation. */
  @ParameterType(
      "the first quarter|the second quarter|the third quarter|the last quarter|the switch"
          + "|the trial")
  public SweptPart updatePart(String text) {
    return switch (text) {
      case "the first quarter" -> SweptPart.quarter(0, text);
      case "the second quarter" -> SweptPart.quarter(1, text);
      case "the third quarter" -> SweptPart.quarter(2, text);
      case "the last quarter" -> SweptPart.quarter(3, text);
      case "the switch" -> SweptPart.theSwitch(text);
      default -> SweptPart.trial(text);
    };
  }
}
