// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.service;

import dev.dcmrig.api.Allowed;
import dev.dcmrig.api.Bench;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.RadioLink.HttpExchange;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Allowances;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.CarLog;
import dev.dcmrig.features.scene.People;
import dev.dcmrig.features.scene.Scene;
import dev.dcmrig.features.scene.Traffic;
import dev.dcmrig.judge.Counting;
import io.cucumber.java.After;
import io.cucumber.java.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is asked of each scenario with a message to the telematics service, without a line in it.
 */
public final class ConductHooks {
  /** Before the bench is closed; each hook in a place of its own. */
  private static final int BEFORE_THE_END = 20_002;

  private static final int OK = 200;
  private static final String SERVICE = "/v1/vehicles/";
  private static final String CONDUCT = "things wrong with what the DCM tells the service";

  private final Scene scene;

  public ConductHooks(Scene scene) {
    this.scene = scene;
  }

  @After(order = BEFORE_THE_END)
  public void conduct(Scenario scenario) {
    if (scene.isConductAsked(scenario.isFailed()) && scene.isSimulated() && hasMessages()) {
      judge();
    }
  }

  /** A bench may do without a network. */
  private boolean hasMessages() {
    try {
      return !posts().isEmpty();
    } catch (BenchBroken e) {
      return false;
    }
  }

  @Check(quantity = CONDUCT, unit = Unit.ONE, source = Source.NETWORK)
  @Allowed(of = EventConduct.STAMP, amount = "1 s")
  @Allowed(of = EventConduct.AT_ONCE, amount = "2500 ms")
  @Allowed(of = MessageConduct.VOLTS, amount = "0.06 V")
  @Allowed(of = MessageConduct.KMH, amount = "0.6 km/h")
  @Allowed(of = MessageConduct.SLACK, amount = "100 ms")
  @Allowed(of = MessageConduct.UNDER_WAY, amount = "2 s")
  @Allowed(of = PositionConduct.NEW, amount = "1500 ms")
  @Allowed(of = PositionConduct.SLACK, amount = "100 ms")
  @Allowed(of = CarLog.OFF, amount = "10 m")
  @Allowed(of = CarLog.UNDER_WAY, amount = "1500 ms")
  public void judge() {
    Allowances allowed = Allowances.of(scene.isSimulated());
    List<EvidenceItem> wrongs = new ArrayList<>();
    posts().forEach((vin, of) -> wrongs.addAll(wrongs(allowed, vin, of)));
    scene.judge(
        Subject.DCM,
        Counting.of(
            Asked.of(CONDUCT).question(),
            wrongs,
            Limit.exactly(0, LimitSource.interfaceSection("2.4"))));
  }

  private List<EvidenceItem> wrongs(Allowances allowed, String vin, List<HttpExchange> posts) {
    Bench bench = scene.bench();
    CarLog car = CarLog.of(bench, vin, allowed);
    List<EvidenceItem> wrongs = new ArrayList<>();
    wrongs.addAll(
        MessageConduct.wrongs(
            allowed, bench.startedAt(), bench.specification(), car, posts, asked(vin)));
    wrongs.addAll(
        EventConduct.wrongs(
            allowed,
            bench.startedAt(),
            car,
            posts,
            bench.radioLink().attempts(vin),
            calls(vin),
            bench.specification().duration("acn.limit")));
    return wrongs;
  }

  /** When a car's tracking order was asked for, and the answer has reached it. */
  private List<Duration> asked(String vin) {
    return scene.bench().radioLink().http().stream()
        .filter(each -> each.vin().equals(vin) && each.status() == OK)
        .filter(each -> MessageConduct.kind(each).equals(Traffic.ORDER))
        .map(HttpExchange::at)
        .toList();
  }

  private List<Call> calls(String vin) {
    try {
      return scene.bench().centre().calls().stream()
          .filter(call -> call.vin().equals(vin))
          .toList();
    } catch (BenchBroken e) {
      return List.of();
    }
  }

  private SortedMap<String, List<HttpExchange>> posts() {
    SortedMap<String, List<HttpExchange>> posts = new TreeMap<>();
    scene.bench().radioLink().http().stream()
        .filter(each -> each.method().equals(People.POST) && each.path().startsWith(SERVICE))
        .forEach(each -> posts.computeIfAbsent(each.vin(), vin -> new ArrayList<>()).add(each));
    return posts;
  }
}
