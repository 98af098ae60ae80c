package org.ketascreen.cli;

import org.ketascreen.rulebase.Rulebase;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which rulebase to screen against, and whose archives to load. */
final class RulebaseOptions {

  @Option(
      names = "--rulebase",
      paramLabel = "RULEBASE",
      description =
          "ketamine for its latest version, ketamine@1.0.0 for that version,"
              + " ketamine@2024-06-01 for the one in effect on that day,"
              + " ketamine@sha256:... for the one of that digest; or the path of an"
              + " archive or of a source directory. Default: ketamine.")
  private String rulebase = "ketamine";

  @Mixin private TrustOptions trust = new TrustOptions();

  Rulebase load() {
    return RulebaseChoice.load(rulebase, trust);
  }
}
