// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The service's endpoints: which role may ask what, and who answers. */
public final class Routes {

  /** Answers a call; runs with the service's lock held. */
  @FunctionalInterface
  public interface Handler {
    ApiAnswer answer(ApiCall call);
  }

  /**
   * One endpoint.
   *
   * @param template path with variables, {@code /v1/vehicles/{vin}/telemetry}
   */
  public record Route(String method, String template, Set<Role> roles, Handler handler) {}

  /** Says whether an owner's app may ask about what a path names. */
  @FunctionalInterface
  public interface OwnerGate {
    /**
     * @param owner whose app asks
     * @param variables of the path, a {@code vin} or an {@code owner} among them
     */
    boolean isOpen(String owner, Map<String, String> variables);
  }

  private OwnerGate gate = (owner, variables) -> true;

  private final List<Route> all = new ArrayList<>();

  public void add(String method, String template, Set<Role> roles, Handler handler) {
    all.add(new Route(method, template, EnumSet.copyOf(roles), handler));
  }

  /** Holds apps that name their owner to what is theirs; runs with the service's lock held. */
  public void gate(OwnerGate newGate) {
    gate = newGate;
  }

  OwnerGate gate() {
    return gate;
  }

  public List<Route> all() {
    return List.copyOf(all);
  }
}
