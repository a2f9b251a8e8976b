// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import io.cucumber.tagexpressions.Expression;
import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag expression as Cucumber reads it, checked: {@code @SOS-04 or (@ACN-01 and not @slow)}. A
 * blank, a parenthesis or a backslash in a tag is escaped by a backslash: {@code @a\(b\)}.
 */
public final class TagFilter {
  /** A word of an expression: signs escaped by a backslash belong to it. */
  private static final Pattern WORD = Pattern.compile("(?:\\\\.|[^\\s()\\\\])++");

  private static final Set<String> OPERATORS = Set.of("and", "or", "not");

  private final Expression expression;

  private TagFilter(Expression expression) {
    this.expression = expression;
  }

  /**
   * @param text empty for everything
   * @param known tags in use
   * @throws ConfigurationException for an expression that can't be read, or that names a tag that
   *     no scenario has
   */
  public static TagFilter of(String text, Set<String> known) {
    return of(text, known, true);
  }

  /**
   * As above.
   *
   * @param whole whether {@code known} are the tags of all that the bench has; of a part, a tag
   *     that is not known selects nothing
   */
  public static TagFilter of(String text, Set<String> known, boolean whole) {
    try {
      Expression expression = TagExpressionParser.parse(text);
      Matcher words = WORD.matcher(text);
      while (words.find()) {
        if (OPERATORS.contains(words.group())) {
          continue;
        }
        String tag = words.group().replaceAll("\\\\(.)", "$1");
        if (!tag.startsWith("@")) {
          throw wrong(text, "'" + tag + "' is no tag", "a tag begins with @, for instance @SOS-04");
        }
        if (whole && !known.contains(tag)) {
          throw wrong(
              text,
              "no scenario on this bench has the tag " + tag,
              Nearest.to(tag, known)
                  .map(near -> "did you mean " + near + "?")
                  .orElse("'rig list requirements' shows the ids that have scenarios"));
        }
      }
      return new TagFilter(expression);
    } catch (TagExpressionException e) {
      String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
      throw wrong(text, reason, "write for instance '@SOS-04 or (@ACN-01 and not @slow)'");
    }
  }

  private static ConfigurationException wrong(String text, String what, String remedy) {
    return new ConfigurationException(new Problem("--tags '" + text + "'", 0, what, remedy));
  }

  public boolean matches(List<String> tags) {
    return expression.evaluate(tags);
  }
}
