// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.model.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final int CROWD = 100_000;

  @TempDir static Path folder;
  private static Fleet fleet;

  @BeforeAll
  static void open() {
    fleet = new Fleet(folder, 4);
    attributes("car0", Map.of("hw", "A", "region", "AU"));
    attributes("car1", Map.of("hw", "A", "region", "NZ"));
    attributes("car2", Map.of("hw", "B%_!"));
    // One statement: a large fleet beside them.
    fleet.db.change(
        tx -> {
          tx.update(
              "insert into target (controller_id, name, token, status, auto_confirm,"
                  + " wants_attributes, created_at) select 'crowd' || \"X\", 'crowd', '',"
                  + " 'REGISTERED', false, false, 5 from system_range(1, ?)",
              CROWD);
          tx.update(
              "insert into target_attribute (target_id, attr_key, attr_value) select id, 'hw', 'C'"
                  + " from target where name = 'crowd'");
        });
  }

  @AfterAll
  static void close() {
    fleet.close();
  }

  private static void attributes(String id, Map<String, String> attributes) {
    fleet.core.targets().setAttributes(id, Targets.Mode.REPLACE, attributes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "controllerId==car0 | car0",
        "controllerId==car* | car0 car1 car2 car3",
        "controllerId=in=(car1,car3) | car1 car3",
        "attribute.hw==A | car0 car1",
        "attribute.hw==A;attribute.region==NZ | car1",
        "attribute.region==AU,attribute.region==NZ | car0 car1",
        "attribute.hw==A;attribute.region!=AU | car1",
        "attribute.hw!=A;name==car* | car2 car3",
        "attribute.hw=out=(A,C);name==car* | car2 car3",
        "attribute.hw=='B%_!' | car2",
        "attribute.hw=='B%*' | car2",
        "attribute.hw=='%*' | ''",
        "attribute.hw==a | ''",
        "updateStatus==UNKNOWN;(name==car0,name==car3) | car0 car3",
        "installedSet!=1;name==car* | car0 car1 car2 car3",
        "assignedSet=out=(1,2);name==car* | car0 car1 car2 car3",
        "lastSeenAt!=5;name==car* | car0 car1 car2 car3",
        "createdAt=gt=5;controllerId=gt=car1 | car2 car3",
        "controllerId==\"x' or '1'=='1\" | ''",
        "attribute.hw==\"A' or '1'=='1\" | ''",
      })
  void aFilterFindsThoseThatMatch(String filter, String expected) {
    assertEquals(
        expected,
        fleet.core.targets().matching(TargetFilter.of(filter), 0, 50).stream()
            .map(Target::controllerId)
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attribute.hw==A",
        "attribute.hw!=A",
        "attribute.hw=in=(A,C)",
        "attribute.region=out=(AU)",
        "attribute.hw=='B%*'",
        "name==car0,attribute.hw==A;attribute.region!=NZ"
      })
  void aFilterSaysTheSameOfOneTargetAsOfAll(String text) {
    List<String> all =
        fleet.core.targets().matching(TargetFilter.of(text + ";name==car*"), 0, 50).stream()
            .map(Target::controllerId)
            .toList();
    TargetFilter one = TargetFilter.ofOne(text + ";name==car*");
    for (int car = 0; car < 4; car++) {
      List<Object> values = new java.util.ArrayList<>(one.values());
      values.add("car" + car);
      long found =
          fleet.db.inTransaction(
              tx ->
                  tx.number(
                      "select count(*) from target t where "
                          + one.sql()
                          + " and t.controller_id = ?",
                      values.toArray()));
      assertEquals(all.contains("car" + car) ? 1 : 0, found, text + " of car" + car);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x", "a=b", "nofield==1", "createdAt==x", "createdAt==99999999999999999999", "name=foo=1",
        "name==a;", "(name==a", "name==a b", "1==1", "t.id==1", "assignedSet==*",
        "name=='a\u0000b'", "name=='a\tb'", "name=='\ud800'"
      })
  void whatIsNoFilterIsRefused(String filter) {
    Refused refused = assertThrows(Refused.class, () -> TargetFilter.of(filter));
    assertEquals(Refused.Reason.INVALID, refused.reason());
  }

  @Test
  void filtersHaveBounds() {
    assertThrows(
        Refused.class, () -> TargetFilter.of("(".repeat(900) + "name==a" + ")".repeat(900)));
    assertThrows(Refused.class, () -> TargetFilter.of("name==" + "a".repeat(2_048)));
    assertThrows(Refused.class, () -> TargetFilter.of("name==a;".repeat(120) + "name==a"));
    assertThrows(Refused.class, () -> TargetFilter.of("name=in=(" + "a,".repeat(120) + "a)"));
  }

  /** How H2 goes about a statement: by which indexes, and how many rows it looked at. */
  private static String plan(String sql, Object... values) {
    return fleet.db.inTransaction(
        tx -> tx.first(row -> row.getText(1), "explain analyze " + sql, values).orElseThrow());
  }

  private static void readsLittle(String plan) {
    assertFalse(plan.toLowerCase(java.util.Locale.ROOT).contains("tablescan"), plan);
    List<Integer> scans =
        java.util.regex.Pattern.compile("scanCount: (\\d+)")
            .matcher(plan)
            .results()
            .map(found -> Integer.parseInt(found.group(1)))
            .toList();
    assertTrue(scans.stream().allMatch(count -> count < 100), plan);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attribute.hw==A", "attribute.region=in=(AU,NZ)", "controllerId==car0",
        "attribute.hw==A;attribute.region==AU", "controllerId==car*", "updateStatus==UNKNOWN"
      })
  void aFleetIsNotReadThroughForAFilter(String text) {
    TargetFilter filter = TargetFilter.of(text);
    readsLittle(plan("select t.id from target t where " + filter.sql(), filter.values().toArray()));
    List<Object> values = new ArrayList<>(filter.values());
    values.add(fleet.set);
    readsLittle(plan("select t.id" + Members.chosen(filter), values.toArray()));
  }

  @Test
  void aPollAndALateTargetReadThroughNothing() {
    readsLittle(
        plan(
            "select a.* from action a join target t on t.id = a.target_id where t.controller_id = ?"
                + " and a.active = true order by a.id",
            "car0"));
    TargetFilter filter = TargetFilter.ofOne("attribute.hw==C;attribute.region!=AU");
    readsLittle(
        plan(
            "select count(*) from target t where t.id = 1 and " + filter.sql(),
            filter.values().toArray()));
  }

  @Test
  void aTickDoesNotReadThroughMembersThatNothingIsDueFor() {
    long rollout =
        fleet
            .core
            .rollouts()
            .create(
                new RolloutPlan(
                    "crowd",
                    fleet.set,
                    "name==crowd",
                    List.of(new dev.dcmrig.ota.model.WavePlan(100, 100, 0)),
                    dev.dcmrig.ota.model.UpdatePolicy.FORCED,
                    null,
                    false));
    fleet.db.change(tx -> tx.update("update rollout set state = 'RUNNING' where id = ?", rollout));
    readsLittle(plan("select min(m.due_at)" + Clockwork.RETRIES_DUE));
  }
}
