package org.ketascreen.terminology;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Coding;

/** The code systems this library knows, by every URI they go by. Immutable and thread-safe. */
public final class CodeSystems {

  public static final CodeSystem ICD_10_CM =
      new CodeSystem("http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM", CodeSystem.Form.ICD);

  /** ICD-10 of the WHO, and the national forms that follow it. */
  public static final CodeSystem ICD_10 =
      new CodeSystem("http://hl7.org/fhir/sid/icd-10", "ICD-10", CodeSystem.Form.ICD);

  public static final CodeSystem ATC =
      new CodeSystem("http://www.whocc.no/atc", "ATC", CodeSystem.Form.ATC);
  public static final CodeSystem SNOMED_CT =
      new CodeSystem("http://snomed.info/sct", "SNOMED CT", CodeSystem.Form.PLAIN);
  public static final CodeSystem RXNORM =
      new CodeSystem(
          "http://www.nlm.nih.gov/research/umls/rxnorm", "RxNorm", CodeSystem.Form.PLAIN);
  public static final CodeSystem LOINC =
      new CodeSystem("http://loinc.org", "LOINC", CodeSystem.Form.LOINC);
  public static final CodeSystem NDC =
      new CodeSystem("http://hl7.org/fhir/sid/ndc", "NDC", CodeSystem.Form.NDC);

  /**
   * The titles of a rulebase's own value sets, for hosts whose codes are none of the above: a code
   * of it is in the value set of that title and in no other.
   */
  public static final CodeSystem TITLE =
      new CodeSystem(Coding.TITLES, "title of a value set", CodeSystem.Form.TITLE);

  /** Longer texts are not URIs; a bound on the work for hostile input. */
  private static final int LONGEST_URI = 256;

  /** Each version of Estonia's ICD-10, RHK-10, has an OID of its own below this one. */
  private static final String ESTONIAN_ICD_10 = "1.3.6.1.4.1.28284.6.2.1.13.";

  private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";

  /** Every URI and OID of a known system, as it is written. */
  private static final Map<String, CodeSystem> BY_URI = byUri();

  /** The same by {@link #key}. */
  private static final Map<String, CodeSystem> BY_KEY = byKey();

  /** HL7 code systems by the OID that converted documents still use. */
  private static final Map<String, String> HL7_BY_OID =
      Map.of(
          "2.16.840.1.113883.5.4", "v3-ActCode",
          "2.16.840.1.113883.5.83", "v3-ObservationInterpretation",
          "2.16.840.1.113883.5.1008", "v3-NullFlavor");

  /** Codes that stand in for a code that is not there. */
  private static final Set<String> SAYING_NOTHING =
      Set.of(HL7 + "v3-NullFlavor", HL7 + "data-absent-reason");

  private CodeSystems() {}

  /**
   * Returns the URI that a system goes by in FHIR, whatever it was called; a system that is not
   * known as it was written, and "" for none.
   */
  public static String uri(@Nullable String system) {
    CodeSystem known = find(system);
    return known != null ? known.uri() : system == null ? "" : system;
  }

  /**
   * Returns the system of this URI, or {@code null} if it is not known. A version behind a bar,
   * trailing slashes, the case, {@code https} for {@code http}, and an OID with or without {@code
   * urn:oid:} make no difference.
   */
  public static @Nullable CodeSystem find(@Nullable String uri) {
    if (uri == null) {
      return null;
    }
    CodeSystem known = BY_URI.get(uri);
    return known != null || uri.length() > LONGEST_URI ? known : findLeniently(uri);
  }

  /**
   * Whether codes of this system only say that there is no code (null flavours, reasons for
   * absence).
   */
  static boolean saysNothing(CodeSystem system) {
    return SAYING_NOTHING.contains(system.uri());
  }

  /** Returns the known system of this URI, else one of which nothing is known but its URI. */
  static CodeSystem findOrMake(String uri) {
    CodeSystem known = find(uri);
    return known != null ? known : new CodeSystem(uri, uri, CodeSystem.Form.PLAIN);
  }

  /** Returns every URI under which a known system is usually written. */
  static Map<String, CodeSystem> usual() {
    return BY_URI;
  }

  private static @Nullable CodeSystem findLeniently(String uri) {
    String key = key(uri);
    CodeSystem known = BY_KEY.get(key);
    if (known != null) {
      return known;
    }
    if (key.startsWith("snomed.info/sct/")) {
      return SNOMED_CT;
    }
    if (key.startsWith(ESTONIAN_ICD_10)) {
      return ICD_10;
    }
    return hl7(key, withoutVersion(uri));
  }

  /** HL7's own tables are too many to list; their names keep the case of the source. */
  private static @Nullable CodeSystem hl7(String key, String uri) {
    String name = HL7_BY_OID.get(key);
    if (name == null) {
      name = hl7Name(key, uri);
    }
    return name == null ? null : new CodeSystem(HL7 + name, name, CodeSystem.Form.HL7);
  }

  private static @Nullable String hl7Name(String key, String uri) {
    String last = uri.substring(uri.lastIndexOf('/') + 1);
    if (key.startsWith("hl7.org/fhir/v2/")) {
      return "v2-" + last;
    }
    if (key.startsWith("hl7.org/fhir/v3/")) {
      return "v3-" + last;
    }
    boolean own =
        key.startsWith("terminology.hl7.org/codesystem/v2-")
            || key.startsWith("terminology.hl7.org/codesystem/v3-")
            || key.equals("terminology.hl7.org/codesystem/data-absent-reason")
            || key.equals("hl7.org/fhir/data-absent-reason");
    return own ? last : null;
  }

  private static String withoutVersion(String uri) {
    int bar = uri.indexOf('|');
    String plain = (bar < 0 ? uri : uri.substring(0, bar)).strip();
    int end = plain.length();
    while (end > 0 && plain.charAt(end - 1) == '/') {
      end--;
    }
    return plain.substring(0, end);
  }

  private static String key(String uri) {
    String key = withoutVersion(uri).toLowerCase(Locale.ROOT);
    for (String prefix : new String[] {"http://", "https://", "urn:oid:"}) {
      if (key.startsWith(prefix)) {
        key = key.substring(prefix.length());
        break;
      }
    }
    return key.startsWith("www.") ? key.substring(4) : key;
  }

  private static Map<String, CodeSystem> byUri() {
    Map<String, CodeSystem> systems = new LinkedHashMap<>();
    add(systems, ICD_10_CM, "urn:oid:2.16.840.1.113883.6.90");
    add(
        systems,
        ICD_10,
        "urn:oid:2.16.840.1.113883.6.3",
        "http://terminology.hl7.org/CodeSystem/icd10",
        // American English wording of the WHO's codes
        "http://terminology.hl7.org/CodeSystem/icd10ae",
        "urn:oid:2.16.840.1.113883.6.3.1",
        // Australia, and who uses its form
        "http://hl7.org/fhir/sid/icd-10-am",
        "urn:oid:2.16.840.1.113883.6.135",
        // Germany and Switzerland
        "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
        "http://fhir.de/CodeSystem/dimdi/icd-10-gm",
        "urn:oid:1.2.276.0.76.5.409",
        // Austria, in its versions
        "urn:oid:1.2.40.0.34.5.56",
        "urn:oid:1.2.40.0.34.5.171",
        // Netherlands
        "http://hl7.org/fhir/sid/icd-10-nl",
        "urn:oid:2.16.840.1.113883.6.3.2",
        // Canada
        "http://hl7.org/fhir/sid/icd-10-ca",
        "urn:oid:2.16.840.1.113883.6.94",
        // Sweden
        "http://hl7.org/fhir/sid/icd-10-se",
        "urn:oid:1.2.752.116.1.1.1.1.3",
        // Norway
        "urn:oid:2.16.578.1.12.4.1.1.7110",
        // United Kingdom
        "http://hl7.org/fhir/sid/icd-10-uk",
        // Brazil
        "http://www.saude.gov.br/fhir/r4/CodeSystem/BRCID10",
        "https://terminologia.saude.gov.br/fhir/CodeSystem/BRCID10",
        // France
        "https://smt.esante.gouv.fr/terminologie-cim-10");
    add(
        systems,
        ATC,
        "urn:oid:2.16.840.1.113883.6.73",
        "https://www.whocc.no/atc_ddd_index",
        "https://atcddd.fhi.no/atc_ddd_index",
        "http://fhir.de/CodeSystem/bfarm/atc",
        "http://fhir.de/CodeSystem/dimdi/atc",
        // Austria
        "https://termgit.elga.gv.at/CodeSystem/atc-deutsch-wido",
        // Estonia
        "https://fhir.ee/CodeSystem/atc",
        "https://fhir.ee/CodeSystem/atc-ee",
        // Norway
        "urn:oid:2.16.578.1.12.4.1.1.7180");
    add(systems, SNOMED_CT, "urn:oid:2.16.840.1.113883.6.96");
    add(systems, RXNORM, "urn:oid:2.16.840.1.113883.6.88");
    add(systems, LOINC, "urn:oid:2.16.840.1.113883.6.1");
    add(systems, NDC, "urn:oid:2.16.840.1.113883.6.69");
    add(systems, TITLE);
    addKnownByName(systems);
    return Map.copyOf(systems);
  }

  /** Systems of which no table decides a code, so that an entry is tried by its words. */
  private static void addKnownByName(Map<String, CodeSystem> systems) {
    add(
        systems,
        new CodeSystem("http://fdasis.nlm.nih.gov", "UNII", CodeSystem.Form.PLAIN),
        "urn:oid:2.16.840.1.113883.4.9");
    add(
        systems,
        new CodeSystem("http://hl7.org/fhir/sid/cvx", "CVX", CodeSystem.Form.PLAIN),
        "urn:oid:2.16.840.1.113883.12.292");
    add(
        systems,
        new CodeSystem("http://hl7.org/fhir/ndfrt", "NDF-RT", CodeSystem.Form.PLAIN),
        "urn:oid:2.16.840.1.113883.3.26.1.5");
    add(
        systems,
        new CodeSystem("http://va.gov/terminology/medrt", "MED-RT", CodeSystem.Form.PLAIN),
        "urn:oid:2.16.840.1.113883.6.345");
    add(
        systems,
        new CodeSystem("http://www.ama-assn.org/go/cpt", "CPT", CodeSystem.Form.PLAIN),
        "urn:oid:2.16.840.1.113883.6.12");
    add(
        systems,
        new CodeSystem(
            "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
            "HCPCS",
            CodeSystem.Form.PLAIN),
        "urn:oid:2.16.840.1.113883.6.285");
  }

  private static void add(Map<String, CodeSystem> systems, CodeSystem system, String... others) {
    systems.put(system.uri(), system);
    for (String other : others) {
      systems.put(other, system);
    }
  }

  private static Map<String, CodeSystem> byKey() {
    Map<String, CodeSystem> keys = new HashMap<>();
    BY_URI.forEach((uri, system) -> keys.put(key(uri), system));
    return Map.copyOf(keys);
  }
}
