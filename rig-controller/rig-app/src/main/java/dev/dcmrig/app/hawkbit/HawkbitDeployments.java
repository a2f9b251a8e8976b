// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.hawkbit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.NotOnThisBench;
import dev.dcmrig.app.environment.Deployments;
import dev.dcmrig.ota.core.Artifact;
import dev.dcmrig.ota.core.DistributionSet;
import dev.dcmrig.ota.core.Module;
import dev.dcmrig.ota.core.Software;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.ddi.Identity;
import dev.dcmrig.ota.http.HttpEdge;
import dev.dcmrig.ota.model.ActionKind;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.server.OtaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A hawkBit gives devices their updates. A scenario begins with targets of its own: those of the
 * same name that are there are removed. Software stays there for the next run.
 *
 * <p>Tried with hawkBit 0.3.0M7. It lacks consent before the download (confirmationBase); its
 * rollouts, maintenance windows and forced times go by the clock of the machine, and a bench may
 * have another one.
 */
final class HawkbitDeployments implements Deployments {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String POLLING = "00:01:00";
  private static final String SET_TYPE = "dcm-rig";

  /** The types of modules that docs/DCM-INTERFACE.md, 2.9 has. */
  private static final List<String> TYPES = List.of("os", "ecu", "campaign");

  private static final int MOST_OF_A_TYPE = 50;

  private final HawkbitApi api;
  private final OtaServer own;
  private final HawkbitDevices devices;

  /**
   * Asks whether it is there, and makes the types of software that a car has.
   *
   * @param broke is told when it does not answer a device
   * @throws BenchBroken if it is not, or polls otherwise than scenarios expect
   */
  HawkbitDeployments(
      HawkbitOptions options, OtaServer own, DdiSettings settings, Consumer<BenchBroken> broke) {
    this.api = new HawkbitApi(options);
    this.own = own;
    this.devices = new HawkbitDevices(options, settings, new Identity(own.core(), settings), broke);
    JsonNode config = api.get("system/configs");
    expect(config, "pollingTime", POLLING);
    expect(config, "authentication.targettoken.enabled", "true");
    makeTypes();
  }

  private static void expect(JsonNode config, String key, String value) {
    String found = config.path(key).path("value").asText();
    if (!found.equals(value)) {
      throw new BenchBroken(
          "hawkBit has "
              + key
              + " '"
              + found
              + "', and scenarios of updates count with '"
              + value
              + "'; set it in its system configuration");
    }
  }

  private void makeTypes() {
    for (String type : TYPES) {
      if (find("softwaremoduletypes", "key==" + HawkbitApi.quoted(type)).isMissingNode()) {
        ObjectNode made = JSON.objectNode();
        made.put("key", type).put("name", "DCM Rig: " + type).put("maxAssignments", MOST_OF_A_TYPE);
        api.post("softwaremoduletypes", array(made));
      }
    }
    if (find("distributionsettypes", "key==" + HawkbitApi.quoted(SET_TYPE)).isMissingNode()) {
      ObjectNode made = JSON.objectNode();
      made.put("key", SET_TYPE).put("name", "DCM Rig");
      ArrayNode optional = made.putArray("optionalmodules");
      for (String type : TYPES) {
        JsonNode known = find("softwaremoduletypes", "key==" + HawkbitApi.quoted(type));
        optional.addObject().put("id", known.path("id").asLong());
      }
      api.post("distributionsettypes", array(made));
    }
  }

  private static ArrayNode array(JsonNode one) {
    return JSON.arrayNode().add(one);
  }

  /** The first that a filter finds; missing if there is none. */
  private JsonNode find(String collection, String filter) {
    return api.get(collection + "?q=" + filter).path("content").path(0);
  }

  @Override
  public void register(String controllerId) {
    own.core().targets().register(controllerId);
    api.delete("targets/" + controllerId);
    ObjectNode made = JSON.objectNode();
    made.put("controllerId", controllerId).put("name", controllerId);
    String token = api.post("targets", array(made)).path(0).path("securityToken").asText();
    devices.know(controllerId, token);
  }

  @Override
  public void assign(String controllerId, long set, UpdatePolicy policy) {
    if (policy.consent()) {
      throw lacks("asks nobody for consent before the download");
    }
    if (policy.window() != null || policy.kind() == ActionKind.TIMEFORCED) {
      throw lacks("has windows and forced times by its own clock, not by the bench's");
    }
    Software software = own.core().software();
    long id = set(software, software.set(set));
    ObjectNode assigned = JSON.objectNode();
    assigned.put("id", id).put("type", type(policy.kind()));
    api.post("targets/" + controllerId + "/assignedDS", assigned);
  }

  private static String type(ActionKind kind) {
    return switch (kind) {
      case FORCED -> "forced";
      case SOFT -> "soft";
      case TIMEFORCED -> "timeforced";
      case DOWNLOAD_ONLY -> "downloadonly";
    };
  }

  static NotOnThisBench lacks(String what) {
    return new NotOnThisBench("the hawkBit of this bench " + what);
  }

  /** The set there that has the same modules; made if there is none. */
  private long set(Software software, DistributionSet set) {
    TreeSet<Long> modules = new TreeSet<>();
    set.modules().forEach(module -> modules.add(module(software, module)));
    String version = modules.toString();
    JsonNode known =
        find(
            "distributionsets",
            "name==" + HawkbitApi.quoted(SET_TYPE) + "%3Bversion==" + HawkbitApi.quoted(version));
    if (!known.isMissingNode()) {
      return known.path("id").asLong();
    }
    ObjectNode made = JSON.objectNode();
    made.put("name", SET_TYPE).put("version", version).put("type", SET_TYPE);
    made.put("requiredMigrationStep", false);
    ArrayNode ids = made.putArray("modules");
    modules.forEach(id -> ids.addObject().put("id", id));
    return api.post("distributionsets", array(made)).path(0).path("id").asLong();
  }

  /** The module there of the same name, version and type, with the artifacts of this one. */
  private long module(Software software, Module module) {
    JsonNode known =
        find(
            "softwaremodules",
            "name=="
                + HawkbitApi.quoted(module.name())
                + "%3Bversion=="
                + HawkbitApi.quoted(module.version())
                + "%3Btype=="
                + HawkbitApi.quoted(module.type()));
    if (known.isMissingNode()) {
      ObjectNode made = JSON.objectNode();
      made.put("name", module.name()).put("version", module.version());
      made.put("type", module.type()).put("vendor", module.vendor());
      known = api.post("softwaremodules", array(made)).path(0);
    }
    String artifacts = "softwaremodules/" + known.path("id").asLong() + "/artifacts";
    TreeSet<String> missing = new TreeSet<>();
    module.artifacts().forEach(artifact -> missing.add(key(artifact)));
    for (JsonNode there : api.get(artifacts)) {
      String key =
          there.path("providedFilename").asText() + " " + there.at("/hashes/sha256").asText();
      if (!missing.remove(key)) {
        api.delete(artifacts + "/" + there.path("id").asLong());
      }
    }
    for (Artifact artifact : module.artifacts()) {
      if (missing.contains(key(artifact))) {
        api.upload(artifacts, artifact.filename(), content(software, artifact));
      }
    }
    return known.path("id").asLong();
  }

  private static String key(Artifact artifact) {
    return artifact.filename() + " " + artifact.sha256();
  }

  private static byte[] content(Software software, Artifact artifact) {
    try {
      return Files.readAllBytes(software.file(artifact));
    } catch (IOException e) {
      throw new BenchBroken(artifact.filename() + " can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void withdraw(String controllerId) {
    for (JsonNode action : api.get("targets/" + controllerId + "/actions").path("content")) {
      if (action.path("status").asText().equals("pending")) {
        api.delete("targets/" + controllerId + "/actions/" + action.path("id").asLong());
      }
    }
  }

  @Override
  public Optional<HttpEdge> edge() {
    return Optional.of(devices);
  }
}
