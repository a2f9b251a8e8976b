// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.mutants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pitest.mutationtest.engine.Location;
import org.pitest.mutationtest.engine.MutationDetails;

/**
 * Ids that stay when lines move: class, method with its parameters, operator, and which of that
 * operator's places in the method it is.
 *
 * <pre>
 *   dev.dcmrig.dcm.sos.SosService.press(Duration,boolean)/ConditionalsBoundary/2
 *   dev.dcmrig.dcm.sos.SosService.press:lambda1()/VoidMethodCall/1     the first lambda in press
 * </pre>
 */
final class StableIds {
  /** As javac names the code of a lambda: method, and a number within the class. */
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$(\\d+)");

  private static final Pattern TYPE = Pattern.compile("\\[*(?:L([^;]+);|[BCDFIJSZ])");

  private static final Map<Character, String> PRIMITIVES =
      Map.of(
          'B', "byte", 'C', "char", 'D', "double", 'F', "float", 'I', "int", 'J', "long", 'S',
          "short", 'Z', "boolean");

  private StableIds() {}

  /** Of one class, in the order of its methods and instructions. */
  static Map<String, MutationDetails> of(List<MutationDetails> ofOneClass) {
    List<MutationDetails> sorted = new ArrayList<>(ofOneClass);
    sorted.sort(
        Comparator.comparing((MutationDetails each) -> each.getId().getLocation().getMethodName())
            .thenComparing(each -> each.getId().getLocation().getMethodDesc())
            .thenComparingInt(MutationDetails::getFirstIndex)
            .thenComparing(MutationDetails::getMutator));
    Map<String, Integer> lambdas = lambdas(sorted);
    Map<String, Integer> counts = new HashMap<>();
    Map<String, MutationDetails> ids = new LinkedHashMap<>();
    for (MutationDetails each : sorted) {
      Location location = each.getId().getLocation();
      String stem =
          each.getClassName().asJavaName()
              + "."
              + method(location.getMethodName(), lambdas)
              + parameters(location.getMethodDesc())
              + "/"
              + operator(each);
      // Two overloads whose parameters have the same simple names count on.
      String id = stem + "/" + counts.merge(stem, 1, Integer::sum);
      ids.put(id, each);
    }
    return ids;
  }

  /** The operator's name without its package and ending. */
  static String operator(MutationDetails details) {
    String name = details.getMutator();
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return simple.replaceAll("Mutator(?=_|$)", "").replaceAll("ReturnVals", "Return");
  }

  /** Lambdas of each method counted from 1, in the order in which javac made them. */
  private static Map<String, Integer> lambdas(List<MutationDetails> all) {
    Map<String, TreeSet<Integer>> numbers = new HashMap<>();
    for (MutationDetails each : all) {
      Matcher lambda = LAMBDA.matcher(each.getMethod());
      if (lambda.matches()) {
        numbers
            .computeIfAbsent(lambda.group(1), method -> new TreeSet<>())
            .add(Integer.parseInt(lambda.group(2)));
      }
    }
    Map<String, Integer> ranks = new HashMap<>();
    numbers.forEach(
        (method, made) -> {
          for (int number : made) {
            ranks.put("lambda$" + method + "$" + number, made.headSet(number, true).size());
          }
        });
    return ranks;
  }

  private static String method(String name, Map<String, Integer> lambdas) {
    Matcher lambda = LAMBDA.matcher(name);
    return lambda.matches() ? lambda.group(1) + ":lambda" + lambdas.get(name) : name;
  }

  /** Simple names: {@code (Duration,boolean)} for {@code (Ljava/time/Duration;Z)V}. */
  private static String parameters(String descriptor) {
    String inner = descriptor.substring(1, descriptor.indexOf(')'));
    List<String> names = new ArrayList<>();
    Matcher type = TYPE.matcher(inner);
    while (type.find()) {
      String full = type.group();
      String name =
          type.group(1) == null
              ? String.valueOf(PRIMITIVES.get(full.charAt(full.length() - 1)))
              : type.group(1).substring(type.group(1).lastIndexOf('/') + 1);
      long dimensions = full.chars().filter(c -> c == '[').count();
      names.add(name + "[]".repeat((int) dimensions));
    }
    return "(" + String.join(",", names) + ")";
  }
}
