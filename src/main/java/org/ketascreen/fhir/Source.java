package org.ketascreen.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the input as a whole says of its completeness.
 *
 * @param partial why it is only a part of what the source holds, or {@code null} if nothing says so
 * @param wholeSearch whether it is all that an unfiltered search of the patient found
 * @param alone whether it is a single resource
 */
record Source(@Nullable String partial, boolean wholeSearch, boolean alone) {

  /** Search parameters that name the patient or the form of the answer, and leave nothing out. */
  private static final Set<String> HARMLESS =
      Set.of(
          "patient",
          "subject",
          "_include",
          "_revinclude",
          "_sort",
          "_count",
          "_format",
          "_pretty",
          "_total",
          "_containedtype",
          "_getpages",
          "_getpagesoffset",
          "_bundletype");

  /** Parameters that choose the patient, when it is the patient that is searched. */
  private static final Set<String> HARMLESS_FOR_PATIENT = Set.of("_id", "identifier");

  private static final String SEARCHSET = "searchset";

  /**
   * A resource that stands alone: it is no list of anything, so it shows nothing of what it does
   * not say.
   */
  static final Source ALONE = new Source(null, false, true);

  /** Resources that are given together, without a word on how they were chosen. */
  static final Source GIVEN = new Source(null, false, false);

  /** Returns what all parts of an input say together. */
  static Source of(List<Source> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    String partial = null;
    boolean whole = !parts.isEmpty();
    for (Source part : parts) {
      partial = partial == null ? part.partial() : partial;
      whole &= part.wholeSearch();
    }
    return new Source(partial, whole && partial == null, false);
  }

  /**
   * Returns what a Bundle says.
   *
   * @param bundle the Bundle without its entries
   * @param outcome whether an OperationOutcome is among its entries
   * @param matches how many entries are matches of the search
   */
  static Source of(Json.Obj bundle, boolean outcome, int matches) {
    String partial = partial(bundle, outcome, matches);
    boolean search = SEARCHSET.equals(bundle.text("type")) && link(bundle, "self") != null;
    return new Source(partial, search && partial == null, false);
  }

  private static @Nullable String partial(Json.Obj bundle, boolean outcome, int matches) {
    if (link(bundle, "next") != null) {
      return "more pages follow";
    }
    if (outcome) {
      return "the source added an OperationOutcome";
    }
    if (bundle.text("type") == null) {
      return "the Bundle does not say what it is";
    }
    if (ResourceReader.isSubset(bundle)) {
      return "the source left parts out (SUBSETTED)";
    }
    if (!SEARCHSET.equals(bundle.text("type"))) {
      return null;
    }
    String self = link(bundle, "self");
    if (self != null && isFiltered(self)) {
      return "the search was filtered";
    }
    return bundle.get("total") instanceof Json.Numeric total && isMore(total.text(), matches)
        ? "fewer entries are given than the search found"
        : null;
  }

  private static boolean isMore(String total, int matches) {
    return total.length() < 10
        && total.chars().allMatch(Character::isDigit)
        && Integer.parseInt(total) > matches;
  }

  private static @Nullable String link(Json.Obj bundle, String relation) {
    for (Json link : bundle.items("link")) {
      if (link instanceof Json.Obj object && relation.equals(object.text("relation"))) {
        String url = object.text("url");
        return url == null ? "" : url;
      }
    }
    return null;
  }

  private static boolean isFiltered(String url) {
    int question = url.indexOf('?');
    if (question < 0) {
      return false;
    }
    boolean ofPatient = url.substring(0, question).endsWith("Patient");
    for (String parameter : url.substring(question + 1).split("&", -1)) {
      String name = name(parameter);
      if (!name.isEmpty()
          && !HARMLESS.contains(name)
          && !(ofPatient && HARMLESS_FOR_PATIENT.contains(name))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the name of {@code subject:Patient.identifier=...} as {@code subject}. */
  private static String name(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    String plain = decoded(name).toLowerCase(Locale.ROOT);
    int modifier = plain.indexOf(':');
    int chain = plain.indexOf('.');
    int end = modifier < 0 ? plain.length() : modifier;
    return plain.substring(0, chain < 0 ? end : Math.min(end, chain));
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
