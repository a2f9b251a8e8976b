// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.Indicator.Lamp;
import dev.dcmrig.api.IndicatorPattern;
import dev.dcmrig.features.indicator.IndicatorChecks;
import dev.dcmrig.features.indicator.SelfTestStates;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of {@link IndicatorChecks} and of the signs of the self-test. */
final class IndicatorReds {
  private static final String FULL = "100.0 % \u00b1 5.0 %";
  private static final String DARK = "0.0 % \u00b1 5.0 %";

  private IndicatorReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        red(),
        within(IndicatorPattern.SOLID_GREEN, "time to solid green", Lamp.GREEN),
        flashes(),
        turns(),
        steady(),
        flashesFor(),
        Reds.of(
                "the indicator is never green for 3 min",
                e -> {
                  e.lamp(5, Lamp.GREEN, 1);
                  e.lamp(9, Lamp.GREEN, 0);
                },
                p -> p.event(10).of(IndicatorChecks.class).neverGreen(p.span("3 min")))
            .red(
                "times that the green lamp was lit",
                e -> e.lamp(190, Lamp.GREEN, 0.01),
                "1",
                "exactly 0"),
        Reds.of(
                "what the indicator shows, in the self-test's states",
                e -> {
                  e.flash(9, 18, 0.5, true);
                  e.lamp(18, Lamp.GREEN, 1);
                  e.lamp(18, Lamp.RED, 0);
                },
                p -> p.event(10).sign(SelfTestStates.class, "first test"))
            .red(
                "what the indicator shows",
                e -> e.lamps.removeIf(each -> each.lamp() == Lamp.RED),
                "'flashing green'",
                "'alternating red and green'"));
  }

  private static Reds within(IndicatorPattern pattern, String quantity, Lamp lamp) {
    return Reds.of(
            "the indicator is " + pattern + " within 2 s",
            e -> e.lamp(12, lamp, 1),
            p -> p.event(10).of(IndicatorChecks.class).within(pattern, false, p.span("2 s")))
        .red(
            quantity,
            e -> {
              e.lamps.clear();
              e.lamp(12.01, lamp, 1);
            },
            "2.200 s",
            "at most 2.000 s");
  }

  private static Reds red() {
    return Reds.of(
            "the indicator is solid red within 2 s",
            e -> {
              e.lamp(9, Lamp.GREEN, 0.04);
              e.lamp(12, Lamp.RED, 0.96);
            },
            p ->
                p.event(10)
                    .of(IndicatorChecks.class)
                    .within(IndicatorPattern.SOLID_RED, false, p.span("2 s")))
        .red(
            "time to solid red",
            e -> {
              e.lamps.remove(1);
              e.lamp(12.01, Lamp.RED, 0.96);
            },
            "2.200 s",
            "at most 2.000 s")
        .red("brightness of a lit lamp", lamp(1, 12, Lamp.RED, 0.94), "94.0 %", FULL)
        .red("brightness of a dark lamp", lamp(0, 9, Lamp.GREEN, 0.06), "6.0 %", DARK);
  }

  private static Consumer<Evidence> lamp(int index, double at, Lamp lamp, double brightness) {
    return e -> {
      e.lamps.remove(index);
      e.lamp(at, lamp, brightness);
      e.lamps.sort(java.util.Comparator.comparing(dev.dcmrig.api.Indicator.Change::at));
    };
  }

  private static Consumer<Evidence> flashing(double from, double phase) {
    return e -> {
      e.lamps.clear();
      e.flash(from, 40, phase, false);
    };
  }

  private static Reds flashes() {
    return Reds.of(
            "the indicator is flashing green within 1 s",
            flashing(11, 0.54),
            p ->
                p.event(10)
                    .of(IndicatorChecks.class)
                    .within(IndicatorPattern.FLASHING_GREEN, false, p.span("1 s")))
        .red("time to the pattern", flashing(11.001, 0.54), "1.001 s", "at most 1.000 s")
        .red("phase of the flashing", flashing(11, 0.56), "0.560 s", "0.500 s \u00b1 0.050 s");
  }

  private static Reds turns() {
    return Reds.of(
            "the indicator is solid green after 10 s",
            alternating(20.4),
            p ->
                p.event(10)
                    .of(IndicatorChecks.class)
                    .within(IndicatorPattern.SOLID_GREEN, true, p.span("10 s")))
        .red(
            "time to the last change of a lamp",
            alternating(20.501),
            "10.501 s",
            "10.000 s \u00b1 0.500 s");
  }

  /** Until a last change, which leaves the green lamp lit. */
  private static Consumer<Evidence> alternating(double last) {
    return e -> {
      e.lamps.clear();
      e.flash(9, 20, 0.5, true);
      e.lamp(last, Lamp.GREEN, 1);
      e.lamp(last, Lamp.RED, 0);
    };
  }

  private static Reds steady() {
    return Reds.of(
            "the indicator is solid green for 10 s",
            e -> {
              e.lamp(5, Lamp.GREEN, 0.96);
              e.lamp(5, Lamp.RED, 0.04);
            },
            p ->
                p.event(10)
                    .of(IndicatorChecks.class)
                    .during(IndicatorPattern.SOLID_GREEN, p.span("10 s")))
        .red(
            "pattern of the indicator",
            e -> e.lamp(19.9, Lamp.GREEN, 0),
            "'another from here on'",
            "'solid green'")
        .red("brightness of a lit lamp", lamp(0, 5, Lamp.GREEN, 0.94), "94.0 %", FULL)
        .red("brightness of a dark lamp", lamp(1, 5, Lamp.RED, 0.06), "6.0 %", DARK);
  }

  private static Reds flashesFor() {
    return Reds.of(
            "the indicator is flashing green for 10 s",
            flashing(9, 0.46),
            p ->
                p.event(10)
                    .of(IndicatorChecks.class)
                    .during(IndicatorPattern.FLASHING_GREEN, p.span("10 s")))
        .red("phase of the flashing", flashing(9, 0.44), "0.440 s", "0.500 s \u00b1 0.050 s")
        .red(
            "pattern of the indicator",
            e -> e.lamp(15.1, Lamp.RED, 1),
            "'other'",
            "'flashing green'");
  }
}
