package org.ketascreen.terminology;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

/** The short names of code systems, as people write them. Immutable and thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class CodeSystemNames {

  private static final Map<String, String> URI_OF = uriOf();

  private CodeSystemNames() {}

  private static Map<String, String> uriOf() {
    Map<String, String> uris = new LinkedHashMap<>();
    uris.put("icd-10-cm", CodeSystems.ICD_10_CM.uri());
    uris.put("icd-10", CodeSystems.ICD_10.uri());
    uris.put("icd-10-gm", "http://fhir.de/CodeSystem/bfarm/icd-10-gm");
    uris.put("sct", CodeSystems.SNOMED_CT.uri());
    uris.put("rxnorm", CodeSystems.RXNORM.uri());
    uris.put("ndc", CodeSystems.NDC.uri());
    uris.put("atc", CodeSystems.ATC.uri());
    uris.put("loinc", CodeSystems.LOINC.uri());
    return uris;
  }

  /** Returns the short names there are. */
  public static Iterable<String> shortNames() {
    return URI_OF.keySet();
  }

  /** Returns the URI of a short name, or the URI that it already is, or {@code null}. */
  public static @Nullable String uri(String name) {
    return name.indexOf(':') > 0 ? name : URI_OF.get(name);
  }

  /** Returns the short name of a URI, or the URI itself. */
  public static String written(String uri) {
    return URI_OF.entrySet().stream()
        .filter(each -> each.getValue().equals(uri))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(uri);
  }
}
