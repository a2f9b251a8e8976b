// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.uptane;

import dev.dcmrig.ota.ddi.Identity;
import dev.dcmrig.ota.http.Answer;
import dev.dcmrig.ota.http.Call;
import dev.dcmrig.ota.http.HttpEdge;
import dev.dcmrig.ota.http.HttpProblem;
import dev.dcmrig.uptane.json.JsonText;
import dev.dcmrig.uptane.json.MalformedJson;
import dev.dcmrig.uptane.verify.Rejection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The paths of both repositories:
 *
 * <pre>
 *   GET /uptane/image/FILE                     metadata of the image repository, for anybody
 *   GET /uptane/director/CONTROLLER/FILE       the director's metadata for one vehicle
 *   PUT /uptane/director/CONTROLLER/manifest   what is installed in it
 *   PUT /uptane/time                           the time, signed with numbers of ECUs, for anybody
 * </pre>
 *
 * A vehicle shows who it is as by the DDI API, and sees its own only.
 */
public final class UptaneEdge implements HttpEdge {
  /** First part of each path. */
  public static final String ROOT = "uptane";

  private static final String JSON = "application/json";
  private static final List<String> TIME = List.of(ROOT, "time");
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9]{8,64}");
  private static final int MOST_NONCES = 64;
  private static final int OF_IMAGE = 3;
  private static final int OF_DIRECTOR = 4;

  private final Identity identity;
  private final UptaneRepositories repositories;

  public UptaneEdge(Identity identity, UptaneRepositories repositories) {
    this.identity = identity;
    this.repositories = repositories;
  }

  @Override
  public boolean isOwn(List<String> path) {
    return !path.isEmpty() && path.get(0).equals(ROOT);
  }

  @Override
  public Answer answer(Call call) {
    List<String> path = call.path();
    if (path.size() == OF_IMAGE && path.get(1).equals("image")) {
      call.expect("GET");
      return repositories
          .imageFile(path.get(2))
          .map(UptaneEdge::file)
          .orElseThrow(UptaneEdge::none);
    }
    if (path.equals(TIME)) {
      call.expect("PUT");
      call.expectJson();
      return file(repositories.time(nonces(call.body())));
    }
    if (path.size() != OF_DIRECTOR || !path.get(1).equals("director")) {
      throw none();
    }
    String vehicle = path.get(2);
    identity.of(call, vehicle);
    if (path.get(3).equals("manifest")) {
      call.expect("PUT");
      call.expectJson();
      return taken(vehicle, call.body());
    }
    call.expect("GET");
    return repositories
        .directorFile(vehicle, path.get(3))
        .map(UptaneEdge::file)
        .orElseThrow(UptaneEdge::none);
  }

  private static Set<String> nonces(byte[] request) {
    try {
      List<String> nonces = JsonText.object("request", request).textList("nonces");
      if (nonces.size() <= MOST_NONCES && nonces.stream().allMatch(UptaneEdge::isNonce)) {
        return new TreeSet<>(nonces);
      }
      throw new HttpProblem(
          400, "at most " + MOST_NONCES + " nonces of 8 to 64 letters and digits are taken");
    } catch (MalformedJson e) {
      throw new HttpProblem(400, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isNonce(String text) {
    return NONCE.matcher(text).matches();
  }

  private Answer taken(String vehicle, byte[] manifest) {
    try {
      repositories.manifest(vehicle, manifest);
      return Answer.of(200);
    } catch (Rejection rejection) {
      throw new HttpProblem(409, String.valueOf(rejection.getMessage()));
    }
  }

  private static Answer file(byte[] bytes) {
    return Answer.of(200, JSON, bytes);
  }

  private static HttpProblem none() {
    return new HttpProblem(404, "the repository has no such file");
  }
}
