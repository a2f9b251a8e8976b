// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.fault;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of what is changed, and the requirements that are about it.
 *
 * @param name for people
 * @param classes packages or classes, by how their names begin
 * @param keys of profiles, by how they begin
 * @param requirements an expression for ids: {@code SOS-.*}
 * @param weight how much likelier a fault of it is drawn than one of weight 1; from 0 to 100
 */
public record Area(
    String name, List<String> classes, List<String> keys, Pattern requirements, double weight) {

  public Area {
    classes = List.copyOf(classes);
    keys = List.copyOf(keys);
  }

  /** How many letters of the fault's place this area names; 0 where it does not lie in it. */
  int closeness(Fault fault) {
    List<String> names = fault.kind() == Fault.Kind.PROFILE ? keys : classes;
    String place =
        fault.kind() == Fault.Kind.PROFILE
            ? fault.profile().keySet().iterator().next()
            : fault.type();
    return names.stream()
        .filter(
            name ->
                place.equals(name) || place.startsWith(name + ".") || place.startsWith(name + "$"))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  /** Whether a requirement is about this area. */
  public boolean isAbout(String requirement) {
    return requirements.matcher(requirement).matches();
  }
}
