package org.ketascreen.fact;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ketascreen.API;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;

/**
 * Routes by which medicines are taken, by code and by word. A route that is not here is not known:
 * it may be a part of one that is.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Routes {

  private static final String SNOMED_CT = "http://snomed.info/sct";
  private static final String EDQM = "http://standardterms.edqm.eu";
  private static final String EDQM_OID = "urn:oid:0.4.0.127.0.16.1.1.2.1";
  private static final String HL7 =
      "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration";

  // SNOMED CT below 284009009 (FHIR R4 value set route-codes); EDQM Standard Terms, routes of
  // administration; HL7 v3 RouteOfAdministration
  private static final Map<String, Set<String>> CODES =
      Map.ofEntries(
          codes(
              "intravenous",
              List.of("47625008"),
              "20045000",
              List.of("IV", "IVC", "IVINJ", "IVINJBOL", "IVPUSH", "IVRPUSH", "IVSPUSH")),
          codes("intramuscular", List.of("78421000"), "20035000", List.of("IM", "IMD")),
          codes("subcutaneous", List.of("34206005"), "20066000", List.of("SQ", "SQINFUS")),
          codes(
              "intranasal",
              List.of("46713006"),
              "20049000",
              List.of("NASAL", "NASALINSTIL", "NASINHL", "NASNEB")),
          codes("oral", List.of("26643006"), "20053000", List.of("PO")),
          codes("sublingual", List.of("37839007"), "20067000", List.of("SL")),
          codes("transdermal", List.of("45890007"), "20070000", List.of("TRNSDERM")),
          codes("rectal", List.of("37161004"), "20061000", List.of("PR", "RECTAL")),
          codes("inhaled", List.of(), "20020000", List.of("IPINHL", "NEB", "ORIFINHL", "ORNEB")));

  private static final Map<String, Set<String>> WORDS =
      Map.ofEntries(
          Map.entry("intravenous", Set.of("iv", "i.v.", "intravenously", "intravenös")),
          Map.entry("intramuscular", Set.of("im", "i.m.", "intramuscularly", "intramuskulär")),
          Map.entry("subcutaneous", Set.of("sc", "s.c.", "subcutaneously", "subkutan")),
          Map.entry("intranasal", Set.of("nasal", "nasally", "intranasally")),
          Map.entry("oral", Set.of("po", "p.o.", "orally", "per os", "by mouth")),
          Map.entry("sublingual", Set.of("sl", "s.l.", "sublingually")),
          Map.entry("transdermal", Set.of("transdermally")),
          Map.entry("rectal", Set.of("pr", "p.r.", "rectally", "per rectum")),
          Map.entry("inhaled", Set.of("inhalation", "inhalational", "by inhalation")));

  private static final List<String> ENDINGS = List.of(" route", " use");

  private Routes() {}

  private static Map.Entry<String, Set<String>> codes(
      String route, List<String> snomedCt, String edqm, List<String> hl7) {
    Set<String> codes = new HashSet<>();
    snomedCt.forEach(code -> codes.add(SNOMED_CT + "|" + code));
    hl7.forEach(code -> codes.add(HL7 + "|" + code));
    codes.add(EDQM + "|" + edqm);
    codes.add(EDQM_OID + "|" + edqm);
    return Map.entry(route, Set.copyOf(codes));
  }

  /** Returns the routes that a sentence can name. */
  public static Set<String> names() {
    return CODES.keySet();
  }

  /** Returns the routes that a code or word of it stands for; empty where none does. */
  static Set<String> of(CodeableConcept route) {
    Set<String> found = new LinkedHashSet<>();
    for (Coding coding : route.codings()) {
      String code = coding.system() + "|" + coding.code();
      CODES.forEach((name, codes) -> addIf(codes.contains(code), name, found));
    }
    if (found.isEmpty()) {
      SaidInWords.words(route).forEach(words -> addNamed(words, found));
    }
    return found;
  }

  private static void addNamed(String words, Set<String> found) {
    String word = words.strip().toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      word = word.endsWith(ending) ? word.substring(0, word.length() - ending.length()) : word;
    }
    for (Map.Entry<String, Set<String>> each : WORDS.entrySet()) {
      addIf(each.getKey().equals(word) || each.getValue().contains(word), each.getKey(), found);
    }
  }

  private static void addIf(boolean is, String name, Set<String> found) {
    if (is) {
      found.add(name);
    }
  }
}
