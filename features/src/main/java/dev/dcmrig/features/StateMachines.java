// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.features.call.AcnStates;
import dev.dcmrig.features.call.CallBackStates;
import dev.dcmrig.features.call.CallStates;
import dev.dcmrig.features.call.SosStates;
import dev.dcmrig.features.indicator.SelfTestStates;
import dev.dcmrig.features.ota.UpdateStates;
import dev.dcmrig.features.power.BackupStates;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.features.subscription.PaidProductStates;
import dev.dcmrig.features.subscription.RemoteProductStates;
import dev.dcmrig.features.subscription.TrialProductStates;
import dev.dcmrig.features.svt.SleepStates;
import dev.dcmrig.features.svt.TrackingStates;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every machine of states, made anew for each scenario. */
public final class StateMachines {
  private final Map<String, StateMachine> byName = new LinkedHashMap<>();

  /** A new machine is one more parameter and one more line. */
  public StateMachines(
      SosStates sos, // manual emergency call
      AcnStates acn, // automatic collision notification
      CallStates call, // one call
      CallBackStates callBack, // the window after a call
      PaidProductStates paidProduct, // tracking in the shop
      RemoteProductStates remoteProduct, // remote services in the shop
      TrialProductStates trialProduct, // a product on trial
      SelfTestStates selfTest, // self-test and indicator
      SleepStates sleep, // sleep and what wakes
      BackupStates backup, // main supply and back-up battery
      TrackingStates tracking, // of a stolen vehicle
      UpdateStates update // over the air
      ) {
    add(sos);
    add(acn);
    add(call);
    add(callBack);
    add(paidProduct);
    add(remoteProduct);
    add(trialProduct);
    add(selfTest);
    add(sleep);
    add(backup);
    add(tracking);
    add(update);
  }

  /** All of them. */
  Collection<StateMachine> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  private void add(StateMachine machine) {
    byName.put(machine.name(), machine);
  }

  /**
   * The one of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  StateMachine of(String name) {
    StateMachine found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "no machine '" + name + "' in StateMachines; there are " + byName.keySet());
    }
    return found;
  }
}
