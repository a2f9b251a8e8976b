// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the parts of one agent share: time, identifiers, the open transactions and the calls. */
final class Core {
  /** More open transactions than this, of each kind, are refused. */
  static final int MAX_TRANSACTIONS = 256;

  /** More calls than this are refused. */
  static final int MAX_CALLS = 64;

  private final Timeline timeline;
  private final Seed.Stream ids;
  private final SipSettings settings;
  private final Timing timing;
  private final Responses responses;

  // In the order of their beginning, so that what a lost connection ends is ended in that order.
  private final Map<String, ClientTransaction> clients = new LinkedHashMap<>();
  private final Map<String, InviteServer> servers = new LinkedHashMap<>();
  private final Map<String, CallLeg> legs = new LinkedHashMap<>();

  Core(Timeline timeline, Seed.Stream ids, SipSettings settings) {
    this.timeline = timeline;
    this.ids = ids;
    this.settings = settings;
    this.timing = Timing.of(settings.t1());
    this.responses = new Responses(settings, ids);
  }

  Timer timer(Runnable task) {
    return timeline.timer(task);
  }

  /** Runs a task at the present instant, but not inside of the present call. */
  void soon(Runnable task) {
    timeline.after(0, task);
  }

  Timing timing() {
    return timing;
  }

  SipSettings settings() {
    return settings;
  }

  Responses responses() {
    return responses;
  }

  String token() {
    return ids.token();
  }

  /** Via of a request that begins a transaction. */
  String newVia(SipConnection connection) {
    return "SIP/2.0/TCP " + connection.localAddress() + ";branch=" + Via.MAGIC_COOKIE + ids.token();
  }

  /** Contact of this agent on a connection. */
  String contact(SipConnection connection) {
    return "<sip:" + settings.contactUser() + "@" + connection.localAddress() + ";transport=tcp>";
  }

  void send(SipConnection connection, SipMessage message) {
    connection.write(message.raw());
  }

  /** Sends a request; the user hears at once, later, when there are too many open ones. */
  ClientTransaction request(
      SipConnection connection, SipMessage request, ClientTransaction.User user) {
    ClientTransaction transaction = new ClientTransaction(this, connection, request, user);
    if (clients.size() >= MAX_TRANSACTIONS) {
      soon(() -> user.failed(503, "more than " + MAX_TRANSACTIONS + " open requests"));
    } else {
      clients.put(transaction.key(), transaction);
      transaction.start();
    }
    return transaction;
  }

  Optional<ClientTransaction> clientOf(SipMessage response) {
    String key = ClientTransaction.key(response.topVia().branch(), response.method());
    return Optional.ofNullable(clients.get(key));
  }

  boolean hasRoomForInvite() {
    return servers.size() < MAX_TRANSACTIONS && legs.size() < MAX_CALLS;
  }

  boolean hasRoomForCall() {
    return legs.size() < MAX_CALLS;
  }

  boolean hasRoomForTransaction() {
    return servers.size() < MAX_TRANSACTIONS;
  }

  void add(InviteServer server) {
    servers.put(server.key(), server);
  }

  Optional<InviteServer> serverOf(SipMessage request) {
    return Optional.ofNullable(servers.get(InviteServer.key(request)));
  }

  /** Whether this is an INVITE that is already here by another way (RFC 3261 8.2.2.2). */
  boolean isMerged(SipMessage invite) {
    return servers.values().stream()
        .anyMatch(
            server ->
                server.invite().callId().equals(invite.callId())
                    && server.invite().fromTag().equals(invite.fromTag())
                    && server.invite().cseq().equals(invite.cseq()));
  }

  void add(CallLeg leg) {
    legs.put(Dialog.key(leg.id(), leg.localTag()), leg);
  }

  Optional<CallLeg> legOf(String callId, String localTag) {
    return Optional.ofNullable(legs.get(Dialog.key(callId, localTag)));
  }

  void forget(CallLeg leg) {
    legs.remove(Dialog.key(leg.id(), leg.localTag()), leg);
  }

  void forget(ClientTransaction transaction) {
    clients.remove(transaction.key(), transaction);
  }

  void forget(InviteServer server) {
    servers.remove(server.key(), server);
  }

  /** Ends everything that a lost connection carried. */
  void connectionLost(SipConnection connection) {
    for (InviteServer server : List.copyOf(servers.values())) {
      if (server.connection().equals(connection)) {
        server.connectionLost();
      }
    }
    List<CallLeg> lost = new ArrayList<>();
    for (CallLeg leg : legs.values()) {
      if (leg.connection().equals(connection)) {
        lost.add(leg);
      }
    }
    for (ClientTransaction client : List.copyOf(clients.values())) {
      if (client.connection().equals(connection)) {
        client.connectionLost();
      }
    }
    lost.forEach(CallLeg::connectionLost);
  }
}
