package org.ketascreen.fhir;

/** The escapes of JSON's strings. */
final class Escapes {

  private Escapes() {}

  /** Returns what a string says that was found to have none but right escapes. */
  static String decoded(String written) {
    int escape = written.indexOf('\\');
    if (escape < 0) {
      return written;
    }
    StringBuilder decoded = new StringBuilder(written.length());
    int from = 0;
    while (escape >= 0) {
      decoded.append(written, from, escape);
      char c = written.charAt(escape + 1);
      from = escape + 2;
      if (c == 'u') {
        from += 4;
        decoded.append((char) Integer.parseInt(written, escape + 2, from, 16));
      } else {
        decoded.append(decoded(c));
      }
      escape = written.indexOf('\\', from);
    }
    return decoded.append(written, from, written.length()).toString();
  }

  private static char decoded(char c) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }
}
