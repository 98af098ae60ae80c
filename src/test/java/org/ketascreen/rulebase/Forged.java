package org.ketascreen.rulebase;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Archives whose digests are right and whose content is not that of their source. */
public final class Forged {

  private Forged() {}

  /** Returns an archive whose source and digest are those of another, and whose rules are not. */
  public static byte[] of(String name, byte[] archive, UnaryOperator<List<Rule>> rules) {
    Map<String, byte[]> files = ArchiveZip.unpack(name, archive);
    Rulebase whole = Rulebase.load(name, archive, TrustPolicy.allowingUnsigned());
    byte[] content = files.get(ArchiveMetadata.CONTENT);
    byte[] forged = RulebaseWriter.write(with(whole, rules.apply(whole.rules())));
    String metadata = new String(files.get(ArchiveMetadata.PATH), UTF_8);
    files.put(ArchiveMetadata.CONTENT, forged);
    files.put(
        ArchiveMetadata.PATH,
        metadata.replace(Digests.hex(content), Digests.hex(forged)).getBytes(UTF_8));
    return ArchiveZip.pack(files);
  }

  private static Rulebase with(Rulebase of, List<Rule> rules) {
    return new Rulebase(
        of.id(),
        of.version(),
        of.language(),
        of.status(),
        of.effectiveFrom(),
        of.title(),
        of.scope(),
        of.changes(),
        of.digest(),
        of.sources(),
        rules,
        of.valueSets(),
        of.ingredients(),
        of.pregnancy(),
        of.doses(),
        of.idealWeight(),
        of.checklists(),
        of.trust());
  }
}
