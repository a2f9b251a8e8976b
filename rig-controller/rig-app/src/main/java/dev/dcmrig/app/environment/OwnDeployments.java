// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.core.Report;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.http.HttpEdge;
import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.server.OtaServer;
import java.util.Optional;
import java.util.Set;

/** The rig's own server gives devices their updates. */
public final class OwnDeployments implements Deployments {
  /** Makes them. */
  public static final Opener OPENER =
      new Opener() {
        @Override
        public Deployments at(OtaServer own, DdiSettings devices) {
          return new OwnDeployments(own);
        }

        @Override
        public void expectRollouts() {
          // They run on the bench's timeline.
        }
      };

  private final OtaCore core;

  private static final Set<ActionState> GIVEN_UP =
      Set.of(ActionState.FAILED, ActionState.CANCELLED, ActionState.DECLINED);

  OwnDeployments(OtaServer own) {
    this.core = own.core();
  }

  @Override
  public void register(String controllerId) {
    core.targets().register(controllerId);
  }

  @Override
  public void assign(String controllerId, long set, UpdatePolicy policy) {
    core.actions().assign(controllerId, set, policy);
  }

  @Override
  public void withdraw(String controllerId) {
    core.actions().actionsOf(controllerId).stream()
        .filter(action -> !action.state().isClosed())
        .forEach(
            action ->
                core.actions()
                    .happened(
                        controllerId, action.id(), ActionEvent.CANCEL, Report.of("taken back")));
  }

  @Override
  public boolean isGivenUp(String controllerId) {
    return core.actions().actionsOf(controllerId).stream()
        .findFirst()
        .filter(last -> GIVEN_UP.contains(last.state()))
        .isPresent();
  }

  @Override
  public Optional<HttpEdge> edge() {
    return Optional.empty();
  }
}
