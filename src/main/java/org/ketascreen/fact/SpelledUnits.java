package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Units as people write them where a UCUM code is missing: FHIR's {@code Quantity.unit} is a text
 * for humans. Immutable and thread-safe.
 *
 * <p>The table was reviewed by hand against three sources: the "common synonyms" of the table of
 * example UCUM codes for electronic messaging (Regenstrief Institute and LOINC, version 1.5), the
 * print symbols and names of the UCUM essence, and the unit texts of public example records.
 * Nothing is in it that means two things of the same kind; "gr" (grain or gram), "rpm", "oz fl" and
 * bare "degrees" are left out for that.
 */
final class SpelledUnits {

  /**
   * What is written for a UCUM unit.
   *
   * @param ucum the unit
   * @param certain whether the text can be nothing else; if not, it is only near enough to a
   *     spelling that is known, and may be UCUM for another unit of the same kind
   */
  record Spelled(String ucum, boolean certain) {}

  /** UCUM, then how else it is written; words in lower case. */
  private static final String[] TABLE = {
    "mm[Hg] = mmHg|mm Hg|mmhg|mm hg|MMHG|torr|Torr|mm/Hg|mm(Hg)|mm of Hg|mmHG|millimeters of mercury"
        + "|millimetres of mercury|millimeter of mercury|millimetre of mercury",
    "kPa = KPA|kpa|kilopascal|kilopascals",
    "kg = Kg|KG|kgs|Kgs|KGS|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes|kilogramm|kilogramos",
    "g = gm|gms|gram|grams|gramme|grammes|gramm|gramos",
    "mg = mgs|mgm|milligram|milligrams|milligramm|milligrammes|miligramos",
    "ug = \u00b5g|mcg|mcgs|MCG|microgram|micrograms|mikrogramm|microgrammes|microgramos",
    "ng = nanogram|nanograms",
    "[lb_av] = lb|lbs|LB|LBS|Lb|Lbs|pound|pounds|lb_av",
    "[oz_av] = oz|OZ|Oz|ounce|ounces|oz_av",
    "[stone_av] = stone|stones",
    "m = meter|meters|metre|metres|mtr",
    "cm = Cm|CM|cms|centimeter|centimeters|centimetre|centimetres|zentimeter|centimetros",
    "mm = millimeter|millimeters|millimetre|millimetres",
    "[in_i] = in|IN|In|inch|inches|in_i|in_us|[in_us]",
    "[ft_i] = ft|FT|Ft|foot|feet|ft_i",
    "Cel = \u00b0C|\u2103|C|degC|deg C|cel|celsius|Celsius|degree celsius|degrees celsius|degree c"
        + "|degrees c|\u00b0 C|[degC]|grad celsius",
    "[degF] = \u00b0F|\u2109|F|degF|deg F|fahrenheit|Fahrenheit|degree fahrenheit"
        + "|degrees fahrenheit|degree f|degrees f|\u00b0 F",
    "% = percent|per cent|pct|Percent|prozent|por ciento|pour cent",
    "/min = bpm|BPM|beats/min|beats per minute|beats/minute|beat/min|breaths/min|breaths per minute"
        + "|breaths/minute|per minute|per min|1/minute|/minute",
    "L = l|liter|liters|litre|litres|ltr",
    "dL = dl|deciliter|deciliters|decilitre",
    "mL = ml|cc|mls|milliliter|milliliters|millilitre|millilitres",
    "uL = ul|\u00b5L|\u00b5l|mcL|microliter|microliters",
    "mol = mole|moles",
    "mmol = millimole|millimoles|mmole|mmoles",
    "umol = \u00b5mol|mcmol|micromole|micromoles",
    "meq = mEq|MEQ|milliequivalent|milliequivalents",
    "U = unit|units|u",
    "[IU] = IU|iu|I.U.|int unit|international unit|international units",
    "m[IU] = mIU",
    "u[IU] = uIU|\u00b5IU",
    "[IU]/L = IU/L|IU/l",
    "kg/m2 = kg/m^2|kg/m\u00b2|kg/sq m|kg/sqm|kg per square meter|kg/(m^2)|kg/m*2|kg/m 2",
    "m2 = m^2|m\u00b2|sq m|sqm",
    "mL/min/{1.73_m2} = mL/min/1.73m2|mL/min/1.73 m2|mL/min/1.73m^2|mL/min/1.73m\u00b2"
        + "|ml/min/1.73m2|ml/min/1.73 m2|ml/min/1.73m\u00b2|mL/min/1.73 m^2|mL/min/{1.73m2}"
        + "|mL/min/[1.73_m2]|mL/min/1.73m*2|ml/min/1,73m2|ml/min/1,73 m2",
    "mg/dL = mg%",
    "g/dL = g%|gm%|gm/dL",
    "ms = msec|msecs|millisecond|milliseconds",
    "s = sec|secs|second|seconds",
    "min = minute|minutes|mins|minuto|minutos",
    "h = hr|hrs|hour|hours",
    "d = day|days",
    "wk = week|weeks",
    "mo = month|months",
    "a = year|years|yr|yrs",
  };

  private static final Map<String, String> AS_WRITTEN = new HashMap<>();
  private static final Map<String, String> LOOSELY = new HashMap<>();

  static {
    for (String row : TABLE) {
      int equals = row.indexOf(" = ");
      String ucum = row.substring(0, equals);
      for (String spelling : row.substring(equals + 3).split("\\|", -1)) {
        AS_WRITTEN.put(withoutBlanks(spelling), ucum);
      }
    }
    AS_WRITTEN.forEach((spelling, ucum) -> addLoosely(spelling, ucum));
    for (String row : TABLE) {
      String ucum = row.substring(0, row.indexOf(" = "));
      addLoosely(ucum, ucum);
    }
  }

  private SpelledUnits() {}

  /** One letter says too little when even its case is not as it should be. */
  private static void addLoosely(String spelling, String ucum) {
    if (spelling.length() > 1) {
      LOOSELY.putIfAbsent(spelling.toLowerCase(Locale.ROOT), ucum);
    }
  }

  /** Returns what a text stands for, or {@code null} if it is not spelled in a known way. */
  static @Nullable Spelled read(String text) {
    String written = withoutBlanks(text);
    Spelled whole = lookUp(written);
    if (whole != null || written.isEmpty()) {
      return whole;
    }
    return readParts(withSlashes(text));
  }

  /** A fraction is known if a part of it is; the rest must be UCUM then. */
  private static @Nullable Spelled readParts(String text) {
    List<String> parts = new ArrayList<>();
    boolean certain = true;
    boolean known = false;
    for (String part : text.split("/", -1)) {
      String written = withoutBlanks(part);
      Spelled spelled = lookUp(written);
      parts.add(spelled == null ? written : spelled.ucum());
      known |= spelled != null;
      certain &= spelled == null || spelled.certain();
    }
    return known ? new Spelled(String.join("/", parts), certain) : null;
  }

  private static @Nullable Spelled lookUp(String written) {
    String exactly = AS_WRITTEN.get(written);
    if (exactly != null) {
      return new Spelled(exactly, true);
    }
    String loosely = LOOSELY.get(written.toLowerCase(Locale.ROOT));
    return loosely == null ? null : new Spelled(loosely, false);
  }

  private static String withSlashes(String text) {
    return text.strip().replace(" per ", "/").replace(" pro ", "/");
  }

  /** Returns the text without blanks and a last dot, a micro sign always the same one. */
  private static String withoutBlanks(String text) {
    StringBuilder written = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c) && c != '\u00a0' && c != '\u202f') {
        written.append(c == '\u03bc' ? '\u00b5' : c);
      }
    }
    int last = written.length() - 1;
    if (last > 0 && written.charAt(last) == '.') {
      written.setLength(last);
    }
    return written.toString();
  }
}
