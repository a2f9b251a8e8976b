// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.suite;

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

/** A tag expression, checked: {@code @SOS-04 or (@ACN-01 and not @slow)}. */
public final class TagFilter {
  private static final Pattern TAG = Pattern.compile("@[^\\s()]+");

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
    try {
      Expression expression = TagExpressionParser.parse(text);
      Matcher tags = TAG.matcher(text);
      while (tags.find()) {
        if (!known.contains(tags.group())) {
          throw wrong(
              text,
              "no scenario on this bench has the tag " + tags.group(),
              Nearest.to(tags.group(), known)
                  .map(near -> "did you mean " + near + "?")
                  .orElse("'rig list requirements' shows the ids that have scenarios"));
        }
      }
      if (!text.isBlank() && !TAG.matcher(text).find()) {
        throw wrong(text, "there is no tag in it", "a tag begins with @, for instance @SOS-04");
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

  Expression expression() {
    return expression;
  }
}
