package org.ketascreen.rulebase.authoring;

import org.ketascreen.API;
import org.ketascreen.rulebase.Problem;
import tools.jackson.core.JacksonException;

/** What Jackson says of a YAML file that people write, in their words. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class YamlProblem {

  private YamlProblem() {}

  /**
   * Returns it, with the line where it is known and without the names of classes.
   *
   * @param path of the file
   * @param expected what would be right
   */
  public static Problem of(String path, JacksonException wrong, String expected) {
    int line = wrong.getLocation() == null ? -1 : wrong.getLocation().getLineNr();
    return new Problem(
        line > 0 ? path + ":" + line : path,
        String.valueOf(wrong.getOriginalMessage())
            .replaceAll(" \\(class [^)]*\\), not marked as ignorable", "")
            .replaceAll("\\s+", " "),
        expected);
  }
}
